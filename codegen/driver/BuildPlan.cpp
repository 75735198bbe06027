//===- BuildPlan.cpp - Keys, order of initialization, settings ------------===//
#include "codegen/driver/BuildPlan.h"
#include "codegen/Target.h"
#include "codegen/driver/BuildInfo.h"
#include "codegen/driver/GoDebug.h"
#include "llvm/Support/FileSystem.h"
#include <set>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// Spec "Program initialization": all packages sorted by import path; again and
/// again the first whose imports are initialized is next. Runtime packages come
/// before everything else: they must work before other code runs.
static std::vector<std::string>
initializationOrder(llvm::ArrayRef<LoadedPackage *> Packages) {
  llvm::DenseMap<LoadedPackage *, unsigned> Waiting;
  llvm::DenseMap<LoadedPackage *, llvm::SmallVector<LoadedPackage *, 4>> Users;
  auto less = [](LoadedPackage *A, LoadedPackage *B) {
    return A->Where.ImportPath < B->Where.ImportPath;
  };
  std::set<LoadedPackage *, decltype(less)> Ready(less);
  for (LoadedPackage *P : Packages) {
    std::set<LoadedPackage *> Deps;
    for (auto &I : P->Imports)
      if (I.Target)
        Deps.insert(I.Target);
    for (LoadedPackage *D : Deps)
      Users[D].push_back(P);
    Waiting[P] = Deps.size();
    if (Deps.empty())
      Ready.insert(P);
  }
  std::vector<std::string> Order;
  llvm::DenseMap<LoadedPackage *, bool> Done;
  auto initialize = [&](LoadedPackage *P) {
    Order.push_back(P->linkPath().str());
    Done[P] = true;
    Ready.erase(P);
    for (LoadedPackage *U : Users[P])
      if (--Waiting[U] == 0)
        Ready.insert(U);
  };
  // The runtime and what it needs is the front of the dependency order.
  for (LoadedPackage *P : Packages) {
    initialize(P);
    if (P->Where.ImportPath == "runtime")
      break;
  }
  while (!Ready.empty())
    initialize(*Ready.begin());
  return Order;
}

StringRef BuildPlan::objectOf(const LoadedPackage *P) const {
  for (const PackageJob &J : Jobs)
    if (J.P == P)
      return J.Object;
  return "";
}

/// The object that the cache has under Key, or empty. Without what escape
/// analysis found it counts for nothing: importers would be compiled otherwise
/// than beside a package that was just compiled.
static std::string findObject(const BuildCache &Cache, StringRef Key) {
  return Cache.lookup(Key, ".esc").empty() ? "" : Cache.lookup(Key, ".o");
}

/// What the cache has of each package.
static void findObjects(BuildPlan &Plan, PackageKeys &Keys, const Options &Opts,
                        PackageLoader &Loader) {
  for (LoadedPackage *P : Loader.order()) {
    if (P->HasEmbed)
      Loader.parse(*P); // finds the files that belong into the key
    PackageJob J{P, Keys.add(*P), ""};
    // Who asks what the compiler says about a package has it compiled.
    bool Ask = P->Named && (Opts.Remarks.any() || Opts.PrintEscape);
    if (!Ask && !Opts.Rebuild) {
      J.Object = findObject(Plan.Cache, J.Key);
      StringRef Other = Keys.withoutTests(*P);
      if (J.Object.empty() && Other != J.Key)
        J.Object = findObject(Plan.Cache, Other);
    }
    J.Cached = !J.Object.empty();
    if (J.Cached)
      Plan.Cached.insert(P);
    Plan.Jobs.push_back(std::move(J));
  }
}

std::string ogo::makePlan(BuildPlan &Plan, const Options &Opts,
                          PackageLoader &Loader, Diagnostics &Diags) {
  for (LoadedPackage *P : Loader.roots())
    if (P->Name == "main") {
      if (Plan.Main)
        return "several programs named: " + Plan.Main->Where.ImportPath +
               " and " + P->Where.ImportPath;
      Plan.Main = P;
    }
  PackageKeys Keys(Opts);
  findObjects(Plan, Keys, Opts, Loader);

  ProgramInfo &Info = Plan.Info;
  Info.Packages = initializationOrder(Loader.order());
  Info.GoVersion = StringRef(Opts.Context.GoVersion).split(' ').first.str();
  if (Plan.Main) {
    Info.GoDebug = goDebugDefault(*Plan.Main, Opts.Context, Diags);
    auto Text = makeBuildInfo(Opts, Loader, *Plan.Main, Info.GoDebug);
    if (!Text)
      return llvm::toString(Text.takeError());
    Info.BuildInfo = *Text;
    Info.Test = Plan.Main->IsTestMain;
  }
  CacheKey Key = Keys.start();
  for (const PackageJob &J : Plan.Jobs)
    Key.add(J.Key);
  Key.add(Info.GoDebug).add(Info.GoVersion).add(Info.BuildInfo);
  for (const LinkString &S : Opts.LinkStrings)
    Key.add(S.Path).add(S.Name).add(S.Value);
  // What every program is linked with, and how.
  for (const std::string &Name :
       {"libogort-" + targetArchName(Opts.Arch).str() + ".a",
        std::string("program.lds")}) {
    fs::file_status Status;
    if (!fs::status(Opts.Context.ResourceDir + "/" + Name, Status))
      Key.add(Status.getSize())
          .add(Status.getLastModificationTime().time_since_epoch().count());
  }
  Key.add(Opts.Sysroot);
  Plan.Key = Key.str();
  return "";
}
