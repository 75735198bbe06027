//===- PackageLoader.cpp - Import graph and dependency order --------------===//
#include "frontend/packages/PackageLoader.h"
#include "frontend/packages/Assembly.h"
#include "frontend/packages/BuildConstraint.h"
#include "frontend/packages/ImportScan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

static constexpr StringRef CommandLine = "command-line-arguments";

std::string PackageLoader::shownPath(StringRef Absolute) const {
  StringRef Rest = Absolute;
  if (Context.WorkDir.empty() || !Rest.consume_front(Context.WorkDir) ||
      !Rest.consume_front("/"))
    return Absolute.str();
  return Rest.contains('/') ? Rest.str() : ("./" + Rest).str();
}

const SourceFile *PackageLoader::openSource(StringRef Path, StringRef Shown) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer) {
    error(DiagCode::IO, Pos(),
          "open " + Shown + ": " + Buffer.getError().message());
    return nullptr;
  }
  return &SM.addFile(Shown, std::move(*Buffer), Path);
}

//===----------------------------------------------------------------------===//
// Files of a package
//===----------------------------------------------------------------------===//

/// Std packages whose file names need the real GOARCH although they have
/// assembly. syscall and x/sys/unix describe the kernel's interface of that
/// architecture. The others have no pure Go form; the overlay replaces them,
/// and this only lets them be checked without it.
static bool needsRealArch(StringRef ImportPath) {
  return ImportPath == "syscall" || ImportPath == "runtime" ||
         ImportPath == "internal/cpu" || ImportPath == "internal/bytealg" ||
         ImportPath == "sync/atomic" ||
         ImportPath == "internal/runtime/atomic" ||
         ImportPath.starts_with("internal/runtime/syscall/") ||
         ImportPath == "cmd/vendor/golang.org/x/sys/unix";
}

/// What the files of assembly for the build hold. The first of them with more
/// than comments is First; those of comments only, whose use is to permit
/// functions without body, set CommentsOnly.
static AssemblyScan readAssembly(const BuildContext &Context,
                                 llvm::ArrayRef<std::string> Files,
                                 const LoadedPackage &P, StringRef &First,
                                 bool &CommentsOnly) {
  AssemblyScan Scan;
  for (StringRef File : Files) {
    if (!File.ends_with(".s") || !Context.matchesFileName(path::filename(File)))
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      continue;
    auto Match = headerMatches((*Buffer)->getBuffer(), [&](StringRef Tag) {
      return Context.satisfied(Tag);
    });
    if (Match && *Match) {
      AssemblyScan Here;
      scanAssembly((*Buffer)->getBuffer(), P.Where.ImportPath, Here);
      CommentsOnly |= !Here.HasCode;
      if (First.empty() && (Here.HasCode || P.Where.Std))
        First = File;
      Scan.Foreign |= Here.Foreign;
      Scan.Links.insert(Scan.Links.end(), Here.Links.begin(), Here.Links.end());
    }
    llvm::consumeError(Match.takeError());
  }
  return Scan;
}

void PackageLoader::readHeader(LoadedPackage &P, const SourceFile &File) {
  addHeader(P, File, scanImports(File.text()));
}

void PackageLoader::addHeader(LoadedPackage &P, const SourceFile &File,
                              const ImportScan &Scan) {
  if (P.Name.empty())
    P.Name = Scan.Package.str();
  for (auto &D : Scan.GoDebug)
    P.GoDebug.push_back({D.Text.str(), File.posAt(D.Offset)});
  for (auto &I : Scan.Imports)
    P.Imports.push_back({I.Path, File.posAt(I.Offset)});
  P.HasEmbed |= File.text().contains("//go:embed ");
  P.Files.push_back(&File);
}

/// Adds the files that Go's own build writes where GOROOT holds sources alone.
void PackageLoader::addGenerated(const PackageLocation &Where,
                                 std::vector<std::string> &Files) const {
  llvm::SmallString<128> Dir(Context.ResourceDir);
  path::append(Dir, "generated", Where.ImportPath);
  std::error_code EC;
  for (fs::directory_iterator I(Dir, EC), E; !EC && I != E; I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    auto IsSame = [&](StringRef File) { return path::filename(File) == Name; };
    if (Name.ends_with(".go") && llvm::none_of(Files, IsSame))
      Files.push_back(I->path());
  }
}

bool PackageLoader::selectFiles(LoadedPackage &P, bool Named) {
  StringRef Dir = P.Where.Dir;
  std::vector<std::string> Candidates;
  std::error_code EC;
  for (fs::directory_iterator I(Dir, EC), E; !EC && I != E; I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    if (!Name.starts_with("_") && !Name.starts_with(".") &&
        (Name.ends_with(".go") || Name.ends_with(".s")))
      Candidates.push_back(I->path());
  }
  if (P.Where.Std && !P.Where.InOverlay)
    addGenerated(P.Where, Candidates);
  llvm::sort(Candidates, [](StringRef A, StringRef B) {
    return path::filename(A) < path::filename(B);
  });

  BuildContext Here = Context;
  StringRef Assembly;
  bool Vendored = StringRef(P.Where.ImportPath).starts_with("cmd/vendor/");
  AssemblyScan Scan;
  if (!Context.KeepAssembly && !P.Where.InOverlay &&
      (Vendored || !needsRealArch(P.Where.ImportPath))) {
    bool CommentsOnly = false;
    Scan = readAssembly(Context, Candidates, P, Assembly, CommentsOnly);
    P.MayLackBodies |= CommentsOnly && !P.Where.Std;
  }
  // std's own files for a target are written for its assembly.
  bool Understood = !Scan.Foreign && (!P.Where.Std || Vendored);
  if (!Assembly.empty() && Understood)
    P.AssemblyLinks = std::move(Scan.Links);
  else if (!Assembly.empty())
    P.Assembly = Assembly.str();
  Here.WithoutAssembly = !P.Assembly.empty();
  bool SawGo = false;
  const SourceFile *First = nullptr;
  for (StringRef File : Candidates) {
    StringRef Name = path::filename(File);
    if (!Name.ends_with(".go") || Name.ends_with("_test.go"))
      continue;
    SawGo = true;
    if (!Here.matchesFileName(Name))
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer) {
      error(DiagCode::IO, Pos(),
            "open " + shownPath(File) + ": " + Buffer.getError().message());
      return false;
    }
    auto Match = headerMatches((*Buffer)->getBuffer(), [&](StringRef Tag) {
      return Here.satisfied(Tag);
    });
    if (!Match) {
      error(DiagCode::BadConstraint, Pos(),
            shownPath(File) + ": " + llvm::toString(Match.takeError()));
      return false;
    }
    if (!*Match)
      continue;
    ImportScan Scan = scanImports((*Buffer)->getBuffer());
    // Files that need cgo are left out, as with CGO_ENABLED=0.
    if (llvm::any_of(Scan.Imports, [](auto &I) { return I.Path == "C"; }))
      continue;
    if (Scan.Package == "documentation")
      continue;
    const SourceFile &Source =
        SM.addFile(shownPath(File), std::move(*Buffer), File);
    if (First && !Scan.Package.empty() && Scan.Package != P.Name) {
      error(DiagCode::MismatchedPkgName, Pos(),
            "found packages " + P.Name + " (" + path::filename(First->path()) +
                ") and " + Scan.Package + " (" + Name + ") in " + Dir);
      return false;
    }
    if (!First)
      First = &Source;
    addHeader(P, Source, Scan);
  }
  if (First)
    return true;
  bool OnlyTests = nameAfterTests(P);
  if (OnlyTests && (Opts.Test || Opts.KeepTestOnly))
    return true;
  if (Named && OnlyTests)
    error(DiagCode::NoGoFiles, Pos(),
          "package " + P.Where.ImportPath + ": no non-test Go files in " + Dir);
  else if (Named)
    error(DiagCode::NoGoFiles, Pos(),
          SawGo ? "package " + P.Where.ImportPath +
                      ": build constraints exclude all Go files in " + Dir
                : "no Go files in " + Dir);
  return false;
}

//===----------------------------------------------------------------------===//
// The command line
//===----------------------------------------------------------------------===//

LoadedPackage *PackageLoader::addFiles(llvm::ArrayRef<std::string> Args) {
  LoadedPackage &P = Packages.emplace_back();
  P.Named = true;
  // Checking some files asks for less than a whole package.
  P.MayLackBodies = !Opts.NeedRuntime;
  P.Where.ImportPath = CommandLine.str();
  P.Where.Mod = Resolver.mainModule();
  ByPath[CommandLine] = &P;
  for (const std::string &Arg : Args) {
    if (Arg == "-") {
      auto Source = SM.openFile("-");
      if (!Source) {
        error(DiagCode::IO, Pos(), llvm::toString(Source.takeError()));
        return nullptr;
      }
      if (P.Where.Dir.empty())
        P.Where.Dir = Context.WorkDir;
      readHeader(P, **Source);
      continue;
    }
    llvm::SmallString<128> Absolute(Arg);
    fs::make_absolute(Context.WorkDir, Absolute);
    path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    StringRef Dir = path::parent_path(Absolute);
    if (P.Where.Dir.empty())
      P.Where.Dir = Dir.str();
    else if (P.Where.Dir != Dir) {
      error(DiagCode::Usage, Pos(),
            "named files must all be in one directory; have " + P.Where.Dir +
                " and " + Dir);
      return nullptr;
    }
    // Constraints are not asked: who names a file wants it.
    const SourceFile *Source = openSource(Absolute, Arg);
    if (!Source)
      return nullptr;
    readHeader(P, *Source);
  }
  for (auto &I : P.Imports)
    if (I.Path == "C")
      error(DiagCode::Unsupported, I.At, "import \"C\": cgo is not supported");
  return &P;
}

LoadedPackage *PackageLoader::addDirectory(StringRef Dir) {
  auto L = Resolver.locateDirectory(Dir);
  if (!L) {
    error(DiagCode::BadModule, Pos(), llvm::toString(L.takeError()));
    return nullptr;
  }
  return getPackage(*L, /*Named=*/true);
}

/// Whether the main module's go.mod leaves Dir out of patterns.
bool PackageLoader::ignored(StringRef Dir) const {
  const Module *M = Resolver.mainModule();
  return M && Dir.consume_front(M->Dir) && Dir.consume_front("/") &&
         M->File.ignores(Dir);
}

/// Whether Name is what Pattern stands for: "..." matches any string, and a/...
/// also a itself.
static bool matchesPattern(StringRef Pattern, StringRef Name) {
  size_t Dots = Pattern.find("...");
  if (Dots == StringRef::npos)
    return Pattern == Name;
  StringRef Rest = Pattern.substr(Dots + 3);
  if (Rest.empty() && Pattern.take_front(Dots) == (Name + "/").str())
    return true;
  if (!Name.consume_front(Pattern.take_front(Dots)))
    return false;
  for (size_t Skip = 0; Skip <= Name.size(); ++Skip)
    if (matchesPattern(Rest, Name.substr(Skip)))
      return true;
  return false;
}

bool PackageLoader::addTree(StringRef Dir, StringRef Pattern, bool Paths,
                            bool KeepVendor) {
  std::vector<std::string> SubDirs;
  std::error_code EC;
  bool HasGo = false, Any = false;
  for (fs::directory_iterator I(Dir, EC), E; !EC && I != E; I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    if (Name.starts_with("_") || Name.starts_with("."))
      continue;
    if (Name.ends_with(".go"))
      HasGo = true;
    else if (I->type() == fs::file_type::directory_file && Name != "testdata" &&
             (KeepVendor || Name != "vendor") && !ignored(I->path()) &&
             !fs::exists(I->path() + "/go.mod"))
      SubDirs.push_back(I->path());
  }
  if (HasGo) {
    auto L = Resolver.locateDirectory(Dir);
    if (!L) {
      error(DiagCode::BadModule, Pos(), llvm::toString(L.takeError()));
      return true;
    }
    bool Wanted = matchesPattern(Pattern, Paths ? L->ImportPath : Dir);
    Any = Wanted;
    if (Wanted) {
      // A directory without files for this build is no error in a pattern.
      LoadedPackage *P = getPackage(*L, /*Named=*/false);
      if (P && !llvm::is_contained(Roots, P)) {
        P->Named = true;
        Roots.push_back(P);
      }
    }
  }
  llvm::sort(SubDirs);
  for (const std::string &Sub : SubDirs)
    Any |= addTree(Sub, Pattern, Paths, KeepVendor);
  return Any;
}

void PackageLoader::addPattern(StringRef Arg) {
  bool IsDir = Arg.starts_with("./") || Arg.starts_with("../") || Arg == "." ||
               Arg == ".." || path::is_absolute(Arg);
  if (Arg == "std") {
    size_t Before = Roots.size();
    addTree(Resolver.stdDirectory(), "...", /*Paths=*/true,
            /*KeepVendor=*/true);
    // cmd and builtin are in GOROOT/src but are not part of std.
    Roots.erase(std::remove_if(Roots.begin() + Before, Roots.end(),
                               [](LoadedPackage *P) {
                                 StringRef Path = P->Where.ImportPath;
                                 return Path == "cmd" || Path == "builtin" ||
                                        Path.starts_with("cmd/");
                               }),
                Roots.end());
    return;
  }
  if (Arg == "cmd") {
    llvm::SmallString<128> Dir(Resolver.stdDirectory());
    path::append(Dir, "cmd");
    addTree(Dir, "...", /*Paths=*/true, /*KeepVendor=*/true);
    return;
  }
  if (Arg.contains("...")) {
    bool Any;
    StringRef Base = Arg.take_front(Arg.find("..."));
    if (IsDir) {
      // The walk starts at the last folder before the dots.
      llvm::SmallString<128> Dir(Base.take_front(Base.rfind('/') + 1));
      StringRef Tail = Arg.substr(Dir.size());
      fs::make_absolute(Context.WorkDir, Dir);
      path::remove_dots(Dir, true);
      if (Dir.size() > 1 && StringRef(Dir).ends_with("/"))
        Dir.pop_back();
      Any = addTree(Dir, (Dir + "/" + Tail).str(), /*Paths=*/false, false);
    } else if (const Module *M = Resolver.mainModule();
               M && (Base.empty() || Base.starts_with(M->Path) ||
                     StringRef(M->Path).starts_with(Base.rtrim('/')))) {
      Any = addTree(M->Dir, Arg, /*Paths=*/true, false);
    } else {
      Any = addTree(Resolver.stdDirectory(), Arg, /*Paths=*/true, false);
    }
    if (!Any)
      Unmatched.push_back(Arg.str());
    return;
  }
  LoadedPackage *P = nullptr;
  if (IsDir) {
    llvm::SmallString<128> Dir(Arg);
    fs::make_absolute(Context.WorkDir, Dir);
    path::remove_dots(Dir, true);
    if (Dir.size() > 1 && StringRef(Dir).ends_with("/"))
      Dir.pop_back();
    if (!fs::is_directory(Dir)) {
      error(DiagCode::IO, Pos(), "stat " + Dir + ": directory not found");
      return;
    }
    P = addDirectory(Dir);
  } else {
    auto L = Resolver.resolve(Arg, nullptr);
    if (!L) {
      error(DiagCode::BrokenImport, Pos(), llvm::toString(L.takeError()));
      return;
    }
    P = getPackage(*L, /*Named=*/true);
  }
  if (P && !llvm::is_contained(Roots, P)) {
    P->Named = true;
    Roots.push_back(P);
  }
}

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

LoadedPackage *PackageLoader::getPackage(const PackageLocation &L, bool Named) {
  LoadedPackage *&Slot = ByPath[L.ImportPath];
  if (Slot)
    return Slot;
  LoadedPackage &P = Packages.emplace_back();
  P.Where = L;
  if (!selectFiles(P, Named)) {
    Packages.pop_back();
    ByPath.erase(L.ImportPath);
    return nullptr;
  }
  return ByPath[L.ImportPath] = &P;
}

bool PackageLoader::allowedInternal(const LoadedPackage &From,
                                    const LoadedPackage &To) {
  StringRef Path = To.Where.ImportPath;
  // The last element "internal" decides: only what is below its parent may
  // import the package.
  size_t At = StringRef::npos;
  if (Path.ends_with("/internal"))
    At = Path.size() - 8;
  else if (size_t Middle = Path.rfind("/internal/"); Middle != StringRef::npos)
    At = Middle + 1;
  else if (Path == "internal" || Path.starts_with("internal/"))
    At = 0;
  if (At == StringRef::npos)
    return true;
  if (To.Where.Std)
    return From.Where.Std;
  // External tests may import what their package may.
  const LoadedPackage &Of = From.Tests ? *From.Tests : From;
  std::string Importer = Of.Where.ImportPath;
  if (Importer == CommandLine) {
    auto L = Resolver.locateDirectory(From.Where.Dir);
    if (!L) {
      llvm::consumeError(L.takeError());
      return true;
    }
    Importer = L->ImportPath;
  }
  StringRef Parent = Path.take_front(At).rtrim('/');
  StringRef Rest = Importer;
  return Parent.empty() || (Rest.consume_front(Parent) &&
                            (Rest.empty() || Rest.starts_with("/")));
}

void PackageLoader::resolveImports(LoadedPackage &P) {
  llvm::StringMap<LoadedPackage *> Seen;
  for (LoadedPackage::Import &I : P.Imports) {
    if (I.Path == "unsafe" || I.Path == "C")
      continue;
    auto [It, New] = Seen.try_emplace(I.Path, nullptr);
    if (!New) {
      I.Target = It->second;
      continue;
    }
    // The package under test and its external tests are already there; no
    // directory stands for the latter.
    if (LoadedPackage *Known = ByPath.lookup(I.Path); Known && P.IsTestMain) {
      It->second = I.Target = Known;
      continue;
    }
    auto L = Resolver.resolve(I.Path, &P.Where);
    if (!L) {
      error(DiagCode::BrokenImport, I.At, llvm::toString(L.takeError()));
      continue;
    }
    LoadedPackage *Target = getPackage(*L, /*Named=*/false);
    if (!Target) {
      error(DiagCode::NoGoFiles, I.At,
            hasGoFiles(L->Dir)
                ? "build constraints exclude all Go files in " + L->Dir
                : "no Go files in " + L->Dir);
      continue;
    }
    if (!Context.KeepAssembly && !P.IsTestMain &&
        !allowedInternal(P, *Target)) {
      error(DiagCode::BrokenImport, I.At,
            "use of internal package " + I.Path + " not allowed");
      continue;
    }
    if (Target->Name == "main" && !P.IsTestMain && Target != P.Tests) {
      error(DiagCode::BrokenImport, I.At,
            "import \"" + I.Path +
                "\" is a program, not an importable package");
      continue;
    }
    It->second = I.Target = Target;
  }
}

void PackageLoader::visit(LoadedPackage &P,
                          llvm::SmallVectorImpl<LoadedPackage *> &Path) {
  if (P.State == LoadedPackage::Done)
    return;
  Path.push_back(&P);
  if (P.State == LoadedPackage::Active) {
    std::string Text;
    for (LoadedPackage *Q : Path)
      Text +=
          (Text.empty() ? "package " : "\n\timports ") + Q->Where.ImportPath;
    error(DiagCode::ImportCycle, Pos(), Text + ": import cycle not allowed");
    for (LoadedPackage *Q : Path)
      Q->Broken = true;
    Path.pop_back();
    return;
  }
  P.State = LoadedPackage::Active;
  resolveImports(P);
  std::vector<LoadedPackage *> Targets;
  for (auto &I : P.Imports)
    if (I.Target)
      Targets.push_back(I.Target);
  llvm::sort(Targets, [](auto *A, auto *B) {
    return A->Where.ImportPath < B->Where.ImportPath;
  });
  Targets.erase(llvm::unique(Targets), Targets.end());
  for (LoadedPackage *T : Targets)
    visit(*T, Path);
  P.State = LoadedPackage::Done;
  Path.pop_back();
  Order.push_back(&P);
}

bool PackageLoader::findNamed(llvm::ArrayRef<std::string> Args) {
  bool Files = llvm::any_of(
      Args, [](StringRef A) { return A == "-" || A.ends_with(".go"); });
  llvm::SmallString<128> Start(Context.WorkDir);
  if (Files && Args[0] != "-" && !fs::exists(Start + "/go.mod")) {
    // Without a module at hand, that of the files.
    Start = Args[0];
    fs::make_absolute(Context.WorkDir, Start);
    path::remove_dots(Start, true);
    path::remove_filename(Start);
  }
  if (llvm::Error E = Resolver.findMainModule(Start)) {
    error(DiagCode::BadModule, Pos(), llvm::toString(std::move(E)));
    return false;
  }
  if (Files) {
    for (StringRef A : Args)
      if (A != "-" && !A.ends_with(".go")) {
        error(DiagCode::Usage, Pos(), "named files must be .go files: " + A);
        return false;
      }
    if (LoadedPackage *P = addFiles(Args))
      Roots.push_back(P);
  } else {
    for (StringRef A : Args)
      addPattern(A);
  }
  return !Roots.empty();
}

bool PackageLoader::loadImports() {
  if (Opts.Test && !addTests())
    return false;
  llvm::SmallVector<LoadedPackage *, 32> Path;
  if (Opts.NeedRuntime) {
    PackageLocation FromStd;
    FromStd.Std = true;
    auto L = Resolver.resolve("runtime", &FromStd);
    LoadedPackage *Runtime = nullptr;
    if (L)
      Runtime = getPackage(*L, true);
    else
      error(DiagCode::BrokenImport, Pos(), llvm::toString(L.takeError()));
    if (!Runtime)
      return false;
    visit(*Runtime, Path);
  }
  for (LoadedPackage *R : Roots)
    visit(*R, Path);
  for (LoadedPackage *P : Order) {
    // Files named on the command line belong to no module.
    bool InModule = P->Where.Mod && P->Where.ImportPath != CommandLine;
    P->Lang = InModule ? P->Where.Mod->GoVersion : CurrentLangVersion;
    if (P->Named && Opts.Lang.isSet())
      P->Lang = Opts.Lang;
  }
  return true;
}
