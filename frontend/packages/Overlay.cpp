//===- Overlay.cpp - Finding replaced packages ----------------------------===//
#include "frontend/packages/Overlay.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;

Overlay::Overlay(const BuildContext &Context) {
  if (Context.ResourceDir.empty())
    return;
  llvm::SmallString<128> Dir(Context.ResourceDir);
  llvm::sys::path::append(Dir, "overlay");
  // The resource directory links to the source tree; file names in tracebacks
  // should not depend on which build folder was used.
  llvm::SmallString<128> Real;
  if (!llvm::sys::fs::real_path(Dir, Real))
    Root = Real.str().str();
}

std::string Overlay::directoryFor(StringRef ImportPath) const {
  if (Root.empty())
    return "";
  llvm::SmallString<128> Dir(Root);
  llvm::sys::path::append(Dir, ImportPath);
  std::error_code EC;
  // A folder may be there only to hold the folders of replaced packages.
  for (llvm::sys::fs::directory_iterator I(Dir, EC), E; !EC && I != E;
       I.increment(EC))
    if (StringRef(I->path()).ends_with(".go"))
      return Dir.str().str();
  return "";
}
