//===- FipsChecksum.cpp - The checksum of crypto/internal/fips140 ---------===//
//
// program.lds places the module's functions together. What they read (tables,
// type descriptors, strings) is shared and merged with other packages' data, so
// the checksum covers the code; its three further ranges are empty.
//
//===----------------------------------------------------------------------===//
#include "codegen/FipsChecksum.h"
#include "runtime/abi/Sections.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/SHA256.h"
#include <cstring>

using namespace ogo;
using llvm::StringRef;
using ELF = llvm::object::ELF64LE;

namespace {

/// As crypto/internal/fips140/check declares Linkinfo.
struct LinkInfo {
  char Magic[16];
  uint8_t Sum[32];
  uint64_t Self;
  struct {
    uint64_t Start, End;
  } Ranges[4];
};

/// HMAC-SHA256 (RFC 2104) under the key of 32 zero bytes that the check uses.
class KeyedHash {
public:
  KeyedHash() { pad(Inner, 0x36); }
  void add(StringRef Bytes) { Inner.update(Bytes); }
  std::array<uint8_t, 32> finish() {
    llvm::SHA256 Outer;
    pad(Outer, 0x5c);
    Outer.update(Inner.final());
    return Outer.final();
  }

private:
  static void pad(llvm::SHA256 &Hash, uint8_t Byte) {
    Hash.update(std::string(64, char(Byte)));
  }
  llvm::SHA256 Inner;
};

} // namespace

/// Where Address lies in the file, by the program's segments; Size bytes from
/// there have to be in it.
static llvm::Expected<uint64_t> offsetOf(const llvm::object::ELFFile<ELF> &File,
                                         uint64_t Address, uint64_t Size) {
  auto Headers = File.program_headers();
  if (!Headers)
    return Headers.takeError();
  for (const ELF::Phdr &H : *Headers)
    if (H.p_type == llvm::ELF::PT_LOAD && Address >= H.p_vaddr &&
        Address + Size <= H.p_vaddr + H.p_filesz)
      return H.p_offset + (Address - H.p_vaddr);
  return llvm::createStringError("go:fipsinfo is not in the file");
}

llvm::Error ogo::addFipsChecksum(std::string &Program) {
  auto File = llvm::object::ELFFile<ELF>::create(Program);
  if (!File)
    return File.takeError();
  auto Sections = File->sections();
  if (!Sections)
    return Sections.takeError();
  uint64_t Info = 0, Start = 0, End = 0;
  for (const ELF::Shdr &Section : *Sections) {
    if (Section.sh_type != llvm::ELF::SHT_SYMTAB)
      continue;
    auto Symbols = File->symbols(&Section);
    auto Names = File->getStringTableForSymtab(Section);
    if (!Symbols)
      return Symbols.takeError();
    if (!Names)
      return Names.takeError();
    for (const ELF::Sym &Symbol : *Symbols) {
      StringRef Name(Names->data() + Symbol.st_name);
      if (Name == OGO_FIPS_INFO_SYMBOL)
        Info = Symbol.st_value;
      else if (Name == OGO_FIPS_CODE_START)
        Start = Symbol.st_value;
      else if (Name == OGO_FIPS_CODE_END)
        End = Symbol.st_value;
    }
  }
  if (!Info)
    return llvm::Error::success();
  auto InfoAt = offsetOf(*File, Info, sizeof(LinkInfo));
  if (!InfoAt)
    return InfoAt.takeError();
  auto CodeAt = offsetOf(*File, Start, End - Start);
  if (!CodeAt)
    return CodeAt.takeError();

  LinkInfo New = {};
  memcpy(New.Magic, "\xff Go fipsinfo \xff", 16);
  New.Self = Info;
  KeyedHash Hash;
  Hash.add("go fips object v1\n");
  for (auto &Range : New.Ranges) {
    bool IsCode = &Range == New.Ranges;
    Range.Start = Start;
    Range.End = IsCode ? End : Start;
    uint64_t Size = Range.End - Range.Start;
    char Length[8];
    llvm::support::endian::write64be(Length, Size);
    Hash.add(StringRef(Length, sizeof(Length)));
    Hash.add(StringRef(Program).substr(*CodeAt, Size));
  }
  auto Sum = Hash.finish();
  memcpy(New.Sum, Sum.data(), Sum.size());
  memcpy(Program.data() + *InfoAt, &New, sizeof(New));
  return llvm::Error::success();
}
