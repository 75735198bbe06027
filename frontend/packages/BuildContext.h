//===- BuildContext.h - What a build is made for ---------------*- C++ -*-===//
//
// GOROOT, target and tags: everything that decides which files belong to a
// package. Always linux, cgo always off, compiler tag always gc, because the
// layouts are gc's and upstream's constraints ask for it.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_BUILDCONTEXT_H
#define OGO_FRONTEND_PACKAGES_BUILDCONTEXT_H

#include "frontend/packages/FileTree.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ogo {

/// -mod: whether go.mod may be changed, and where modules come from.
enum class ModMode : uint8_t { Default, Mod, ReadOnly, Vendor };

struct BuildContext {
  std::string GoRoot;
  std::string GoVersion;        // GOROOT/VERSION: "go1.27.4"
  std::string GoArch = "amd64"; // or arm64
  std::vector<std::string> Tags;
  std::vector<std::string> Experiments; // goexperiment.NAME holds for these
  std::string ResourceDir;              // runtime archives and overlay/
  std::string WorkDir; // absolute; patterns and diagnostics relate to it
  FileTree Files;      // what of source exists, with -overlay
  ModMode Mod = ModMode::Default;
  bool OnlyStd = false; // whatever modules are around
  std::string ModFile;  // -modfile: stands for the main module's go.mod

  /// Path as the go command shows it: relative to WorkDir, if that is shorter.
  std::string shortPath(llvm::StringRef Path) const;

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

/// Path, which is absolute, as seen from Dir: "../x", ".".
std::string relativePath(llvm::StringRef Path, llvm::StringRef Dir);

/// The GOROOT to use: Flag (--goroot), $GOROOT, what `go env GOROOT` says, then
/// the places of Debian's golang-1.27 packages. It must be a Go 1.27.
llvm::Expected<std::string> findGoRoot(llvm::StringRef Flag,
                                       std::string *Version);

} // namespace ogo

#endif
