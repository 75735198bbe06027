//===- FunctionTable.cpp - What an object's functions are, from DWARF -----===//
//
// Addresses here are offsets into the section of a function; the linker adds
// the rest. LLVM's fault maps and stack maps name functions by relocations.
//
//===----------------------------------------------------------------------===//
#include "codegen/FunctionTable.h"
#include "runtime/abi/DebugFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/DebugInfo/DWARF/DWARFContext.h"
#include "llvm/DebugInfo/DWARF/DWARFDebugLine.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/LEB128.h"
#include <deque>

using namespace ogo;
using llvm::DWARFDie;
using llvm::StringRef;
using llvm::object::ELFSymbolRef;
using llvm::object::SectionRef;

namespace {

class TableBuilder {
public:
  explicit TableBuilder(const llvm::object::ELF64LEObjectFile &Object)
      : Object(Object) {}
  llvm::Expected<FunctionTable> build();

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
  /// A function while it is collected.
  struct Entry {
    FunctionTable::Place At;
    functab::Function F = {};
    std::vector<symtab::Fault> Faults;
    std::vector<functab::Frame> Frames;
  };
  using Relocations = llvm::DenseMap<uint64_t, FunctionTable::Place>;

  uint32_t string(StringRef S);
  uint32_t fileString(uint64_t Index);
  Entry &entryAt(FunctionTable::Place At);
  const Declaration &declarationOf(DWARFDie Die);
  void addUnit(llvm::DWARFUnit &Unit);
  void addFunctions(DWARFDie Die);
  void addFunction(DWARFDie Die, FunctionTable::Place At, uint64_t High);
  void addInlined(DWARFDie Die, uint32_t Parent, Entry &E,
                  std::vector<Range> &Ranges);
  std::vector<Row> rowsOf(FunctionTable::Place At, uint64_t High);
  void encodeLines(Entry &E, uint64_t High, llvm::ArrayRef<Row> Rows,
                   std::vector<Range> Ranges);
  uint32_t nodeForFile(Entry &E, uint32_t Node, uint32_t File, uint32_t Line);
  llvm::Expected<Relocations> relocationsOf(const SectionRef &Section) const;
  llvm::Error readMaps();
  llvm::Error readFaults(StringRef Data, const Relocations &Functions);
  llvm::Error readFrames(StringRef Data, const Relocations &Functions);
  FunctionTable write();

  const llvm::object::ELF64LEObjectFile &Object;
  std::unique_ptr<llvm::DWARFContext> Dwarf;
  const llvm::DWARFDebugLine::LineTable *Lines = nullptr; // of the unit
  llvm::DenseMap<uint32_t,
                 llvm::SmallVector<const llvm::DWARFDebugLine::Sequence *, 1>>
      Sequences; // of Lines, by section
  StringRef CompDir;
  llvm::DenseMap<uint64_t, uint32_t> UnitFiles;
  llvm::DenseMap<uint64_t, Declaration> Declarations; // by offset
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint32_t> FileNodes;

  std::string Strings = std::string(1, '\0');
  std::vector<uint32_t> StringStarts = {0};
  llvm::StringMap<uint32_t> StringIndex;
  std::deque<Entry> Entries;
  llvm::DenseMap<FunctionTable::Place, Entry *> EntryAt;
  std::vector<symtab::Inline> Inlines;
  std::string LineBytes;
  std::vector<symtab::Location> Locations;
};

} // namespace

uint32_t TableBuilder::string(StringRef S) {
  if (S.empty())
    return 0;
  auto [It, New] = StringIndex.try_emplace(S, StringStarts.size());
  if (New) {
    StringStarts.push_back(static_cast<uint32_t>(Strings.size()));
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

TableBuilder::Entry &TableBuilder::entryAt(FunctionTable::Place At) {
  auto [It, New] = EntryAt.try_emplace(At, nullptr);
  if (New) {
    It->second = &Entries.emplace_back();
    It->second->At = At;
  }
  return *It->second;
}

static bool hasNoParameters(DWARFDie Die) {
  const char *Name = Die.getShortName();
  auto Link = llvm::dwarf::toString(
      Die.findRecursively({llvm::dwarf::DW_AT_linkage_name}));
  return Name && Link && debugfacts::saysNoParameters(Name, *Link);
}

const TableBuilder::Declaration &TableBuilder::declarationOf(DWARFDie Die) {
  DWARFDie Origin =
      Die.getAttributeValueAsReferencedDie(llvm::dwarf::DW_AT_abstract_origin);
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
    D.RepeatsName = hasNoParameters(Origin);
  }
  return It->second;
}

void TableBuilder::addUnit(llvm::DWARFUnit &Unit) {
  Lines = Dwarf->getLineTableForUnit(&Unit);
  CompDir = Unit.getCompilationDir() ? Unit.getCompilationDir() : "";
  UnitFiles.clear();
  Sequences.clear();
  if (Lines)
    for (const auto &S : Lines->Sequences)
      Sequences[static_cast<uint32_t>(S.SectionIndex)].push_back(&S);
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
    if (Child.getLowAndHighPC(Low, High, Section) && High > Low &&
        High <= UINT32_MAX && Section <= UINT32_MAX)
      addFunction(Child, {static_cast<uint32_t>(Section), Low}, High);
  }
}

/// LineTable::lookupAddressRange does not keep to one section.
std::vector<TableBuilder::Row> TableBuilder::rowsOf(FunctionTable::Place At,
                                                    uint64_t High) {
  std::vector<Row> Out;
  uint64_t Low = At.second;
  for (const auto *S : Sequences.lookup(At.first)) {
    auto Begin = Lines->Rows.begin() + S->FirstRowIndex;
    auto End = Lines->Rows.begin() + S->LastRowIndex;
    if (S->HighPC <= Low || S->LowPC >= High)
      continue;
    auto R = std::upper_bound(Begin, End, Low, [](uint64_t Pc, auto &Row) {
      return Pc < Row.Address.Address;
    });
    if (R != Begin)
      --R; // it is in force at Low
    for (; R != End && R->Address.Address < High; ++R) {
      // Line 0 marks code that belongs to no line: it stays with the one
      // before.
      if (R->EndSequence || R->Line == 0)
        continue;
      Row New = {std::max(R->Address.Address, Low), fileString(R->File),
                 R->Line};
      if (!Out.empty() && Out.back().Address == New.Address)
        Out.back() = New;
      else
        Out.push_back(New);
    }
  }
  return Out;
}

void TableBuilder::addInlined(DWARFDie Die, uint32_t Parent, Entry &E,
                              std::vector<Range> &Ranges) {
  for (DWARFDie Child : Die.children()) {
    auto Tag = Child.getTag();
    if (Tag == llvm::dwarf::DW_TAG_lexical_block) {
      addInlined(Child, Parent, E, Ranges);
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
    uint32_t Node = static_cast<uint32_t>(Inlines.size() - E.F.FirstInline);
    if (auto Addresses = Child.getAddressRanges()) {
      for (auto &R : *Addresses)
        if (R.LowPC < R.HighPC && R.SectionIndex == E.At.first)
          Ranges.push_back({R.LowPC, R.HighPC, Node});
    } else {
      llvm::consumeError(Addresses.takeError());
    }
    addInlined(Child, Node, E, Ranges);
  }
}

void TableBuilder::addFunction(DWARFDie Die, FunctionTable::Place At,
                               uint64_t High) {
  Entry &E = entryAt(At);
  if (E.F.Size != 0)
    return; // described before
  FileNodes.clear();
  E.F.Size = static_cast<uint32_t>(High - At.second);
  const Declaration &D = declarationOf(Die);
  E.F.Name = D.Name;
  E.F.File = D.File;
  E.F.Line = D.Line;
  E.F.Flags = D.RepeatsName ? symtab::NoParameters : 0;
  E.F.FirstInline = static_cast<uint32_t>(Inlines.size());
  std::vector<Range> Ranges;
  addInlined(Die, 0, E, Ranges);
  encodeLines(E, High, rowsOf(At, High), std::move(Ranges));
}

/// Node itself if its code is in File, else a node that only changes the file.
uint32_t TableBuilder::nodeForFile(Entry &E, uint32_t Node, uint32_t File,
                                   uint32_t Line) {
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

void TableBuilder::encodeLines(Entry &E, uint64_t High,
                               llvm::ArrayRef<Row> Rows,
                               std::vector<Range> Ranges) {
  uint64_t Low = E.At.second;
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

llvm::Error TableBuilder::readFaults(StringRef Data,
                                     const Relocations &Functions) {
  llvm::DataExtractor D(Data, /*IsLittleEndian=*/true, 8);
  uint64_t At = 0;
  if (D.getU8(&At) != 1)
    return llvm::createStringError("unknown version of LLVM's fault maps");
  At += 3;
  uint32_t NumFunctions = D.getU32(&At);
  for (uint32_t I = 0; I < NumFunctions; ++I) {
    auto Function = Functions.find(At);
    At += 8;
    uint32_t NumFaults = D.getU32(&At);
    At += 4;
    if (Function == Functions.end() || NumFaults > Data.size())
      return llvm::createStringError("malformed fault maps");
    Entry &E = entryAt(Function->second);
    for (uint32_t J = 0; J < NumFaults; ++J) {
      At += 4; // kind: load, load-store, store
      uint32_t Pc = D.getU32(&At), Handler = D.getU32(&At);
      E.Faults.push_back({Pc, Handler});
    }
    llvm::sort(E.Faults, [](auto &A, auto &B) { return A.Pc < B.Pc; });
  }
  if (At > Data.size())
    return llvm::createStringError("truncated fault maps");
  return llvm::Error::success();
}

llvm::Error TableBuilder::readFrames(StringRef Data,
                                     const Relocations &Functions) {
  llvm::DataExtractor D(Data, /*IsLittleEndian=*/true, 8);
  uint64_t At = 0;
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
    auto Function = Functions.find(FunctionsAt);
    if (Function == Functions.end())
      return llvm::createStringError("malformed stack maps");
    Entry &E = entryAt(Function->second);
    FunctionsAt += 16; // address, stack size
    uint64_t NumRecords = D.getU64(&FunctionsAt);
    for (uint64_t J = 0; J < NumRecords && At < Data.size(); ++J) {
      functab::Frame F = {};
      F.IdLow = D.getU32(&At);
      F.IdHigh = D.getU32(&At);
      F.Pc = D.getU32(&At);
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
      At = llvm::alignTo(At, 8) + 2;
      uint16_t NumLiveOuts = D.getU16(&At);
      At = llvm::alignTo(At + NumLiveOuts * 4u, 8);
      E.Frames.push_back(F);
    }
    llvm::sort(E.Frames, [](auto &A, auto &B) {
      return std::tie(A.Pc, A.FirstLocation) < std::tie(B.Pc, B.FirstLocation);
    });
  }
  if (At > Data.size())
    return llvm::createStringError("truncated stack maps");
  return llvm::Error::success();
}

/// The functions that Section refers to, by the offset of the reference.
llvm::Expected<TableBuilder::Relocations>
TableBuilder::relocationsOf(const SectionRef &Section) const {
  Relocations Out;
  for (const SectionRef &R : Object.sections()) {
    auto Target = R.getRelocatedSection();
    if (!Target)
      return Target.takeError();
    if (*Target == Object.section_end() || **Target != Section)
      continue;
    for (const llvm::object::ELFRelocationRef Reloc : R.relocations()) {
      auto Symbol = Reloc.getSymbol();
      if (Symbol == Object.symbol_end())
        continue;
      auto In = Symbol->getSection();
      auto Addend = Reloc.getAddend();
      if (!In || !Addend) {
        llvm::consumeError(In.takeError());
        llvm::consumeError(Addend.takeError());
        return llvm::createStringError("malformed relocation");
      }
      if (*In != Object.section_end())
        Out[Reloc.getOffset()] = {static_cast<uint32_t>((*In)->getIndex()),
                                  ELFSymbolRef(*Symbol).getValue().get() +
                                      *Addend};
    }
  }
  return Out;
}

llvm::Error TableBuilder::readMaps() {
  for (const SectionRef &S : Object.sections()) {
    auto Name = S.getName();
    if (!Name)
      return Name.takeError();
    bool IsFaults = *Name == ".llvm_faultmaps";
    if (!IsFaults && *Name != ".llvm_stackmaps")
      continue;
    auto Data = S.getContents();
    if (!Data)
      return Data.takeError();
    auto Functions = relocationsOf(S);
    if (!Functions)
      return Functions.takeError();
    if (llvm::Error E = IsFaults ? readFaults(*Data, *Functions)
                                 : readFrames(*Data, *Functions))
      return E;
  }
  return llvm::Error::success();
}

FunctionTable TableBuilder::write() {
  FunctionTable T;
  functab::Header H = {};
  H.Magic = functab::Magic;
  T.Bytes.resize(sizeof(H));
  auto put = [&](const auto &List) { return functab::append(T.Bytes, List); };
  std::vector<functab::Function> Functions;
  std::vector<symtab::Fault> Faults;
  std::vector<functab::Frame> Frames;
  for (Entry &E : Entries) {
    E.F.FirstFault = static_cast<uint32_t>(Faults.size());
    E.F.NumFaults = static_cast<uint32_t>(E.Faults.size());
    llvm::append_range(Faults, E.Faults);
    E.F.FirstFrame = static_cast<uint32_t>(Frames.size());
    E.F.NumFrames = static_cast<uint32_t>(E.Frames.size());
    llvm::append_range(Frames, E.Frames);
    T.References.push_back({T.Bytes.size() +
                                Functions.size() * sizeof(functab::Function) +
                                offsetof(functab::Function, Address),
                            E.At});
    Functions.push_back(E.F);
  }
  H.Functions = put(Functions);
  H.Inlines = put(Inlines);
  H.Faults = put(Faults);
  H.Frames = put(Frames);
  H.Locations = put(Locations);
  H.StringStarts = put(StringStarts);
  H.Lines = put(LineBytes);
  H.Strings = put(Strings);
  T.Bytes.resize(llvm::alignTo(T.Bytes.size(), 8)); // another object's follows
  H.Size = static_cast<uint32_t>(T.Bytes.size());
  std::memcpy(T.Bytes.data(), &H, sizeof(H));
  return T;
}

llvm::Expected<FunctionTable> TableBuilder::build() {
  Dwarf = llvm::DWARFContext::create(Object);
  for (const auto &Unit : Dwarf->compile_units())
    addUnit(*Unit);
  if (llvm::Error E = readMaps())
    return E;
  return write();
}

llvm::Expected<FunctionTable>
ogo::buildFunctionTable(const llvm::object::ELF64LEObjectFile &Object) {
  return TableBuilder(Object).build();
}
