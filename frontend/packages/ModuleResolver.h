//===- ModuleResolver.h - From import path to directory --------*- C++ -*-===//
//
// Where a package's source is: overlay, GOROOT (with its own vendor tree), the
// main modules (several in a workspace), their vendor tree, replacement
// directories or the module cache, which is only ever read: who fills it is
// called through Fetch.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_MODULERESOLVER_H
#define OGO_FRONTEND_PACKAGES_MODULERESOLVER_H

#include "frontend/packages/GoMod.h"
#include "frontend/packages/Overlay.h"
#include "frontend/packages/VendorList.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <functional>
#include <map>
#include <optional>

namespace ogo {

/// A module whose source is on this machine.
struct Module {
  std::string Path, Version, Dir;
  LangVersion GoVersion;                    // language of its packages
  GoMod File;                               // main modules and directories only
  std::optional<ModuleVersion> Replacement; // what its source is of
  bool IsMain = false;
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

  /// Finds the main modules: those that the go.work in Dir or above it uses
  /// ($GOWORK names another or none), else that of the nearest go.mod. Neither
  /// is fine; then only std packages can be imported.
  llvm::Error findMainModules(llvm::StringRef Dir);
  llvm::ArrayRef<std::unique_ptr<Module>> mainModules() const { return Mains; }
  bool inWorkspace() const { return Work.has_value(); }
  /// The main module that the working directory is in, or the only one.
  const Module *mainModule() const;
  /// Whose go and godebug lines count for programs, and the name of the file:
  /// the go.work, else the go.mod. Null if there is neither.
  const GoMod *settings() const;
  llvm::StringRef settingsName() const { return Work ? "go.work" : "go.mod"; }
  bool usesVendor() const { return VendorMode; }
  std::string vendorDirectory() const;
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
  /// Whether Dir may hold packages of the build: it belongs to a main module,
  /// to std or to the source of a module that is used.
  bool mayHold(llvm::StringRef Dir);
  /// Calls Visit with all modules of the build besides the main ones whose
  /// paths Wanted takes.
  llvm::Error forDependencies(llvm::function_ref<bool(llvm::StringRef)> Wanted,
                              llvm::function_ref<void(const Module &)> Visit);

  const BuildContext &context() const { return Context; }
  std::string stdDirectory() const;
  /// Is Dir a directory with at least one .go file?
  bool hasGoFiles(llvm::StringRef Dir) const;

private:
  // MainModules.cpp
  llvm::Expected<std::string> workFilePath(llvm::StringRef Dir) const;
  std::string moduleRoot(llvm::StringRef Dir) const;
  llvm::Expected<std::unique_ptr<Module>> readMain(llvm::StringRef Dir) const;
  llvm::Expected<GoMod> readModFile(llvm::StringRef File,
                                    ModFileKind Kind) const;
  llvm::Error readWorkspace(llvm::StringRef File);
  llvm::Error collectReplacements();
  llvm::Error chooseVendor();
  llvm::Error readVendor();

  llvm::Expected<PackageLocation> resolveStd(llvm::StringRef Path,
                                             const PackageLocation *From);
  /// The std package with this resolved path; null if there is none.
  const PackageLocation *findStd(llvm::StringRef ImportPath);
  llvm::Expected<PackageLocation> resolveInModules(llvm::StringRef Path,
                                                   const PackageLocation *From);
  llvm::Expected<PackageLocation> resolveVendored(llvm::StringRef Path);
  llvm::Expected<PackageLocation> findInModules(llvm::StringRef Path);
  std::optional<PackageLocation> locateInModules(llvm::StringRef Dir);
  llvm::Error notProvided(llvm::StringRef Path, const PackageLocation *From);
  /// The directory of Path in M's source at Dir; empty if it is not there.
  std::string directoryIn(llvm::StringRef Path, llvm::StringRef ModulePath,
                          llvm::StringRef Dir, bool Local) const;
  const Module *mainModule(llvm::StringRef Path) const;
  bool belongsToMain(llvm::StringRef Path) const;
  llvm::Error selectVersions();
  llvm::Expected<const Module *> openModule(llvm::StringRef Path,
                                            llvm::StringRef Version);
  std::optional<ModuleVersion>
  replacementOf(const ModuleVersion &M, std::string *Source = nullptr) const;
  /// Where the source of M is or would be.
  std::string directoryOf(const ModuleVersion &M) const;
  std::string cacheDirectory() const;
  llvm::Error verify(const ModuleVersion &M);
  llvm::Expected<GoMod> modFileOf(const ModuleVersion &M);

  const BuildContext &Context;
  Overlay Replaced;
  llvm::StringMap<PackageLocation> StdFound; // Dir is empty: not there
  std::vector<std::unique_ptr<Module>> Mains;
  std::optional<GoMod> Work;
  /// Where relative replacements and the vendor folder are: that of the
  /// go.work, else of the go.mod.
  std::string Root;
  std::string WorkFile;
  struct Replacement {
    GoMod::Replacement Line;
    std::string Source; // the file it is from
  };
  std::vector<Replacement> Replacements; // the first that fits counts
  bool VendorMode = false;
  std::string ModReason; // why Mod is not what it might be by default
  VendorList Vendored;
  std::map<ModuleVersion, std::unique_ptr<Module>> VendoredModules;
  llvm::StringMap<std::unique_ptr<Module>> Opened; // path@version
  std::optional<std::string> Sums;                 // of all go.sum files
  bool VersionsSelected = false;
  std::vector<ModuleVersion> Selected; // sorted by path
};

} // namespace ogo

#endif
