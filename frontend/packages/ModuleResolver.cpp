//===- ModuleResolver.cpp - Module graph and directories ------------------===//
//
// Versions are chosen by minimal version selection: of all versions of a
// module that the main module or what it requires ask for, the highest. Since
// Go 1.17 a main module lists all of them itself, so its dependencies' go.mod
// files are read only for older ones.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/ModuleResolver.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cstdlib>
#include <map>

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

bool ogo::hasGoFiles(StringRef Dir) {
  std::error_code EC;
  for (fs::directory_iterator I(Dir, EC), E; !EC && I != E; I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    if (Name.ends_with(".go") && !Name.starts_with("_") &&
        !Name.starts_with("."))
      return true;
  }
  return false;
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

llvm::Error ModuleResolver::findMainModule(StringRef Dir) {
  llvm::SmallString<128> D(Dir);
  while (true) {
    std::string File = joinPath(D, "go.mod");
    if (fs::exists(File)) {
      // GOROOT/src/go.mod is the std module itself, which is resolved as such.
      bool IsStd = false;
      if (!fs::equivalent(D, stdDirectory(), IsStd) && IsStd)
        return llvm::Error::success();
      auto Mod = readGoMod(File, /*IsMain=*/true);
      if (!Mod)
        return Mod.takeError();
      Main.emplace();
      Main->Path = Mod->Module;
      Main->Dir = D.str().str();
      // A module without go directive is written in Go 1.16.
      Main->GoVersion =
          Mod->GoVersion.isSet() ? Mod->GoVersion : LangVersion{16};
      Main->File = std::move(*Mod);
      return loadVendorList();
    }
    if (!path::has_relative_path(D) || path::relative_path(D).empty())
      return llvm::Error::success();
    path::remove_filename(D);
  }
}

/// vendor/modules.txt: "# module version" lines, each followed by the packages
/// taken from it. With it and Go 1.14 or newer, vendor is used.
llvm::Error ModuleResolver::loadVendorList() {
  auto Buffer =
      llvm::MemoryBuffer::getFile(joinPath(Main->Dir, "vendor", "modules.txt"));
  if (!Buffer || Main->GoVersion < LangVersion{14})
    return llvm::Error::success();
  VendorMode = true;
  StringRef Text = (*Buffer)->getBuffer(), Line, Mod;
  LangVersion Go{16};
  while (!Text.empty()) {
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.trim();
    if (Line.consume_front("## ")) {
      size_t At = Line.find("go ");
      if (At != StringRef::npos)
        if (auto V = LangVersion::parse(Line.substr(At + 3).trim()))
          Opened[Mod]->GoVersion = *V;
    } else if (Line.consume_front("# ")) {
      auto [Own, Other] = Line.split(" => ");
      Mod = Own.split(' ').first;
      auto &M = Opened[Mod];
      M = std::make_unique<Module>();
      M->Path = Mod.str();
      M->Version = Own.split(' ').second.str();
      if (!Other.empty())
        M->Replacement = ModuleVersion{Other.split(' ').first.str(),
                                       Other.split(' ').second.str()};
      M->Dir = joinPath(Main->Dir, "vendor", Mod);
      M->GoVersion = Go;
    } else if (!Line.empty() && !Mod.empty()) {
      VendoredIn[Line] = Mod.str();
    }
  }
  return llvm::Error::success();
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

std::optional<ModuleVersion>
ModuleResolver::replacementOf(const ModuleVersion &M) const {
  std::optional<ModuleVersion> Any;
  for (const auto &R : Main->File.Replaces) {
    if (R.Old.Path != M.Path)
      continue;
    if (R.Old.Version == M.Version)
      return R.New;
    if (R.Old.Version.empty())
      Any = R.New;
  }
  return Any;
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

/// The go.mod of a required module: in its replacement directory, or the copy
/// the module cache keeps even of modules that are not unpacked.
llvm::Expected<GoMod> ModuleResolver::modFileOf(const ModuleVersion &Wanted) {
  ModuleVersion M = Wanted;
  if (auto R = replacementOf(M)) {
    M = *R;
    if (M.Version.empty())
      return readGoMod(joinPath(path::is_absolute(M.Path)
                                    ? M.Path
                                    : joinPath(Main->Dir, M.Path),
                                "go.mod"),
                       /*IsMain=*/false);
  }
  return readGoMod(
      joinPath(cacheDirectory(), "cache/download",
               escapePath(M.Path) + "/@v/" + escapePath(M.Version) + ".mod"),
      /*IsMain=*/false);
}

llvm::Error ModuleResolver::selectVersions() {
  if (VersionsSelected)
    return llvm::Error::success();
  VersionsSelected = true;
  std::map<std::string, std::string> Highest;
  std::vector<ModuleVersion> Work = Main->File.Requires;
  bool Complete = Main->GoVersion >= LangVersion{17};
  llvm::StringMap<bool> Seen;
  while (!Work.empty()) {
    ModuleVersion M = Work.back();
    Work.pop_back();
    if (llvm::is_contained(Main->File.Excludes, M) ||
        !Seen.insert({M.Path + "@" + M.Version, true}).second)
      continue;
    std::string &Version = Highest[M.Path];
    if (Version.empty() || compareVersions(Version, M.Version) < 0)
      Version = M.Version;
    if (Complete)
      continue;
    auto Mod = modFileOf(M);
    if (!Mod) {
      // Without its go.mod a module simply adds no requirements; if one of its
      // packages is needed, the message comes from there.
      llvm::consumeError(Mod.takeError());
      continue;
    }
    Work.insert(Work.end(), Mod->Requires.begin(), Mod->Requires.end());
  }
  for (auto &[Path, Version] : Highest)
    Selected.push_back({Path, Version});
  return llvm::Error::success();
}

llvm::StringRef ModuleResolver::sumOf(const ModuleVersion &M) {
  if (!Sums)
    if (auto Buffer =
            llvm::MemoryBuffer::getFile(joinPath(Main->Dir, "go.sum")))
      Sums = std::move(*Buffer);
  StringRef Left = Sums ? Sums->getBuffer() : "", Line;
  std::string Start = M.Path + " " + M.Version + " ";
  while (!Left.empty()) {
    std::tie(Line, Left) = Left.split('\n');
    if (Line.consume_front(Start))
      return Line.trim();
  }
  return "";
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
  if (Source.Version.empty()) {
    M->Dir = path::is_absolute(Source.Path) ? Source.Path
                                            : joinPath(Main->Dir, Source.Path);
    llvm::SmallString<128> Clean(M->Dir);
    path::remove_dots(Clean, /*remove_dot_dot=*/true);
    M->Dir = Clean.str().str();
  } else {
    M->Dir = joinPath(cacheDirectory(), escapePath(Source.Path) + "@" +
                                            escapePath(Source.Version));
  }
  if (!fs::is_directory(M->Dir) && !Source.Version.empty() && Fetch) {
    auto Get = std::exchange(Fetch, nullptr);
    if (llvm::Error E = Get())
      return E;
  }
  if (!fs::is_directory(M->Dir))
    return failure("module " + Path + "@" + Version + " is not at " + M->Dir);
  if (llvm::Error E = verify(Source))
    return E;
  M->GoVersion = LangVersion{16};
  std::string File = joinPath(M->Dir, "go.mod");
  if (fs::exists(File)) {
    auto Mod = readGoMod(File, /*IsMain=*/false);
    if (!Mod)
      return Mod.takeError();
    if (Mod->GoVersion.isSet())
      M->GoVersion = Mod->GoVersion;
    M->File = std::move(*Mod);
  }
  Slot = std::move(M);
  return Slot.get();
}

llvm::Expected<PackageLocation>
ModuleResolver::resolveInModules(StringRef Path) {
  PackageLocation L;
  L.ImportPath = Path.str();
  if (auto Rest = below(Path, Main->Path)) {
    L.Dir = joinPath(Main->Dir, *Rest);
    L.Mod = &*Main;
    if (hasGoFiles(L.Dir))
      return L;
  }
  if (VendorMode) {
    auto It = VendoredIn.find(Path);
    if (It != VendoredIn.end()) {
      L.Dir = joinPath(Main->Dir, "vendor", Path);
      L.Mod = Opened[It->second].get();
      return L;
    }
    return failure("cannot find module providing package " + Path +
                   ": import lookup disabled by -mod=vendor");
  }
  if (auto E = selectVersions())
    return E;

  // The longest module path wins among those that hold the package.
  std::vector<ModuleVersion> Candidates;
  for (const ModuleVersion &M : Selected)
    if (below(Path, M.Path))
      Candidates.push_back(M);
  // A replacement by a directory provides the module even when nothing
  // requires it yet; go build would ask for the requirement first.
  llvm::sort(Candidates, [](const auto &A, const auto &B) {
    return A.Path.size() > B.Path.size();
  });
  std::string FoundIn;
  for (const ModuleVersion &M : Candidates) {
    auto Mod = openModule(M.Path, M.Version);
    if (!Mod)
      return Mod.takeError();
    std::string Dir = joinPath((*Mod)->Dir, *below(Path, M.Path));
    if (hasGoFiles(Dir)) {
      L.Dir = Dir;
      L.Mod = *Mod;
      return L;
    }
    if (FoundIn.empty())
      FoundIn = M.Path + "@" + M.Version;
  }
  if (below(Path, Main->Path))
    return failure("package " + Path + " is not in " + Main->Path + " (" +
                   L.Dir + ")");
  if (!FoundIn.empty())
    return failure("module " + FoundIn +
                   " found, but does not contain package " + Path);
  return failure("no required module provides package " + Path +
                 "; to add it:\n\tgo get " + Path);
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
  // The main module may have a path without a dot ("test/a").
  if (Main && !(From && From->Std) &&
      (!LooksStd || below(Path, Main->Path).has_value()))
    return resolveInModules(Path);
  if (From && From->Std)
    return resolveStd(Path, From);
  if (LooksStd) {
    auto L = resolveStd(Path, From);
    if (L)
      return L;
    // Dotless module paths may be required and replaced, too.
    if (Main) {
      for (const ModuleVersion &M : Main->File.Requires)
        if (below(Path, M.Path)) {
          llvm::consumeError(L.takeError());
          return resolveInModules(Path);
        }
      if (VendorMode && VendoredIn.count(Path)) {
        llvm::consumeError(L.takeError());
        return resolveInModules(Path);
      }
    }
    return L.takeError();
  }
  return failure("no required module provides package " + Path +
                 ": go.mod file not found in current directory or any parent "
                 "directory; see 'go help modules'");
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
  if (!Main)
    return failure("go: go.mod file not found in current directory or any "
                   "parent directory; see 'go help modules'");
  auto Rest = below(Dir, Main->Dir);
  if (!Rest)
    return failure("directory " + Dir +
                   " outside main module or its selected "
                   "dependencies");
  L.Mod = &*Main;
  L.ImportPath = Rest->empty() ? Main->Path : Main->Path + "/" + Rest->str();
  return L;
}
