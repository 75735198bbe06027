//===- Assembly.h - What a package's assembly stands for -------*- C++ -*-===//
//
// Plan 9 assembly is not assembled. But much of what packages outside std have
// of it is a jump to a Go function, which a linkname says as well, or one of a
// few instructions that the runtime has as functions; with those understood the
// package keeps its files for the target.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_ASSEMBLY_H
#define OGO_FRONTEND_PACKAGES_ASSEMBLY_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <utility>
#include <vector>

namespace ogo {

/// What some files of assembly of one package define.
struct AssemblyScan {
  bool HasCode = false; // more than comments
  bool Foreign = false; // something that no Go function stands for
  /// Function of the package → the symbol it is another name of; ".name" is
  /// one of the package itself.
  std::vector<std::pair<std::string, std::string>> Links;
};

/// Adds what Text, a file of the package ImportPath, defines.
void scanAssembly(llvm::StringRef Text, llvm::StringRef ImportPath,
                  AssemblyScan &Scan);

} // namespace ogo

#endif
