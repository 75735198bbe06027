//===- FunctionSection.cpp - Putting a function table into an object ------===//
//
// LLVM writes fault maps and stack maps to allocated sections. Kept that way
// they would hold references to every function and defeat --gc-sections. The
// function table says the same from a section that is not allocated: the linker
// relocates it, keeps nothing alive for it, and zeroes references to what it
// dropped (-z dead-reloc-in-nonalloc). The maps, and debug information that
// nobody asked for, are marked to be left out of programs.
//
// Nothing moves: what is added goes behind the object, section headers and
// names last, and the file header is changed to tell so.
//
//===----------------------------------------------------------------------===//
#include "codegen/FunctionTable.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/MathExtras.h"

using namespace ogo;
using llvm::StringRef;
using ELF = llvm::object::ELF64LE;

namespace {

class SectionAdder {
public:
  SectionAdder(llvm::SmallVectorImpl<char> &Object,
               const llvm::object::ELF64LEObjectFile &Binary)
      : Object(Object), File(Binary.getELFFile()), Binary(Binary) {}

  /// False: there is nothing to make a table of.
  llvm::Expected<bool> readHeaders(bool KeepDebugInfo);
  llvm::Error add(const FunctionTable &Table);

private:
  llvm::Error readSymbols();
  llvm::Expected<uint32_t> symbolFor(FunctionTable::Place At,
                                     uint64_t &Addend) const;
  void append(StringRef Bytes, ELF::Shdr &Header);

  llvm::SmallVectorImpl<char> &Object;
  const llvm::object::ELFFile<ELF> &File;
  const llvm::object::ELF64LEObjectFile &Binary;
  std::vector<ELF::Shdr> Headers;
  size_t SymbolsAt = 0; // section number
  llvm::DenseMap<uint32_t, uint32_t> SectionSymbols;
  llvm::DenseMap<FunctionTable::Place, uint32_t> FunctionSymbols;
};

} // namespace

llvm::Expected<bool> SectionAdder::readHeaders(bool KeepDebugInfo) {
  auto Sections = File.sections();
  if (!Sections)
    return Sections.takeError();
  bool Any = false;
  for (const ELF::Shdr &S : *Sections) {
    Headers.push_back(S);
    auto Name = File.getSectionName(S);
    if (!Name)
      return Name.takeError();
    if (*Name == functab::SectionName)
      return false; // it has one
    if (S.sh_type == llvm::ELF::SHT_SYMTAB)
      SymbolsAt = Headers.size() - 1;
    bool IsMap = *Name == ".llvm_faultmaps" || *Name == ".llvm_stackmaps";
    bool IsDebug = Name->starts_with(".debug_");
    Any |= IsMap || IsDebug;
    if (IsMap || (IsDebug && !KeepDebugInfo))
      Headers.back().sh_flags |= llvm::ELF::SHF_EXCLUDE;
  }
  return Any;
}

llvm::Error SectionAdder::readSymbols() {
  for (const llvm::object::ELFSymbolRef S : Binary.symbols()) {
    auto In = S.getSection();
    if (!In)
      return In.takeError();
    if (*In == Binary.section_end())
      continue;
    uint32_t Section = static_cast<uint32_t>((*In)->getIndex());
    uint32_t Number = S.getRawDataRefImpl().d.b;
    if (S.getELFType() == llvm::ELF::STT_SECTION)
      SectionSymbols[Section] = Number;
    else if (S.getELFType() == llvm::ELF::STT_FUNC)
      // The first is taken: local symbols come before the others.
      FunctionSymbols.try_emplace({Section, llvm::cantFail(S.getValue())},
                                  Number);
  }
  return llvm::Error::success();
}

/// A section's symbol is better than a function's: where several objects have
/// the function, it still means the code of this one.
llvm::Expected<uint32_t> SectionAdder::symbolFor(FunctionTable::Place At,
                                                 uint64_t &Addend) const {
  Addend = At.second;
  if (auto It = SectionSymbols.find(At.first); It != SectionSymbols.end())
    return It->second;
  Addend = 0;
  if (auto It = FunctionSymbols.find(At); It != FunctionSymbols.end())
    return It->second;
  return llvm::createStringError("no symbol for a function");
}

void SectionAdder::append(StringRef Bytes, ELF::Shdr &Header) {
  Object.resize(llvm::alignTo(Object.size(), 8));
  Header.sh_offset = Object.size();
  Header.sh_size = Bytes.size();
  Object.append(Bytes.begin(), Bytes.end());
}

llvm::Error SectionAdder::add(const FunctionTable &Table) {
  if (llvm::Error E = readSymbols())
    return E;
  bool IsX86 = File.getHeader().e_machine == llvm::ELF::EM_X86_64;
  std::vector<ELF::Rela> Relocations;
  for (const auto &[Offset, At] : Table.References) {
    uint64_t Addend;
    auto Symbol = symbolFor(At, Addend);
    if (!Symbol)
      return Symbol.takeError();
    ELF::Rela R = {};
    R.r_offset = Offset;
    R.setSymbolAndType(*Symbol,
                       IsX86 ? uint32_t(llvm::ELF::R_X86_64_64)
                             : uint32_t(llvm::ELF::R_AARCH64_ABS64),
                       /*IsMips64EL=*/false);
    R.r_addend = Addend;
    Relocations.push_back(R);
  }

  auto Sections = llvm::cantFail(File.sections());
  ELF::Ehdr Eh = File.getHeader();
  size_t NamesAt = Eh.e_shstrndx == llvm::ELF::SHN_XINDEX
                       ? size_t(Headers[0].sh_link)
                       : size_t(Eh.e_shstrndx);
  auto OldNames = File.getSectionContents(Sections[NamesAt]);
  if (!OldNames)
    return OldNames.takeError();
  std::string Names(OldNames->begin(), OldNames->end());
  ELF::Shdr New = {}, NewRela = {};
  NewRela.sh_name = Names.size();
  New.sh_name = Names.size() + strlen(".rela");
  Names += ".rela";
  Names += functab::SectionName;
  Names += '\0';
  New.sh_type = llvm::ELF::SHT_PROGBITS;
  New.sh_addralign = 8;
  NewRela.sh_addralign = 8;
  NewRela.sh_type = llvm::ELF::SHT_RELA;
  NewRela.sh_flags = llvm::ELF::SHF_INFO_LINK;
  NewRela.sh_link = SymbolsAt;
  NewRela.sh_info = Headers.size();
  NewRela.sh_entsize = sizeof(ELF::Rela);

  // From here on File is no longer valid: its bytes move.
  append(Table.Bytes, New);
  append(StringRef(reinterpret_cast<const char *>(Relocations.data()),
                   Relocations.size() * sizeof(ELF::Rela)),
         NewRela);
  append(Names, Headers[NamesAt]);
  Headers.push_back(New);
  Headers.push_back(NewRela);
  if (Headers.size() >= llvm::ELF::SHN_LORESERVE) {
    Eh.e_shnum = 0;
    Headers[0].sh_size = Headers.size();
  } else {
    Eh.e_shnum = static_cast<uint16_t>(Headers.size());
  }
  ELF::Shdr Last = {};
  append(StringRef(reinterpret_cast<const char *>(Headers.data()),
                   Headers.size() * sizeof(ELF::Shdr)),
         Last);
  Eh.e_shoff = Last.sh_offset;
  std::memcpy(Object.data(), &Eh, sizeof(Eh));
  return llvm::Error::success();
}

llvm::Error ogo::addFunctionTable(llvm::SmallVectorImpl<char> &Object,
                                  bool KeepDebugInfo) {
  auto Binary = llvm::object::ELF64LEObjectFile::create(
      llvm::MemoryBufferRef(StringRef(Object.data(), Object.size()), "object"));
  if (!Binary)
    return Binary.takeError();
  SectionAdder Adder(Object, *Binary);
  auto Wanted = Adder.readHeaders(KeepDebugInfo);
  if (!Wanted)
    return Wanted.takeError();
  if (!*Wanted)
    return llvm::Error::success();
  auto Table = buildFunctionTable(*Binary);
  if (!Table)
    return Table.takeError();
  return Adder.add(*Table);
}
