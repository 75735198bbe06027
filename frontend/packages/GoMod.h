//===- GoMod.h - The go.mod file -------------------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_PACKAGES_GOMOD_H
#define OGO_FRONTEND_PACKAGES_GOMOD_H

#include "frontend/basic/LangVersion.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace ogo {

/// A module at a version; the version is empty for a directory.
struct ModuleVersion {
  std::string Path;
  std::string Version;
  auto operator<=>(const ModuleVersion &) const = default;
};

struct GoMod {
  struct Replacement {
    ModuleVersion Old; // Version empty: all versions
    ModuleVersion New; // Version empty: Path is a directory
  };
  std::string Module;
  std::string GoLine;    // text of the go directive: "1.22.1"
  LangVersion GoVersion; // of the go directive; unset if there is none
  std::vector<ModuleVersion> Requires;
  std::vector<Replacement> Replaces;
  std::vector<ModuleVersion> Excludes;
  struct Setting {
    std::string Key, Value;
    unsigned Line;
  };
  std::vector<Setting> GoDebug; // godebug lines
  /// Directories that patterns leave out: "./x" at the root, "x" anywhere.
  std::vector<std::string> Ignores;
  bool ignores(llvm::StringRef Dir) const; // relative to the module
};

/// Parses the text of a go.mod; errors read `go.mod:3: …` with Name as file.
/// That of a dependency may hold lines of a later Go, which mean nothing there.
llvm::Expected<GoMod> parseGoMod(llvm::StringRef Text, llvm::StringRef Name,
                                 bool IsMain);
llvm::Expected<GoMod> readGoMod(llvm::StringRef File, bool IsMain);

/// Semantic version order as modules use it (v1.2.3-pre+meta): <0, 0, >0.
int compareVersions(llvm::StringRef A, llvm::StringRef B);

} // namespace ogo

#endif
