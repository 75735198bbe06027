//===- ModuleResolver.cpp - Module graph and directories ------------------===//
//
// Versions are chosen by minimal version selection: of all versions of a
// module that the main modules or what they require ask for, the highest. Since
// Go 1.17 a main module lists all of them itself, so its dependencies' go.mod
// files are read only for older ones, and in workspaces, where the main modules
// do not know of each other's choices.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/ModuleResolver.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

static std::string joinPath(StringRef A, const Twine &B, const Twine &C = "") {
  llvm::SmallString<128> P(A);
  path::append(P, B, C);
  return P.str().str();
}

static llvm::Error failure(const Twine &Text) {
  return llvm::createStringError(Text);
}

bool ModuleResolver::hasGoFiles(StringRef Dir) const {
  return llvm::any_of(Context.Files.list(Dir), [](const FileTree::Entry &E) {
    StringRef Name = E.name();
    return Name.ends_with(".go") && !Name.starts_with("_") &&
           !Name.starts_with(".");
  });
}

/// Path if P is Prefix or below it, relative to it.
static std::optional<StringRef> below(StringRef P, StringRef Prefix) {
  if (!P.consume_front(Prefix))
    return std::nullopt;
  if (P.empty() || Prefix.empty() || Prefix.ends_with("/"))
    return P;
  if (P.consume_front("/"))
    return P;
  return std::nullopt;
}

/// Module cache spelling: upper-case letters become ! and the lower-case one.
static std::string escapePath(StringRef P) {
  std::string Out;
  for (char C : P) {
    if (C >= 'A' && C <= 'Z')
      Out += '!';
    Out += llvm::toLower(C);
  }
  return Out;
}

ModuleResolver::ModuleResolver(const BuildContext &Context)
    : Context(Context), Replaced(Context) {}

std::string ModuleResolver::stdDirectory() const {
  return joinPath(Context.GoRoot, "src");
}

const PackageLocation *ModuleResolver::findStd(StringRef ImportPath) {
  auto [It, New] = StdFound.try_emplace(ImportPath);
  PackageLocation &L = It->second;
  if (New) {
    L.Std = true;
    L.ImportPath = ImportPath.str();
    L.Dir = Replaced.directoryFor(ImportPath);
    L.InOverlay = !L.Dir.empty();
    if (!L.InOverlay)
      L.Dir = joinPath(stdDirectory(), ImportPath);
    if (!L.InOverlay && !hasGoFiles(L.Dir))
      L.Dir.clear();
  }
  return L.Dir.empty() ? nullptr : &L;
}

llvm::Expected<PackageLocation>
ModuleResolver::resolveStd(StringRef Path, const PackageLocation *From) {
  // Only std itself sees GOROOT/src/vendor, and cmd its own vendor folder.
  if (From && From->Std && Path.split('/').first.contains('.')) {
    StringRef Module = From->ImportPath;
    bool Cmd = Module == "cmd" || Module.starts_with("cmd/");
    if (const PackageLocation *L =
            findStd(((Cmd ? "cmd/vendor/" : "vendor/") + Path).str()))
      return *L;
  }
  if (const PackageLocation *L = findStd(Path))
    return *L;
  return failure("package " + Path + " is not in std (" +
                 joinPath(stdDirectory(), Path) + ")");
}

std::string ModuleResolver::cacheDirectory() const {
  if (const char *Dir = std::getenv("GOMODCACHE"); Dir && *Dir)
    return Dir;
  if (const char *Dir = std::getenv("GOPATH"); Dir && *Dir)
    return joinPath(StringRef(Dir).split(':').first, "pkg", "mod");
  llvm::SmallString<128> Home;
  path::home_directory(Home);
  return joinPath(Home, "go/pkg/mod");
}

std::string ModuleResolver::directoryOf(const ModuleVersion &Wanted) const {
  ModuleVersion M = Wanted;
  if (auto R = replacementOf(M))
    M = *R;
  if (!M.Version.empty())
    return joinPath(cacheDirectory(),
                    escapePath(M.Path) + "@" + escapePath(M.Version));
  llvm::SmallString<128> Dir(
      path::is_absolute(M.Path) ? M.Path : joinPath(Root, M.Path));
  path::remove_dots(Dir, /*remove_dot_dot=*/true);
  return Dir.str().str();
}

/// The go.mod of a required module: in its replacement directory, or the copy
/// the module cache keeps even of modules that are not unpacked.
llvm::Expected<GoMod> ModuleResolver::modFileOf(const ModuleVersion &Wanted) {
  ModuleVersion M = Wanted;
  if (auto R = replacementOf(M))
    M = *R;
  if (M.Version.empty())
    return readModFile(joinPath(directoryOf(Wanted), "go.mod"),
                       ModFileKind::Dependency);
  return readModFile(
      joinPath(cacheDirectory(), "cache/download",
               escapePath(M.Path) + "/@v/" + escapePath(M.Version) + ".mod"),
      ModFileKind::Dependency);
}

bool ModuleResolver::belongsToMain(StringRef Path) const {
  return llvm::any_of(
      Mains, [&](auto &M) { return below(Path, M->Path).has_value(); });
}

llvm::Error ModuleResolver::selectVersions() {
  if (VersionsSelected)
    return llvm::Error::success();
  VersionsSelected = true;
  // How much of a module's own go.mod counts: nothing, what it requires, or
  // what that requires in turn as well.
  enum Depth { Alone, Direct, Full };
  constexpr LangVersion Pruned{17};
  struct Item {
    ModuleVersion M;
    Depth How;
  };
  std::map<std::string, std::string> Highest;
  std::vector<Item> Todo;
  std::vector<ModuleVersion> Excluded;
  for (auto &Main : Mains) {
    Depth How = Main->GoVersion < Pruned ? Full : Work ? Direct : Alone;
    for (const ModuleVersion &R : Main->File.Requires)
      Todo.push_back({R, How});
    llvm::append_range(Excluded, Main->File.Excludes);
  }
  std::map<ModuleVersion, Depth> Seen;
  while (!Todo.empty()) {
    auto [M, How] = Todo.back();
    Todo.pop_back();
    if (llvm::is_contained(Excluded, M) || mainModule(M.Path))
      continue;
    auto [It, New] = Seen.try_emplace(M, How);
    if (!New && It->second >= How)
      continue;
    It->second = How;
    std::string &Version = Highest[M.Path];
    if (Version.empty() || compareVersions(Version, M.Version) < 0)
      Version = M.Version;
    if (How == Alone)
      continue;
    auto Mod = modFileOf(M);
    if (!Mod) {
      // Without its go.mod a module simply adds no requirements; if one of its
      // packages is needed, the message comes from there.
      llvm::consumeError(Mod.takeError());
      continue;
    }
    bool Older = !Mod->GoVersion.isSet() || Mod->GoVersion < Pruned;
    for (const ModuleVersion &R : Mod->Requires)
      Todo.push_back({R, How == Full || Older ? Full : Alone});
  }
  for (auto &[Path, Version] : Highest)
    Selected.push_back({Path, Version});
  return llvm::Error::success();
}

/// What was downloaded must be what go.sum says, if that says anything.
llvm::Error ModuleResolver::verify(const ModuleVersion &M) {
  StringRef Wanted = M.Version.empty() ? "" : sumOf(M);
  if (Wanted.empty())
    return llvm::Error::success();
  auto Buffer = llvm::MemoryBuffer::getFile(joinPath(
      cacheDirectory(), "cache/download",
      escapePath(M.Path) + "/@v/" + escapePath(M.Version) + ".ziphash"));
  if (!Buffer)
    return llvm::Error::success();
  StringRef Found = (*Buffer)->getBuffer().trim();
  if (Found == Wanted)
    return llvm::Error::success();
  return failure("verifying " + M.Path + "@" + M.Version +
                 ": checksum mismatch\n\tdownloaded: " + Found +
                 "\n\tgo.sum:     " + Wanted +
                 "\n\nSECURITY ERROR\nThis download does NOT match an earlier "
                 "download recorded in go.sum.");
}

llvm::Expected<const Module *> ModuleResolver::openModule(StringRef Path,
                                                          StringRef Version) {
  auto &Slot = Opened[(Path + "@" + Version).str()];
  if (Slot)
    return Slot.get();
  auto M = std::make_unique<Module>();
  M->Path = Path.str();
  M->Version = Version.str();
  ModuleVersion Source = {M->Path, M->Version};
  if (auto R = replacementOf(Source))
    M->Replacement = Source = *R;
  M->Dir = directoryOf({M->Path, M->Version});
  if (!Context.Files.isDirectory(M->Dir) && !Source.Version.empty() && Fetch) {
    auto Get = std::exchange(Fetch, nullptr);
    if (llvm::Error E = Get())
      return E;
  }
  if (!Context.Files.isDirectory(M->Dir))
    return failure("module " + Path + "@" + Version + " is not at " + M->Dir);
  if (llvm::Error E = verify(Source))
    return E;
  M->GoVersion = LangVersion{16};
  std::string File = joinPath(M->Dir, "go.mod");
  if (Context.Files.isFile(File)) {
    auto Mod = readModFile(File, ModFileKind::Dependency);
    if (!Mod)
      return Mod.takeError();
    if (Mod->GoVersion.isSet())
      M->GoVersion = Mod->GoVersion;
    M->File = std::move(*Mod);
  }
  Slot = std::move(M);
  return Slot.get();
}

std::string ModuleResolver::directoryIn(StringRef Path, StringRef ModulePath,
                                        StringRef Dir, bool Local) const {
  auto Rest = below(Path, ModulePath);
  if (!Rest)
    return "";
  std::string Here = Rest->empty() ? Dir.str() : joinPath(Dir, *Rest);
  // Another module may be in the way.
  if (Local)
    for (StringRef D = Here; D.size() > Dir.size(); D = path::parent_path(D))
      if (Context.Files.isFile(joinPath(D, "go.mod")))
        return "";
  return hasGoFiles(Here) ? Here : "";
}

namespace {
/// A place where a package is.
struct Candidate {
  const Module *Mod;
  std::string Dir;
};
} // namespace

static llvm::Error ambiguous(StringRef Path, bool Modules,
                             llvm::ArrayRef<Candidate> Found) {
  std::string Text;
  for (const Candidate &C : Found) {
    Text += "\n\t";
    if (Modules)
      Text += C.Mod->Path + (C.Mod->Version.empty() ? "" : " ") +
              C.Mod->Version + " (" + C.Dir + ")";
    else
      Text += C.Dir;
  }
  return failure("ambiguous import: found package " + Path + " in multiple " +
                 (Modules ? "modules:" : "directories:") + Text);
}

llvm::Error ModuleResolver::notProvided(StringRef Path,
                                        const PackageLocation *From) {
  if (Mains.empty() && Path.split('/').first.contains('.'))
    return failure("no required module provides package " + Path + ": " +
                   (Work ? "no modules were found in the current workspace; "
                           "see 'go help work'"
                         : "go.mod file not found in current directory or any "
                           "parent directory; see 'go help modules'"));
  for (const Replacement &R : Replacements) {
    const ModuleVersion &Old = R.Line.Old;
    if (VendorMode || Context.Mod == ModMode::Mod || !below(Path, Old.Path) ||
        directoryIn(Path, Old.Path, directoryOf(Old),
                    R.Line.New.Version.empty())
            .empty())
      continue;
    return failure("module " + Old.Path + " provides package " + Path +
                   " and is replaced but not required; to add it:\n\tgo get " +
                   Old.Path + (Old.Version.empty() ? "" : "@") + Old.Version);
  }
  if (!Path.split('/').first.contains('.'))
    return failure("package " + Path + " is not in std (" +
                   joinPath(stdDirectory(), Path) + ")");
  StringRef Mode = VendorMode ? "vendor" : "readonly";
  if (Context.Mod == ModMode::Mod)
    return failure("cannot find module providing package " + Path);
  if (Context.Mod != ModMode::Default)
    return failure("cannot find module providing package " + Path +
                   ": import lookup disabled by -mod=" + Mode);
  if (!ModReason.empty())
    return failure("cannot find module providing package " + Path +
                   ": import lookup disabled by -mod=" + Mode + "\n\t(" +
                   ModReason + ")");
  const Module *Importer = From ? From->Mod : nullptr;
  bool Elsewhere =
      Work && Importer && Importer->IsMain && Importer != mainModule();
  return failure(
      "no required module provides package " + Path + "; to add it:\n\t" +
      (Elsewhere ? "cd " + Importer->Dir + "\n\t" : "") + "go get " + Path);
}

/// With a vendor folder, everything is in the main modules or there.
llvm::Expected<PackageLocation>
ModuleResolver::resolveVendored(StringRef Path) {
  std::vector<Candidate> Found;
  for (auto &M : Mains)
    if (std::string Dir = directoryIn(Path, M->Path, M->Dir, /*Local=*/true);
        !Dir.empty())
      Found.push_back({M.get(), Dir});
  std::string Dir = Root.empty() ? "" : joinPath(vendorDirectory(), Path);
  if (!Dir.empty() && hasGoFiles(Dir)) {
    auto It = Vendored.Packages.find(Path);
    // Go 1.23 began to ask for the list.
    const GoMod *File = settings();
    LangVersion Go = File && File->GoVersion.isSet() ? File->GoVersion
                     : Work                          ? LangVersion{18}
                                                     : LangVersion{16};
    if (It != Vendored.Packages.end())
      Found.push_back({VendoredModules[It->second].get(), Dir});
    else if (Go < LangVersion{23})
      Found.push_back({nullptr, Dir});
    else
      llvm::errs() << "go: ignoring package " << Path
                   << " which exists in the vendor directory but is missing "
                      "from vendor/modules.txt. To sync the vendor directory "
                      "run go "
                   << (Work ? "work" : "mod") << " vendor.\n";
  }
  if (Found.size() > 1)
    return ambiguous(Path, /*Modules=*/false, Found);
  PackageLocation L;
  L.ImportPath = Path.str();
  if (!Found.empty()) {
    L.Mod = Found.front().Mod;
    L.Dir = Found.front().Dir;
  }
  return L;
}

/// Looks in all modules whose paths are prefixes of Path; one may have it.
llvm::Expected<PackageLocation> ModuleResolver::findInModules(StringRef Path) {
  if (auto E = selectVersions())
    return E;
  std::vector<Candidate> Found;
  for (auto &M : Mains) {
    std::string Dir = directoryIn(Path, M->Path, M->Dir, /*Local=*/true);
    if (!Dir.empty())
      Found.push_back({M.get(), Dir});
  }
  for (const ModuleVersion &M : Selected) {
    if (!below(Path, M.Path))
      continue;
    // What only might have it as well is not fetched for that.
    if (!Found.empty() && !Context.Files.isDirectory(directoryOf(M)))
      continue;
    auto Mod = openModule(M.Path, M.Version);
    if (!Mod)
      return Mod.takeError();
    const auto &R = (*Mod)->Replacement;
    std::string Dir = directoryIn(Path, M.Path, (*Mod)->Dir,
                                  /*Local=*/R && R->Version.empty());
    if (!Dir.empty())
      Found.push_back({*Mod, Dir});
  }
  if (Found.size() > 1) {
    llvm::sort(Found, [](const Candidate &A, const Candidate &B) {
      return A.Mod->Path.size() < B.Mod->Path.size();
    });
    return ambiguous(Path, /*Modules=*/true, Found);
  }
  PackageLocation L;
  L.ImportPath = Path.str();
  if (!Found.empty()) {
    L.Mod = Found.front().Mod;
    L.Dir = Found.front().Dir;
  }
  return L;
}

llvm::Expected<PackageLocation>
ModuleResolver::resolveInModules(StringRef Path, const PackageLocation *From) {
  if (VendorMode) {
    auto L = resolveVendored(Path);
    if (!L || !L->Dir.empty())
      return L;
    return notProvided(Path, From);
  }
  auto L = findInModules(Path);
  if (!L || !L->Dir.empty())
    return L;
  // With -mod=mod the go command may add what provides the package.
  if (Context.Mod == ModMode::Mod && Fetch && !Mains.empty()) {
    auto Get = std::exchange(Fetch, nullptr);
    if (llvm::Error E = Get())
      return E;
    auto Again = readMain(Mains.front()->Dir);
    if (!Again)
      return Again.takeError();
    Mains.front()->File = std::move((*Again)->File);
    VersionsSelected = false;
    Selected.clear();
    Sums.reset();
    L = findInModules(Path);
    if (!L || !L->Dir.empty())
      return L;
  }
  return notProvided(Path, From);
}

llvm::Expected<PackageLocation>
ModuleResolver::resolve(StringRef Path, const PackageLocation *From) {
  if (Path.starts_with("./") || Path.starts_with("../") || Path == "." ||
      Path == "..") {
    if (!From)
      return failure("cannot resolve " + Path);
    llvm::SmallString<128> Dir(joinPath(From->Dir, Path));
    path::remove_dots(Dir, /*remove_dot_dot=*/true);
    if (From->Mod && From->ImportPath != "command-line-arguments")
      return failure("\"" + Path +
                     "\" is relative, but relative import paths are not "
                     "supported in module mode");
    PackageLocation L;
    L.Dir = Dir.str().str();
    // Not a path anyone can import; it only has to be unique.
    L.ImportPath = "_" + L.Dir;
    L.Mod = From->Mod;
    if (!hasGoFiles(L.Dir))
      return failure("cannot find package \"" + Path + "\" in " + L.Dir);
    return L;
  }
  if (path::is_absolute(Path))
    return failure("import path cannot be absolute path");
  llvm::SmallString<128> Clean(Path);
  path::remove_dots(Clean, /*remove_dot_dot=*/true, path::Style::posix);
  if (Clean != Path)
    return failure("non-canonical import path \"" + Path + "\" (should be \"" +
                   Clean + "\")");

  bool LooksStd = !Path.split('/').first.contains('.');
  if (From && From->Std)
    return resolveStd(Path, From);
  if (LooksStd && findStd(Path) && !belongsToMain(Path))
    return resolveStd(Path, From);
  // Dotless paths may be a main module's, or required and replaced.
  return resolveInModules(Path, From);
}

llvm::Expected<PackageLocation> ModuleResolver::locateDirectory(StringRef Dir) {
  PackageLocation L;
  L.Dir = Dir.str();
  if (auto Rest = below(Dir, stdDirectory())) {
    L.Std = true;
    L.ImportPath = Rest->str();
    std::string New = Replaced.directoryFor(*Rest);
    if (!New.empty()) {
      L.Dir = New;
      L.InOverlay = true;
    }
    return L;
  }
  if (auto Rest = Replaced.root().empty() ? std::nullopt
                                          : below(Dir, Replaced.root())) {
    L.Std = L.InOverlay = true;
    L.ImportPath = Rest->str();
    return L;
  }
  if (Mains.empty())
    return failure(Work ? "go: no modules were found in the current workspace; "
                          "see 'go help work'"
                        : "go: go.mod file not found in current directory or "
                          "any parent directory; see 'go help modules'");
  if (auto Found = locateInModules(Dir))
    return std::move(*Found);
  for (auto &M : Mains)
    if (auto Rest = below(Dir, M->Dir); Rest && !Rest->empty())
      return failure("main module (" + M->Path + ") does not contain package " +
                     M->Path + "/" + *Rest);
  std::string Shown = Context.shortPath(Dir);
  Shown = Shown == "." ? "current directory" : "directory " + Shown;
  if (!Work)
    return failure(Shown + " outside main module or its selected dependencies");
  if (std::string Other = moduleRoot(Dir); !Other.empty())
    return failure(Shown +
                   " is contained in a module that is not one of the workspace "
                   "modules listed in go.work. You can add the module to the "
                   "workspace using:\n\tgo work use " +
                   Context.shortPath(Other));
  return failure(Shown + " outside modules listed in go.work or their selected "
                         "dependencies");
}

std::optional<PackageLocation> ModuleResolver::locateInModules(StringRef Dir) {
  PackageLocation L;
  L.Dir = Dir.str();
  if (auto Rest = VendorMode && !Root.empty() ? below(Dir, vendorDirectory())
                                              : std::nullopt) {
    auto It = Vendored.Packages.find(*Rest);
    if (It == Vendored.Packages.end())
      return std::nullopt;
    L.ImportPath = Rest->str();
    L.Mod = VendoredModules[It->second].get();
    return L;
  }
  // The nearest of the modules that contain it.
  const Module *Best = nullptr;
  for (auto &M : Mains)
    if (below(Dir, M->Dir) && (!Best || Best->Dir.size() < M->Dir.size()))
      Best = M.get();
  auto within = [&](StringRef Path, StringRef Root) {
    StringRef Rest = *below(Dir, Root);
    L.ImportPath = (Path + (Rest.empty() ? "" : "/") + Rest).str();
  };
  if (Best && moduleRoot(Dir) == Best->Dir) {
    within(Best->Path, Best->Dir);
    L.Mod = Best;
    return L;
  }
  if (VendorMode || selectVersions())
    return std::nullopt;
  for (const ModuleVersion &M : Selected) {
    if (!below(Dir, directoryOf(M)))
      continue;
    auto Mod = openModule(M.Path, M.Version);
    if (!Mod) {
      llvm::consumeError(Mod.takeError());
      continue;
    }
    within(M.Path, (*Mod)->Dir);
    L.Mod = *Mod;
    return L;
  }
  return std::nullopt;
}

bool ModuleResolver::mayHold(StringRef Dir) {
  if (below(Dir, stdDirectory()))
    return true;
  std::string ModRoot = moduleRoot(Dir);
  if (llvm::any_of(Mains, [&](auto &M) { return M->Dir == ModRoot; }))
    return true;
  if (VendorMode || selectVersions())
    return false;
  return llvm::any_of(Selected, [&](const ModuleVersion &M) {
    return below(Dir, directoryOf(M)).has_value();
  });
}

llvm::Error ModuleResolver::forDependencies(
    llvm::function_ref<bool(StringRef)> Wanted,
    llvm::function_ref<void(const Module &)> Visit) {
  if (VendorMode)
    return llvm::Error::success();
  if (llvm::Error E = selectVersions())
    return E;
  for (const ModuleVersion &M : Selected) {
    if (!Wanted(M.Path))
      continue;
    auto Mod = openModule(M.Path, M.Version);
    if (!Mod)
      return Mod.takeError();
    Visit(**Mod);
  }
  return llvm::Error::success();
}
