//===- Interner.h - Unique strings -----------------------------*- C++ -*-===//
//
// Identifiers are compared far more often than they are made. An interned
// string is stored once, so equal strings have equal data pointers.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_BASIC_INTERNER_H
#define OGO_FRONTEND_BASIC_INTERNER_H

#include "llvm/Support/StringSaver.h"

namespace ogo {

class Interner {
public:
  /// The one stored copy of S; lives as long as the interner.
  llvm::StringRef intern(llvm::StringRef S) { return Saver.save(S); }

private:
  llvm::BumpPtrAllocator Alloc;
  llvm::UniqueStringSaver Saver{Alloc};
};

} // namespace ogo

#endif
