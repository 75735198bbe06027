//===- SymbolTable.cpp - From DWARF and LLVM's maps to the table ----------===//
#include "codegen/SymbolTable.h"
#include "runtime/abi/SymbolTable.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/DebugInfo/DWARF/DWARFDebugLine.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/LEB128.h"

using namespace ogo;
using llvm::DWARFDie;
using llvm::StringRef;

namespace {

/// A function while it is collected.
struct FunctionEntry {
  uint32_t Start;
  symtab::Function F;
};

class TableBuilder {
public:
  explicit TableBuilder(const llvm::object::ELF64LEObjectFile &Program)
      : Program(Program) {}
  llvm::Expected<std::string> build();

private:
  struct Range {
    uint64_t Low, High;
    uint32_t Node;
  };
  struct Row {
    uint64_t Address;
    uint32_t File; // string
    uint32_t Line;
  };
  /// What all copies of a function have in common.
  struct Declaration {
    uint32_t Name = 0, File = 0; // strings
    uint32_t Line = 0;
    bool RepeatsName = false;
  };

  uint32_t string(StringRef S);
  uint32_t fileString(uint64_t Index);
  const Declaration &declarationOf(DWARFDie Die);
  void addUnit(llvm::DWARFUnit &Unit);
  void addFunctions(DWARFDie Die);
  void addFunction(DWARFDie Die, uint64_t Low, uint64_t High);
  void addInlined(DWARFDie Die, uint32_t Parent, uint32_t ParentFile,
                  std::vector<Range> &Ranges);
  std::vector<Row> rowsOf(uint64_t Low, uint64_t High, uint64_t Section);
  void encodeLines(FunctionEntry &E, uint64_t Low, uint64_t High,
                   llvm::ArrayRef<Row> Rows, std::vector<Range> Ranges);
  uint32_t nodeForFile(FunctionEntry &E, uint32_t Node, uint32_t File,
                       uint32_t Line);
  llvm::Error readFaults(StringRef Data);
  llvm::Error readFrames(StringRef Data);
  std::string write();

  const llvm::object::ELF64LEObjectFile &Program;
  std::unique_ptr<llvm::DWARFContext> Dwarf;
  const llvm::DWARFDebugLine::LineTable *Lines = nullptr; // of the unit
  StringRef CompDir;
  llvm::DenseMap<uint64_t, uint32_t> UnitFiles;
  llvm::DenseMap<uint64_t, Declaration> Declarations; // by offset
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint32_t> FileNodes;

  std::string Strings = std::string(1, '\0');
  llvm::StringMap<uint32_t> StringAt;
  std::vector<FunctionEntry> Functions;
  std::vector<symtab::Inline> Inlines;
  std::string LineBytes;
  std::vector<symtab::Fault> Faults;
  std::vector<symtab::Frame> Frames;
  std::vector<symtab::Location> Locations;
};

} // namespace

uint32_t TableBuilder::string(StringRef S) {
  if (S.empty())
    return 0;
  auto [It, New] = StringAt.try_emplace(S, Strings.size());
  if (New) {
    Strings += S;
    Strings += '\0';
  }
  return It->second;
}

uint32_t TableBuilder::fileString(uint64_t Index) {
  auto [It, New] = UnitFiles.try_emplace(Index, 0);
  if (New) {
    std::string Name;
    if (Lines &&
        Lines->getFileNameByIndex(
            Index, CompDir,
            llvm::DILineInfoSpecifier::FileLineInfoKind::AbsoluteFilePath,
            Name))
      It->second = string(Name);
  }
  return It->second;
}


/// ir gives Go functions without parameters a linkage name that repeats the name
/// (FunctionLowering.cpp): types are not described without -g.
static bool repeatsName(DWARFDie Die) {
  const char *Name = Die.getShortName();
  auto Link = llvm::dwarf::toString(
      Die.findRecursively({llvm::dwarf::DW_AT_linkage_name}));
  return Name && Link && StringRef(*Link) == Name;
}

const TableBuilder::Declaration &TableBuilder::declarationOf(DWARFDie Die) {
  DWARFDie Origin = Die.getAttributeValueAsReferencedDie(
      llvm::dwarf::DW_AT_abstract_origin);
  if (!Origin)
    Origin = Die;
  auto [It, New] = Declarations.try_emplace(Origin.getOffset());
  if (New) {
    Declaration &D = It->second;
    if (const char *Name = Origin.getName(llvm::DINameKind::LinkageName))
      D.Name = string(Name);
    D.Line = static_cast<uint32_t>(Origin.getDeclLine());
    D.File = string(Origin.getDeclFile(
        llvm::DILineInfoSpecifier::FileLineInfoKind::AbsoluteFilePath));
    D.RepeatsName = repeatsName(Origin);
  }
  return It->second;
}

void TableBuilder::addUnit(llvm::DWARFUnit &Unit) {
  Lines = Dwarf->getLineTableForUnit(&Unit);
  CompDir = Unit.getCompilationDir() ? Unit.getCompilationDir() : "";
  UnitFiles.clear();
  addFunctions(Unit.getUnitDIE(/*ExtractUnitDIEOnly=*/false));
}

void TableBuilder::addFunctions(DWARFDie Die) {
  for (DWARFDie Child : Die.children()) {
    if (Child.getTag() != llvm::dwarf::DW_TAG_subprogram) {
      // C++ puts subprograms into namespaces.
      if (Child.getTag() == llvm::dwarf::DW_TAG_namespace)
        addFunctions(Child);
      continue;
    }
    uint64_t Low, High, Section;
    // The linker gives dropped functions the address 0.
    if (Child.getLowAndHighPC(Low, High, Section) && Low != 0 && High > Low &&
        High <= UINT32_MAX)
      addFunction(Child, Low, High);
  }
}

std::vector<TableBuilder::Row> TableBuilder::rowsOf(uint64_t Low, uint64_t High,
                                                    uint64_t Section) {
  std::vector<Row> Out;
  if (!Lines)
    return Out;
  std::vector<uint32_t> Indices;
  if (!Lines->lookupAddressRange({Low, Section}, High - Low, Indices))
    return Out;
  for (uint32_t I : Indices) {
    const auto &R = Lines->Rows[I];
    uint64_t Address = std::max(R.Address.Address, Low);
    if (R.EndSequence || Address >= High)
      continue;
    // Line 0 marks code that belongs to no line: it stays with the one before.
    if (R.Line == 0)
      continue;
    Row New = {Address, fileString(R.File), R.Line};
    if (!Out.empty() && Out.back().Address == Address)
      Out.back() = New;
    else
      Out.push_back(New);
  }
  return Out;
}

void TableBuilder::addInlined(DWARFDie Die, uint32_t Parent,
                              uint32_t ParentFile, std::vector<Range> &Ranges) {
  for (DWARFDie Child : Die.children()) {
    auto Tag = Child.getTag();
    if (Tag == llvm::dwarf::DW_TAG_lexical_block) {
      addInlined(Child, Parent, ParentFile, Ranges);
      continue;
    }
    if (Tag != llvm::dwarf::DW_TAG_inlined_subroutine)
      continue;
    uint32_t CallFile, CallLine, CallColumn, Discriminator;
    Child.getCallerFrame(CallFile, CallLine, CallColumn, Discriminator);
    symtab::Inline I = {};
    const Declaration &D = declarationOf(Child);
    I.Parent = Parent;
    I.Name = D.Name;
    I.Line = D.Line;
    I.File = D.File;
    I.CallFile = fileString(CallFile);
    I.CallLine = CallLine;
    Inlines.push_back(I);
    uint32_t Node =
        static_cast<uint32_t>(Inlines.size() - Functions.back().F.FirstInline);
    if (auto Addresses = Child.getAddressRanges()) {
      for (auto &R : *Addresses)
        if (R.LowPC < R.HighPC)
          Ranges.push_back({R.LowPC, R.HighPC, Node});
    } else {
      llvm::consumeError(Addresses.takeError());
    }
    addInlined(Child, Node, I.File, Ranges);
  }
}

void TableBuilder::addFunction(DWARFDie Die, uint64_t Low, uint64_t High) {
  Functions.push_back({static_cast<uint32_t>(Low), {}});
  FileNodes.clear();
  symtab::Function &F = Functions.back().F;
  F.End = static_cast<uint32_t>(High);
  const Declaration &D = declarationOf(Die);
  F.Name = D.Name;
  F.File = D.File;
  F.Line = D.Line;
  F.Flags = D.RepeatsName ? symtab::NoParameters : 0;
  F.FirstInline = static_cast<uint32_t>(Inlines.size());
  std::vector<Range> Ranges;
  addInlined(Die, 0, F.File, Ranges);
  std::vector<Row> Rows =
      rowsOf(Low, High, llvm::object::SectionedAddress::UndefSection);
  encodeLines(Functions.back(), Low, High, Rows, std::move(Ranges));
}

/// Node itself if its code is in File, else a node that only changes the file.
uint32_t TableBuilder::nodeForFile(FunctionEntry &E, uint32_t Node,
                                   uint32_t File, uint32_t Line) {
  uint32_t Own =
      Node == 0 ? E.F.File : Inlines[E.F.FirstInline + Node - 1].File;
  if (File == 0 || File == Own)
    return Node;
  auto [It, New] = FileNodes.try_emplace({Node, File}, 0);
  if (New) {
    symtab::Inline I = {};
    I.Parent = Node;
    I.Name = Node == 0 ? E.F.Name : Inlines[E.F.FirstInline + Node - 1].Name;
    I.File = File;
    I.Line = Line;
    I.Flags = symtab::SameFrame;
    Inlines.push_back(I);
    It->second = static_cast<uint32_t>(Inlines.size() - E.F.FirstInline);
  }
  return It->second;
}

void TableBuilder::encodeLines(FunctionEntry &E, uint64_t Low, uint64_t High,
                               llvm::ArrayRef<Row> Rows,
                               std::vector<Range> Ranges) {
  E.F.LinesAt = static_cast<uint32_t>(LineBytes.size());
  // Ranges nest, so a sweep over addresses with a stack finds the innermost.
  llvm::sort(Ranges, [](const Range &A, const Range &B) {
    return std::make_tuple(A.Low, B.High, A.Node) <
           std::make_tuple(B.Low, A.High, B.Node);
  });
  std::vector<uint64_t> Points;
  for (const Row &R : Rows)
    Points.push_back(R.Address);
  for (const Range &R : Ranges) {
    Points.push_back(R.Low);
    if (R.High < High)
      Points.push_back(R.High);
  }
  llvm::sort(Points);
  Points.erase(llvm::unique(Points), Points.end());

  llvm::SmallVector<Range, 8> Open;
  size_t NextRange = 0, NextRow = 0;
  const Row *Current = nullptr;
  uint64_t LastPc = Low;
  uint32_t LastLine = E.F.Line, LastNode = ~0u;
  llvm::raw_string_ostream OS(LineBytes);
  for (uint64_t Pc : Points) {
    while (NextRow < Rows.size() && Rows[NextRow].Address <= Pc)
      Current = &Rows[NextRow++];
    while (NextRange < Ranges.size() && Ranges[NextRange].Low <= Pc)
      Open.push_back(Ranges[NextRange++]);
    llvm::erase_if(Open, [&](const Range &R) { return R.High <= Pc; });
    if (!Current)
      continue;
    uint32_t Node = Open.empty() ? 0 : Open.back().Node;
    Node = nodeForFile(E, Node, Current->File, Current->Line);
    if (Node == LastNode && Current->Line == LastLine)
      continue;
    // The first row covers the function from its start.
    uint64_t At = LastNode == ~0u ? Low : Pc;
    llvm::encodeULEB128(At - LastPc, OS);
    llvm::encodeSLEB128(int64_t(Current->Line) - int64_t(LastLine), OS);
    llvm::encodeULEB128(Node, OS);
    LastPc = At;
    LastLine = Current->Line;
    LastNode = Node;
  }
  OS.flush();
  E.F.LinesSize = static_cast<uint32_t>(LineBytes.size()) - E.F.LinesAt;
  E.F.NumInlines = static_cast<uint32_t>(Inlines.size()) - E.F.FirstInline;
}

/// The linker joins the sections of all objects, with zeros for alignment.
static bool skipPadding(StringRef Data, uint64_t &At) {
  while (At < Data.size() && Data[At] == 0)
    ++At;
  return At < Data.size();
}

llvm::Error TableBuilder::readFaults(StringRef Data) {
  llvm::DataExtractor D(Data, /*IsLittleEndian=*/true, 8);
  uint64_t At = 0;
  while (skipPadding(Data, At)) {
    if (D.getU8(&At) != 1)
      return llvm::createStringError("unknown version of LLVM's fault maps");
    At += 3;
    uint32_t NumFunctions = D.getU32(&At);
    for (uint32_t I = 0; I < NumFunctions; ++I) {
      uint64_t Function = D.getU64(&At);
      uint32_t NumFaults = D.getU32(&At);
      At += 4;
      for (uint32_t J = 0; J < NumFaults; ++J) {
        At += 4; // kind: load, load-store, store
        uint32_t Pc = D.getU32(&At), Handler = D.getU32(&At);
        if (Function != 0)
          Faults.push_back(
              {uint32_t(Function) + Pc, uint32_t(Function) + Handler});
      }
    }
    if (At > Data.size())
      return llvm::createStringError("truncated fault maps");
  }
  llvm::sort(Faults, [](auto &A, auto &B) { return A.Pc < B.Pc; });
  return llvm::Error::success();
}

llvm::Error TableBuilder::readFrames(StringRef Data) {
  llvm::DataExtractor D(Data, /*IsLittleEndian=*/true, 8);
  uint64_t At = 0;
  while (skipPadding(Data, At)) {
    uint64_t Begin = At;
    if (D.getU8(&At) != 3)
      return llvm::createStringError("unknown version of LLVM's stack maps");
    At += 3;
    uint32_t NumFunctions = D.getU32(&At);
    uint32_t NumConstants = D.getU32(&At);
    At += 4; // records: the sum over the functions
    uint64_t FunctionsAt = At;
    uint64_t ConstantsAt = FunctionsAt + uint64_t(NumFunctions) * 24;
    At = ConstantsAt + uint64_t(NumConstants) * 8;
    for (uint32_t I = 0; I < NumFunctions; ++I) {
      uint64_t Address = D.getU64(&FunctionsAt);
      FunctionsAt += 8; // stack size
      uint64_t NumRecords = D.getU64(&FunctionsAt);
      for (uint64_t J = 0; J < NumRecords && At < Data.size(); ++J) {
        symtab::Frame F = {};
        F.Function = static_cast<uint32_t>(Address);
        F.IdLow = D.getU32(&At);
        F.IdHigh = D.getU32(&At);
        F.Pc = F.Function + D.getU32(&At);
        At += 2;
        F.FirstLocation = static_cast<uint32_t>(Locations.size());
        F.NumLocations = D.getU16(&At);
        for (uint32_t K = 0; K < F.NumLocations; ++K) {
          symtab::Location L = {};
          L.Kind = D.getU8(&At);
          At += 3;
          L.Register = D.getU16(&At);
          At += 2;
          L.Offset = static_cast<int32_t>(D.getU32(&At));
          if (L.Kind == 5) {
            uint64_t Where = ConstantsAt + uint64_t(uint32_t(L.Offset)) * 8;
            L.Offset = static_cast<int32_t>(D.getU32(&Where));
            L.OffsetHigh = static_cast<int32_t>(D.getU32(&Where));
          }
          Locations.push_back(L);
        }
        At = Begin + llvm::alignTo(At - Begin, 8) + 2;
        uint16_t NumLiveOuts = D.getU16(&At);
        At = Begin + llvm::alignTo(At + NumLiveOuts * 4u - Begin, 8);
        if (Address != 0)
          Frames.push_back(F);
        else
          Locations.resize(F.FirstLocation);
      }
    }
    if (At > Data.size())
      return llvm::createStringError("truncated stack maps");
  }
  llvm::sort(Frames, [](auto &A, auto &B) {
    return std::tie(A.Function, A.Pc, A.FirstLocation) <
           std::tie(B.Function, B.Pc, B.FirstLocation);
  });
  return llvm::Error::success();
}

std::string TableBuilder::write() {
  llvm::sort(Functions, [](auto &A, auto &B) { return A.Start < B.Start; });
  // A function folded into several units is described by each of them.
  Functions.erase(
      std::unique(Functions.begin(), Functions.end(),
                  [](auto &A, auto &B) { return A.Start == B.Start; }),
      Functions.end());
  std::string Out(sizeof(symtab::Header), '\0');
  symtab::Header H = {};
  H.Magic = symtab::Magic;
  H.Version = symtab::Version;
  auto put = [&](const auto &List) {
    using T = typename std::decay_t<decltype(List)>::value_type;
    Out.resize(llvm::alignTo(Out.size(), 8));
    symtab::Table Where = {static_cast<uint32_t>(Out.size()),
                           static_cast<uint32_t>(List.size())};
    Out.append(reinterpret_cast<const char *>(List.data()),
               List.size() * sizeof(T));
    return Where;
  };
  std::vector<uint32_t> Starts;
  std::vector<symtab::Function> Records;
  for (const FunctionEntry &E : Functions) {
    Starts.push_back(E.Start);
    Records.push_back(E.F);
  }
  H.Starts = put(Starts);
  H.Functions = put(Records);
  H.Inlines = put(Inlines);
  H.Faults = put(Faults);
  H.Frames = put(Frames);
  H.Locations = put(Locations);
  H.Lines = put(LineBytes);
  H.Strings = put(Strings).Offset;
  H.StringsSize = static_cast<uint32_t>(Strings.size());
  H.Size = static_cast<uint32_t>(Out.size());
  std::memcpy(Out.data(), &H, sizeof(H));
  return Out;
}

llvm::Expected<std::string> TableBuilder::build() {
  Dwarf = llvm::DWARFContext::create(Program);
  for (const auto &Unit : Dwarf->compile_units())
    addUnit(*Unit);
  for (const llvm::object::SectionRef &S : Program.sections()) {
    auto Name = S.getName();
    if (!Name)
      return Name.takeError();
    bool IsFaults = *Name == ".debug_ogo_faultmaps";
    if (!IsFaults && *Name != ".debug_ogo_stackmaps")
      continue;
    auto Data = S.getContents();
    if (!Data)
      return Data.takeError();
    if (llvm::Error E = IsFaults ? readFaults(*Data) : readFrames(*Data))
      return E;
  }
  return write();
}

llvm::Expected<std::string>
ogo::buildSymbolTable(const llvm::object::ELF64LEObjectFile &Program) {
  return TableBuilder(Program).build();
}
