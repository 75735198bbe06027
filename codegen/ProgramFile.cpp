//===- ProgramFile.cpp - Putting the symbol table into the program --------===//
//
// program.lds gives .ogo_symtab a segment of its own behind all others. So it
// can grow without moving anything: only the sections that are not loaded
// follow it in the file, and those are written anew, without debug information
// unless it is wanted.
//
//===----------------------------------------------------------------------===//
#include "codegen/FunctionTable.h"
#include "codegen/SymbolTable.h"
#include "llvm/Support/MathExtras.h"

using namespace ogo;
using llvm::StringRef;
using ELF = llvm::object::ELF64LE;

namespace {

class ProgramWriter {
public:
  ProgramWriter(StringRef Old, const llvm::object::ELFFile<ELF> &File,
                ELF::ShdrRange Sections)
      : Old(Old), File(File), Sections(Sections) {}

  llvm::Expected<std::string> write(size_t TableIndex, StringRef Table,
                                    bool KeepDebugInfo);

private:
  void growSegment(const ELF::Shdr &Section, StringRef Table);
  std::string filterSymbols(const ELF::Shdr &Old, ELF::Shdr &New) const;

  StringRef Old;
  const llvm::object::ELFFile<ELF> &File;
  ELF::ShdrRange Sections;
  std::vector<size_t> NewIndex;
  std::vector<ELF::Shdr> Headers;
  std::string Out;
};

} // namespace

/// The program header that maps the table gets the table's size.
void ProgramWriter::growSegment(const ELF::Shdr &Section, StringRef Table) {
  auto *Eh = reinterpret_cast<ELF::Ehdr *>(Out.data());
  auto *Ph = reinterpret_cast<ELF::Phdr *>(Out.data() + Eh->e_phoff);
  for (unsigned I = 0; I < Eh->e_phnum; ++I)
    if (Ph[I].p_type == llvm::ELF::PT_LOAD &&
        Ph[I].p_offset == Section.sh_offset &&
        Ph[I].p_vaddr == Section.sh_addr) {
      Ph[I].p_filesz = Table.size();
      Ph[I].p_memsz = Table.size();
    }
}

/// The symbol table without the symbols of sections that are left out.
std::string ProgramWriter::filterSymbols(const ELF::Shdr &OldHeader,
                                         ELF::Shdr &NewHeader) const {
  std::string Kept;
  uint32_t NumLocals = 0;
  for (uint64_t At = 0; At + sizeof(ELF::Sym) <= OldHeader.sh_size;
       At += sizeof(ELF::Sym)) {
    ELF::Sym Symbol;
    std::memcpy(&Symbol, Old.data() + OldHeader.sh_offset + At, sizeof(Symbol));
    uint16_t Section = Symbol.st_shndx;
    if (Section != llvm::ELF::SHN_UNDEF && Section < llvm::ELF::SHN_LORESERVE) {
      if (NewIndex[Section] == 0)
        continue;
      Symbol.st_shndx = NewIndex[Section];
    }
    NumLocals += At < uint64_t(OldHeader.sh_info) * sizeof(ELF::Sym);
    Kept.append(reinterpret_cast<const char *>(&Symbol), sizeof(Symbol));
  }
  NewHeader.sh_info = NumLocals;
  NewHeader.sh_size = Kept.size();
  return Kept;
}

llvm::Expected<std::string>
ProgramWriter::write(size_t TableIndex, StringRef Table, bool KeepDebugInfo) {
  const ELF::Shdr &Placeholder = Sections[TableIndex];
  NewIndex.assign(Sections.size(), 0);
  for (size_t I = 0; I < Sections.size(); ++I) {
    auto Name = File.getSectionName(Sections[I]);
    if (!Name)
      return Name.takeError();
    bool Loaded = Sections[I].sh_flags & llvm::ELF::SHF_ALLOC;
    if (Loaded && I > TableIndex)
      return llvm::createStringError(
          "the linker placed %s behind the symbol table", Name->str().c_str());
    if (*Name == functab::SectionName ||
        (Name->starts_with(".debug") && !KeepDebugInfo))
      continue;
    NewIndex[I] = Headers.size();
    Headers.push_back(Sections[I]);
  }

  Out = Old.take_front(Placeholder.sh_offset).str();
  Out += Table;
  growSegment(Placeholder, Table);
  for (size_t I = 0; I < Sections.size(); ++I) {
    if (I != 0 && NewIndex[I] == 0)
      continue;
    ELF::Shdr &H = Headers[NewIndex[I]];
    H.sh_link = NewIndex[Sections[I].sh_link];
    if (I == TableIndex)
      H.sh_size = Table.size();
    if (I <= TableIndex)
      continue;
    Out.resize(llvm::alignTo(Out.size(),
                             std::max<uint64_t>(1, Sections[I].sh_addralign)));
    H.sh_offset = Out.size();
    if (H.sh_type == llvm::ELF::SHT_SYMTAB)
      Out += filterSymbols(Sections[I], H);
    else
      Out += Old.substr(Sections[I].sh_offset, Sections[I].sh_size);
  }
  Out.resize(llvm::alignTo(Out.size(), 8));
  auto *Eh = reinterpret_cast<ELF::Ehdr *>(Out.data());
  Eh->e_shoff = Out.size();
  Eh->e_shnum = Headers.size();
  Eh->e_shstrndx = NewIndex[Eh->e_shstrndx];
  Out.append(reinterpret_cast<const char *>(Headers.data()),
             Headers.size() * sizeof(ELF::Shdr));
  return std::move(Out);
}

llvm::Expected<std::string> ogo::addSymbolTable(llvm::MemoryBufferRef Linked,
                                                bool KeepDebugInfo) {
  auto Object = llvm::object::ELFObjectFile<ELF>::create(Linked);
  if (!Object)
    return Object.takeError();
  const auto &File = Object->getELFFile();
  auto Sections = File.sections();
  if (!Sections)
    return Sections.takeError();
  for (size_t I = 0; I < Sections->size(); ++I) {
    auto Name = File.getSectionName((*Sections)[I]);
    if (!Name)
      return Name.takeError();
    if (*Name != symtab::SectionName)
      continue;
    auto Table = buildSymbolTable(*Object);
    if (!Table)
      return Table.takeError();
    return ProgramWriter(Linked.getBuffer(), File, *Sections)
        .write(I, *Table, KeepDebugInfo);
  }
  return Linked.getBuffer().str();
}
