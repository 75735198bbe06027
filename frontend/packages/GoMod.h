//===- GoMod.h - The go.mod and go.work files ------------------*- C++ -*-===//
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

/// A go.mod, or a go.work, which has no module and no requirements.
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
  struct Use {
    std::string Path; // of a directory, as written
    unsigned Line;
  };
  std::vector<Use> Uses;                   // go.work only
  bool ignores(llvm::StringRef Dir) const; // relative to the module
};

enum class ModFileKind : uint8_t {
  Main,
  Dependency, // may hold lines of a later Go, which mean nothing there
  Work,
};

/// Parses the text of such a file; errors read `go.mod:3: …` with Name as file.
llvm::Expected<GoMod> parseGoMod(llvm::StringRef Text, llvm::StringRef Name,
                                 ModFileKind Kind);

/// Semantic version order as modules use it (v1.2.3-pre+meta): <0, 0, >0.
int compareVersions(llvm::StringRef A, llvm::StringRef B);
/// Whether V is a whole version with its v: v1.2.3, v1.2.3-pre.
bool isVersion(llvm::StringRef V);

/// Order of Go's own versions: 1.21 < 1.21rc1 < 1.21.0 < 1.21.1.
int compareGoVersions(llvm::StringRef A, llvm::StringRef B);

} // namespace ogo

#endif
