//===- ModuleResolver.h - From import path to directory --------*- C++ -*-===//
//
// Where a package's source is: overlay, GOROOT (with its own vendor tree), the
// main module, its vendor tree, replacement directories or the module cache,
// which is only ever read: who fills it is called through Fetch.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_MODULERESOLVER_H
#define OGO_FRONTEND_PACKAGES_MODULERESOLVER_H

#include "frontend/packages/GoMod.h"
#include "frontend/packages/Overlay.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <functional>
#include <optional>

namespace ogo {

/// A module whose source is on this machine.
struct Module {
  std::string Path, Version, Dir;
  LangVersion GoVersion;                    // language of its packages
  GoMod File;                               // main module and directories only
  std::optional<ModuleVersion> Replacement; // what its source is of
};

/// Where a package was found.
struct PackageLocation {
  std::string ImportPath; // resolved: std vendoring adds "vendor/"
  std::string Dir;
  bool Std = false;
  bool InOverlay = false;
  const Module *Mod = nullptr; // null: std, or files without a module
};

class ModuleResolver {
public:
  explicit ModuleResolver(const BuildContext &Context);

  /// Finds the main module: the nearest go.mod in Dir or above it. No go.mod
  /// is fine; then only std packages can be imported.
  llvm::Error findMainModule(llvm::StringRef Dir);
  const Module *mainModule() const { return Main ? &*Main : nullptr; }
  bool usesVendor() const { return VendorMode; }
  /// What go.sum says of a module's files; empty if it is not there.
  llvm::StringRef sumOf(const ModuleVersion &M);
  /// Fetches what the packages need that were named; the error is what the go
  /// command says. Called once, if a module is not on this machine.
  std::function<llvm::Error()> Fetch;

  /// Resolves Path as imported from a package at From (null: command line).
  /// The error text is what gc prints after the position.
  llvm::Expected<PackageLocation> resolve(llvm::StringRef Path,
                                          const PackageLocation *From);
  /// The package whose source is in the absolute directory Dir.
  llvm::Expected<PackageLocation> locateDirectory(llvm::StringRef Dir);

  const BuildContext &context() const { return Context; }
  std::string stdDirectory() const;

private:
  llvm::Expected<PackageLocation> resolveStd(llvm::StringRef Path,
                                             const PackageLocation *From);
  /// The std package with this resolved path; null if there is none.
  const PackageLocation *findStd(llvm::StringRef ImportPath);
  llvm::Expected<PackageLocation> resolveInModules(llvm::StringRef Path);
  llvm::Error loadVendorList();
  llvm::Error selectVersions();
  llvm::Expected<const Module *> openModule(llvm::StringRef Path,
                                            llvm::StringRef Version);
  std::optional<ModuleVersion> replacementOf(const ModuleVersion &M) const;
  std::string cacheDirectory() const;
  llvm::Error verify(const ModuleVersion &M);
  llvm::Expected<GoMod> modFileOf(const ModuleVersion &M);

  const BuildContext &Context;
  Overlay Replaced;
  llvm::StringMap<PackageLocation> StdFound; // Dir is empty: not there
  std::optional<Module> Main;
  bool VendorMode = false;
  llvm::StringMap<std::string> VendoredIn;         // package → module path
  llvm::StringMap<std::unique_ptr<Module>> Opened; // path@version
  std::unique_ptr<llvm::MemoryBuffer> Sums;        // go.sum
  bool VersionsSelected = false;
  std::vector<ModuleVersion> Selected; // sorted by path
};

/// Is Dir a directory with at least one .go file?
bool hasGoFiles(llvm::StringRef Dir);

} // namespace ogo

#endif
