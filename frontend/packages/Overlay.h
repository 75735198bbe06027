//===- Overlay.h - Packages that replace GOROOT's --------------*- C++ -*-===//
//
// The runtime brings its own version of a few std packages, always whole
// packages: merging syntax trees would tie ogo to private details of files that
// change with every Go release.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_OVERLAY_H
#define OGO_FRONTEND_PACKAGES_OVERLAY_H

#include "frontend/packages/BuildContext.h"

namespace ogo {

class Overlay {
public:
  explicit Overlay(const BuildContext &Context);
  /// Directory that replaces the std package ImportPath; empty: not replaced.
  std::string directoryFor(llvm::StringRef ImportPath) const;
  const std::string &root() const { return Root; }

private:
  std::string Root; // empty without resource directory
};

} // namespace ogo

#endif
