//===- BuildContext.h - What a build is made for ---------------*- C++ -*-===//
//
// GOROOT, target and tags: everything that decides which files belong to a
// package. Always linux, cgo always off, compiler tag always gc, because the
// layouts are gc's and upstream's constraints ask for it.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_BUILDCONTEXT_H
#define OGO_FRONTEND_PACKAGES_BUILDCONTEXT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ogo {

/// -mod: whether imports are looked for in the vendor folder.
enum class VendorUse : uint8_t {
  ByGoLine, // if there is one and the go line says 1.14 or later
  Always,   // -mod=vendor
  Never     // -mod=mod, -mod=readonly
};

struct BuildContext {
  std::string GoRoot;
  std::string GoVersion;        // GOROOT/VERSION: "go1.27.4"
  std::string GoArch = "amd64"; // or arm64
  std::vector<std::string> Tags;
  std::vector<std::string> Experiments; // goexperiment.NAME holds for these
  std::string ResourceDir;              // runtime archives and overlay/
  std::string WorkDir; // absolute; patterns and diagnostics relate to it

  VendorUse Vendor = VendorUse::ByGoLine;

  /// A std package with assembly for the target is built as for an
  /// architecture that has none, so that its pure Go files are chosen: then no
  /// GOARCH matches, and the tags that ask for pure Go are set.
  bool WithoutAssembly = false;
  /// Never do so, and let internal packages be imported from anywhere: for
  /// tools that only check, GOROOT's own commands among others.
  bool KeepAssembly = false;

  bool satisfied(llvm::StringRef Tag) const;
  /// Sets Experiments: gc's defaults as List, the text of $GOEXPERIMENT,
  /// changes them. GoRoot is known; GoVersion names the changes afterwards.
  llvm::Error chooseExperiments(llvm::StringRef List);
  /// GOOS and GOARCH in the name: x_linux.go, x_arm64.go, x_linux_arm64.go.
  bool matchesFileName(llvm::StringRef Name) const;
};

/// The GOROOT to use: Flag (--goroot), $GOROOT, what `go env GOROOT` says, then
/// the places of Debian's golang-1.27 packages. It must be a Go 1.27.
llvm::Expected<std::string> findGoRoot(llvm::StringRef Flag,
                                       std::string *Version);

} // namespace ogo

#endif
