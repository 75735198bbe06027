//===- SymbolTable.cpp - Joining the function tables of a program ---------===//
//
// The linker has put the function tables of all objects one after another and
// filled in addresses (FunctionTable.h). Here the functions are brought in
// order of their addresses and the tables into one.
//
//===----------------------------------------------------------------------===//
#include "codegen/SymbolTable.h"
#include "codegen/FunctionTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::StringRef;

namespace {

/// One object's table.
struct ObjectTable {
  ArrayRef<functab::Function> Functions;
  ArrayRef<symtab::Inline> Inlines;
  ArrayRef<symtab::Fault> Faults;
  ArrayRef<functab::Frame> Frames;
  ArrayRef<symtab::Location> Locations;
  ArrayRef<uint32_t> StringStarts;
  ArrayRef<char> Lines, Strings;
  std::vector<uint32_t> NewStrings; // by number; 0: not needed so far
};

class TableJoiner {
public:
  llvm::Error read(StringRef Section);
  std::string join();

private:
  struct Linked {
    uint32_t Address;
    uint32_t Object, Index;
  };

  llvm::Expected<ObjectTable> readTable(StringRef Data);
  uint32_t string(ObjectTable &T, uint32_t Number);
  void addFunction(const Linked &L);
  void addMaps(ArrayRef<Linked> Copies);
  std::string write();

  std::vector<ObjectTable> Objects;
  std::vector<Linked> Order;

  std::string Strings = std::string(1, '\0');
  llvm::StringMap<uint32_t> StringAt;
  std::vector<uint32_t> Starts;
  std::vector<symtab::Function> Functions;
  std::vector<symtab::Inline> Inlines;
  std::string LineBytes;
  std::vector<symtab::Fault> Faults;
  std::vector<symtab::Frame> Frames;
  std::vector<symtab::Location> Locations;
};

} // namespace

llvm::Expected<ObjectTable> TableJoiner::readTable(StringRef Data) {
  auto H = *reinterpret_cast<const functab::Header *>(Data.data());
  bool Ok = true;
  auto get = [&](symtab::Table Where, auto &List) {
    using T = typename std::decay_t<decltype(List)>::value_type;
    if (Where.Offset % 8 != 0 ||
        Where.Offset + uint64_t(Where.Count) * sizeof(T) > Data.size())
      Ok = false;
    else
      List = {reinterpret_cast<const T *>(Data.data() + Where.Offset),
              Where.Count};
  };
  ObjectTable T;
  get(H.Functions, T.Functions);
  get(H.Inlines, T.Inlines);
  get(H.Faults, T.Faults);
  get(H.Frames, T.Frames);
  get(H.Locations, T.Locations);
  get(H.StringStarts, T.StringStarts);
  get(H.Lines, T.Lines);
  get(H.Strings, T.Strings);
  if (!Ok || T.Strings.empty() || T.Strings.back() != 0)
    return llvm::createStringError("malformed function table");
  return T;
}

llvm::Error TableJoiner::read(StringRef Section) {
  while (!Section.empty()) {
    functab::Header H;
    if (Section.size() < sizeof(H))
      return llvm::createStringError("truncated function table");
    std::memcpy(&H, Section.data(), sizeof(H));
    if (H.Magic != functab::Magic || H.Size < sizeof(H) || H.Size % 8 != 0 ||
        H.Size > Section.size())
      return llvm::createStringError("malformed function table");
    auto T = readTable(Section.take_front(H.Size));
    if (!T)
      return T.takeError();
    auto Number = static_cast<uint32_t>(Objects.size());
    for (uint32_t I = 0; I < T->Functions.size(); ++I)
      if (uint64_t Address = T->Functions[I].Address;
          Address != 0 && Address <= UINT32_MAX)
        Order.push_back({static_cast<uint32_t>(Address), Number, I});
    T->NewStrings.resize(T->StringStarts.size());
    Objects.push_back(std::move(*T));
    Section = Section.drop_front(H.Size);
  }
  return llvm::Error::success();
}

uint32_t TableJoiner::string(ObjectTable &T, uint32_t Number) {
  uint32_t &New = T.NewStrings[Number];
  if (New == 0 && Number != 0) {
    StringRef S(T.Strings.data() + T.StringStarts[Number]);
    auto [It, Unknown] = StringAt.try_emplace(S, Strings.size());
    if (Unknown) {
      Strings += S;
      Strings += '\0';
    }
    New = It->second;
  }
  return New;
}

void TableJoiner::addFunction(const Linked &L) {
  ObjectTable &T = Objects[L.Object];
  const functab::Function &Old = T.Functions[L.Index];
  symtab::Function F = {};
  F.End = L.Address + Old.Size;
  F.Name = string(T, Old.Name);
  F.File = string(T, Old.File);
  F.Line = Old.Line;
  F.LinesAt = static_cast<uint32_t>(LineBytes.size());
  F.LinesSize = Old.LinesSize;
  F.FirstInline = static_cast<uint32_t>(Inlines.size());
  F.NumInlines = Old.NumInlines;
  F.Flags = Old.Flags;
  ArrayRef<char> Lines = T.Lines.slice(Old.LinesAt, Old.LinesSize);
  LineBytes.append(Lines.begin(), Lines.end());
  for (symtab::Inline I : T.Inlines.slice(Old.FirstInline, Old.NumInlines)) {
    I.Name = string(T, I.Name);
    I.File = string(T, I.File);
    I.CallFile = string(T, I.CallFile);
    Inlines.push_back(I);
  }
  Starts.push_back(L.Address);
  Functions.push_back(F);
}

/// What all objects say of the code at one address. Usually that is one.
void TableJoiner::addMaps(ArrayRef<Linked> Copies) {
  size_t FirstFault = Faults.size(), FirstFrame = Frames.size();
  for (const Linked &L : Copies) {
    const ObjectTable &T = Objects[L.Object];
    const functab::Function &F = T.Functions[L.Index];
    for (symtab::Fault Fault : T.Faults.slice(F.FirstFault, F.NumFaults))
      Faults.push_back({L.Address + Fault.Pc, L.Address + Fault.Handler});
    for (const functab::Frame &Old :
         T.Frames.slice(F.FirstFrame, F.NumFrames)) {
      symtab::Frame New = {};
      New.Function = L.Address;
      New.Pc = L.Address + Old.Pc;
      New.IdLow = Old.IdLow;
      New.IdHigh = Old.IdHigh;
      New.FirstLocation = static_cast<uint32_t>(Locations.size());
      New.NumLocations = Old.NumLocations;
      llvm::append_range(
          Locations, T.Locations.slice(Old.FirstLocation, Old.NumLocations));
      Frames.push_back(New);
    }
  }
  if (Copies.size() == 1)
    return; // in order
  llvm::sort(Faults.begin() + FirstFault, Faults.end(), [](auto &A, auto &B) {
    return std::tie(A.Pc, A.Handler) < std::tie(B.Pc, B.Handler);
  });
  llvm::sort(Frames.begin() + FirstFrame, Frames.end(), [](auto &A, auto &B) {
    return std::tie(A.Pc, A.FirstLocation) < std::tie(B.Pc, B.FirstLocation);
  });
}

std::string TableJoiner::join() {
  llvm::sort(Order, [](const Linked &A, const Linked &B) {
    return std::tie(A.Address, A.Object, A.Index) <
           std::tie(B.Address, B.Object, B.Index);
  });
  for (size_t I = 0, End; I < Order.size(); I = End) {
    for (End = I + 1; End < Order.size(); ++End)
      if (Order[End].Address != Order[I].Address)
        break;
    ArrayRef<Linked> Copies = ArrayRef(Order).slice(I, End - I);
    auto Described = llvm::find_if(Copies, [&](const Linked &L) {
      return Objects[L.Object].Functions[L.Index].Size != 0;
    });
    if (Described != Copies.end())
      addFunction(*Described);
    addMaps(Copies);
  }
  return write();
}

std::string TableJoiner::write() {
  std::string Out(sizeof(symtab::Header), '\0');
  symtab::Header H = {};
  H.Magic = symtab::Magic;
  H.Version = symtab::Version;
  auto put = [&](const auto &List) { return functab::append(Out, List); };
  H.Starts = put(Starts);
  H.Functions = put(Functions);
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

llvm::Expected<std::string>
ogo::buildSymbolTable(const llvm::object::ELF64LEObjectFile &Program) {
  TableJoiner Joiner;
  for (const llvm::object::SectionRef &S : Program.sections()) {
    auto Name = S.getName();
    if (!Name)
      return Name.takeError();
    if (*Name != functab::SectionName)
      continue;
    auto Data = S.getContents();
    if (!Data)
      return Data.takeError();
    if (llvm::Error E = Joiner.read(*Data))
      return E;
  }
  return Joiner.join();
}
