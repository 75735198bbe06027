//===- ImportScan.h - Package clause and imports of a file -----*- C++ -*-===//
//
// Finding the packages of a build needs only the first lines of each file. The
// parser would do, but it reports errors and records line directives, which
// must happen once, in the real parse.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_IMPORTSCAN_H
#define OGO_FRONTEND_PACKAGES_IMPORTSCAN_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace ogo {

struct ImportScan {
  struct Import {
    std::string Path;
    uint32_t Offset; // of the name before the path, or of the path
  };
  llvm::StringRef Package; // empty: no package clause
  llvm::SmallVector<Import, 8> Imports;
  struct Directive {
    llvm::StringRef Text; // what follows //go:debug
    uint32_t Offset;
  };
  llvm::SmallVector<Directive, 0> GoDebug;
};

/// Reads as far as Text is well-formed; the parser reports what is not.
ImportScan scanImports(llvm::StringRef Text);

} // namespace ogo

#endif
