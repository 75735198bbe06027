//===- DebugFacts.h - What debug information says on the side --*- C++ -*-===//
//
// Tracebacks print f() for a function without parameters and f(...) for others.
// Types are not described without -g, so ir says it by a linkage name that
// repeats the name, and codegen reads it off the DWARF of the object. Includes
// LLVM's headers: it is the compiler's.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_DEBUGFACTS_H
#define OGO_RUNTIME_ABI_DEBUGFACTS_H

#include "llvm/IR/DebugInfoMetadata.h"

namespace ogo::debugfacts {

/// A function whose linkage name is its own already cannot say so: SP has none.
inline void markNoParameters(llvm::DISubprogram &SP) {
  if (SP.getLinkageName().empty())
    SP.replaceLinkageName(llvm::MDString::get(SP.getContext(), SP.getName()));
}

inline bool saysNoParameters(llvm::StringRef Name,
                             llvm::StringRef LinkageName) {
  return Name == LinkageName;
}

} // namespace ogo::debugfacts

#endif // OGO_RUNTIME_ABI_DEBUGFACTS_H
