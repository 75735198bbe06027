// From code addresses to functions, files and lines, with inlined calls, from the
// table that the linker step stores in every program (abi/SymbolTable.h). Works
// in a stripped binary and in a signal handler: it only reads.
#ifndef OGO_RUNTIME_SYM_SYM_H
#define OGO_RUNTIME_SYM_SYM_H

#include "runtime/abi/SymbolTable.h"

#include <stdint.h>

namespace ogo::rt {

/// One logical call: a function as written in the source.
struct LogicalFrame {
  const char *Function; ///< gc's spelling; null when unknown.
  const char *File;
  int64_t Line;
  int64_t StartLine;  ///< Of the func keyword.
  uintptr_t Entry;    ///< Of the physical function.
  bool Inlined;       ///< Into the next one.
  bool NoParameters;
};

inline constexpr unsigned MaxInlineDepth = 64;

/// The logical calls that the instruction at PC belongs to, innermost first. For
/// a return address pass it minus one. \returns their number, 0 when unknown.
unsigned symbolize(uintptr_t PC, LogicalFrame *Out, unsigned Max);

/// Start of the function PC lies in, 0 when unknown.
uintptr_t functionStart(uintptr_t PC);

/// Where a faulting implicit nil check continues; 0: it is none.
uintptr_t faultHandler(uintptr_t PC);

/// The stack maps of all functions, and the locations of one.
const symtab::Frame *stackMaps(uint32_t &Count);
const symtab::Location *stackMapLocations(const symtab::Frame &Map);

/// PC is in compiled Go code outside package runtime.
bool isPreemptibleCode(uintptr_t PC);
/// PC is in compiled Go code.
bool isGoCode(uintptr_t PC);

/// A function of the program or one of the runtime's that gc has too: helpers of
/// the C++ runtime have no package in their name.
bool isVisibleFunction(const char *Name);
/// Made by the compiler around a method, or a deferred or started call.
bool isWrapperFunction(const LogicalFrame &L);
/// No frame in what programs see of a stack on which L called Callee (null: it
/// is the innermost).
bool isLeftOut(const LogicalFrame &L, const char *Callee);

/// gc's spelling of a generic instance: type arguments become "...".
/// \returns the length written.
unsigned shortenName(const char *Name, char *Out, unsigned Max);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SYM_SYM_H
