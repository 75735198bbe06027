//===- VendorList.h - vendor/modules.txt -----------------------*- C++ -*-===//
//
// The list says which module each vendored package is of, and what the go.mod
// files said when it was made: if they have changed since, the folder is stale
// and must not be used in silence.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_VENDORLIST_H
#define OGO_FRONTEND_PACKAGES_VENDORLIST_H

#include "frontend/packages/GoMod.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace ogo {

/// What `go mod vendor` wrote down of the modules whose packages it copied.
struct VendorList {
  struct Info {
    bool Explicit = false; // some go.mod of the build requires it
    ModuleVersion Replacement;
    std::string GoLine;
  };
  std::map<ModuleVersion, Info> Modules; // version empty: all are replaced
  llvm::StringMap<ModuleVersion> Packages;
  std::vector<ModuleVersion> Used; // with packages, in the file's order
  std::vector<ModuleVersion> Replaced;

  /// The version that provides packages of the module, empty if none does.
  llvm::StringRef versionOf(llvm::StringRef Path) const;
};

VendorList parseVendorList(llvm::StringRef Text);
/// Whether the first line says that it is a workspace's.
bool isForWorkspace(llvm::StringRef Text);

/// A main module of the build, and how messages name its file.
struct VendoringModule {
  const GoMod *File;
  std::string Name;
};
/// What the go.mod files and the list disagree about, a line each, empty if
/// nothing. ReplacementOf gives what replaces a module and the file that says
/// so. Before Go 1.14 the list said less, so less is compared.
std::string
findDisagreements(const VendorList &List, llvm::ArrayRef<VendoringModule> Mains,
                  const GoMod *Work, bool Old,
                  llvm::function_ref<std::pair<ModuleVersion, std::string>(
                      const ModuleVersion &)>
                      ReplacementOf);

} // namespace ogo

#endif
