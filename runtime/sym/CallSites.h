// What is known of the addresses that programs ask about: runtime.Callers and
// its relatives, and printed stacks. Each address is looked up in the symbol
// table once.
#ifndef OGO_RUNTIME_SYM_CALLSITES_H
#define OGO_RUNTIME_SYM_CALLSITES_H

#include "runtime/abi/Layout.h"
#include "runtime/sym/Sym.h"

namespace ogo::rt {

/// The logical calls of an instruction, innermost first.
struct CallSite {
  const LogicalFrame *Frames;
  uint32_t Count; ///< 0: unknown
  /// There is one frame, and it is shown whatever it called.
  bool Plain;
};

/// As symbolize, with what it gives remembered. Scratch, of MaxInlineDepth
/// frames, is used when that is not possible: within a signal handler that
/// interrupted somebody who adds to what is remembered, and if there is too
/// much of it.
CallSite callSite(uintptr_t PC, LogicalFrame *Scratch);

/// What a *runtime.Func points at: a function, or one that was inlined
/// somewhere. The overlay knows the layout (symtab.go). There is one for each
/// LogicalFrame::Id.
struct FunctionRecord {
  GoString Name;   ///< With [...] for type arguments.
  GoString Symbol; ///< With all of them.
  int64_t StartLine;
  uintptr_t Entry;
};
const FunctionRecord *functionRecord(const LogicalFrame &L);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SYM_CALLSITES_H
