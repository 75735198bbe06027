//===- VersionControl.h - The commit a program is built from ---*- C++ -*-===//
//
// -buildvcs notes the commit of the working directory in a program. Only git is
// asked; in other repositories nothing is noted.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_VERSIONCONTROL_H
#define OGO_CODEGEN_DRIVER_VERSIONCONTROL_H

#include "llvm/Support/Error.h"
#include <optional>
#include <string>

namespace ogo {

struct CommitInfo {
  std::string Revision, Time; // empty before the first commit
  bool Modified = false;
  /// The version that the module has at this commit; empty if there is none.
  std::string Version;
};

/// The root of the git repository that Dir is in; empty if it is in none.
std::string repositoryRoot(llvm::StringRef Dir);

/// What git says of the repository at Root, and of the module ModulePath in its
/// folder Dir. Nothing if git is not installed.
llvm::Expected<std::optional<CommitInfo>>
describeCommit(llvm::StringRef Root, llvm::StringRef ModulePath,
               llvm::StringRef Dir);

} // namespace ogo

#endif
