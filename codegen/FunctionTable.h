//===- FunctionTable.h - What the functions of one object are --*- C++ -*-===//
//
// The table the runtime reads (SymbolTable.h) has to be made after every link,
// but nearly all it says is known once an object is compiled. So each object
// carries a section that says it of its own functions, made from DWARF and
// LLVM's maps, and only refers to their addresses: after linking what is left
// to do is to drop the functions that were dropped, and to join the strings.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_FUNCTIONTABLE_H
#define OGO_CODEGEN_FUNCTIONTABLE_H

#include "runtime/abi/SymbolTable.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MathExtras.h"
#include <string>
#include <vector>

namespace ogo {

/// The section's layout. Offsets count from the header, strings are numbered;
/// all parts are aligned to 8 bytes. Pcs count from the function's address.
namespace functab {

using symtab::U32;
using symtab::U64;

inline constexpr U32 Magic = 0x4e55464f; // "OFUN"
inline constexpr char SectionName[] = OGO_FUNCTIONS_SECTION;

struct Header {
  U32 Magic;
  U32 Size; // of everything
  symtab::Table Functions, Inlines, Faults, Frames, Locations;
  symtab::Table StringStarts; // U32: offset into Strings
  symtab::Table Lines;        // bytes
  symtab::Table Strings;      // bytes, each string ends with NUL
};

/// Size is 0 if all that is known of a function are its faults and frames.
struct Function {
  U64 Address; // relocated; 0: the linker dropped the function
  U32 Size;
  U32 Name, File, Line; // as symtab::Function has them
  U32 LinesAt, LinesSize;
  U32 FirstInline, NumInlines;
  U32 FirstFault, NumFaults;
  U32 FirstFrame, NumFrames;
  U32 Flags;
  U32 Reserved;
};

struct Frame {
  U32 Pc;
  U32 IdLow, IdHigh;
  U32 FirstLocation, NumLocations;
};

/// Appends the elements of List to Out, aligned. \returns where they are.
template <typename ListT>
symtab::Table append(std::string &Out, const ListT &List) {
  Out.resize(llvm::alignTo(Out.size(), 8));
  symtab::Table Where = {static_cast<U32>(Out.size()),
                         static_cast<U32>(List.size())};
  Out.append(reinterpret_cast<const char *>(List.data()),
             List.size() * sizeof(typename ListT::value_type));
  return Where;
}

} // namespace functab

struct FunctionTable {
  /// Section number and offset in it.
  using Place = std::pair<uint32_t, uint64_t>;
  std::string Bytes;
  std::vector<std::pair<uint64_t, Place>> References; // offset in Bytes
};

llvm::Expected<FunctionTable>
buildFunctionTable(const llvm::object::ELF64LEObjectFile &Object);

/// Adds the table to an object of which it can be made, and has the linker pass
/// over LLVM's maps; over debug information, too, unless KeepDebugInfo.
llvm::Error addFunctionTable(llvm::SmallVectorImpl<char> &Object,
                             bool KeepDebugInfo);

} // namespace ogo

#endif
