//===- MainModules.cpp - go.mod, go.work and what they decide -------------===//
//
// Which modules are being worked on, what replaces others, and whether packages
// come from a vendor folder: all that is known before the first package is
// looked for. Messages are the go command's.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/ModuleResolver.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <set>

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

/// What ends the command, as its own words.
static llvm::Error fatal(const Twine &Text) {
  return llvm::createStringError("go: " + Text);
}

static std::string joined(StringRef Dir, StringRef Name) {
  llvm::SmallString<128> P(path::is_absolute(Name) ? Name : Dir);
  if (!path::is_absolute(Name))
    path::append(P, Name);
  path::remove_dots(P, /*remove_dot_dot=*/true);
  return P.str().str();
}

/// The nearest folder from Dir upwards that Has accepts.
static std::string nearest(StringRef Dir,
                           llvm::function_ref<bool(StringRef)> Has) {
  llvm::SmallString<128> D(Dir);
  while (D.size() > 1 && StringRef(D).ends_with("/"))
    D.pop_back();
  while (!Has(D)) {
    if (path::relative_path(D).empty())
      return "";
    path::remove_filename(D);
  }
  return D.str().str();
}

std::string ModuleResolver::moduleRoot(StringRef Dir) const {
  return nearest(Dir, [&](StringRef D) {
    return Context.Files.isFile(joined(D, "go.mod"));
  });
}

/// $GOWORK, or the nearest go.work; empty: no workspace.
llvm::Expected<std::string> ModuleResolver::workFilePath(StringRef Dir) const {
  const char *Variable = std::getenv("GOWORK");
  StringRef Value = Variable ? Variable : "";
  if (Value == "off")
    return "";
  if (!Value.empty() && Value != "auto") {
    if (!path::is_absolute(Value))
      return fatal("invalid GOWORK: not an absolute path");
    return Value.str();
  }
  // std has its dependencies with it, whatever is above GOROOT.
  bool LeftStd = false;
  std::string Found = nearest(Dir, [&](StringRef D) {
    LeftStd |= D == Context.GoRoot;
    return LeftStd || Context.Files.isFile(joined(D, "go.work"));
  });
  return LeftStd || Found.empty() ? "" : joined(Found, "go.work");
}

llvm::Expected<GoMod> ModuleResolver::readModFile(StringRef File,
                                                  ModFileKind Kind) const {
  std::string Short = Context.shortPath(File);
  StringRef What = Kind == ModFileKind::Work ? "go.work" : "go.mod";
  auto Buffer = Context.Files.read(File);
  if (!Buffer) {
    std::string Why = Buffer.getError().message();
    Why[0] = llvm::toLower(Why[0]);
    if (Kind == ModFileKind::Work)
      return fatal("reading go.work: open " + Short + ": " + Why);
    return llvm::createStringError("open " + Short + ": " + Why);
  }
  auto Mod = parseGoMod((*Buffer)->getBuffer(), Short, Kind);
  if (!Mod && Kind != ModFileKind::Dependency)
    return llvm::createStringError("errors parsing " +
                                   (Kind == ModFileKind::Work ? What : Short) +
                                   ":\n" + llvm::toString(Mod.takeError()));
  if (Mod && Kind == ModFileKind::Main && Mod->Module.empty())
    return llvm::createStringError(
        "error reading " + Short +
        ": missing module declaration. To specify the module path:\n\tgo mod "
        "edit -module=example.com/mod");
  return Mod;
}

llvm::Expected<std::unique_ptr<Module>>
ModuleResolver::readMain(StringRef Dir) const {
  std::string File = Context.ModFile.empty()
                         ? joined(Dir, "go.mod")
                         : joined(Context.WorkDir, Context.ModFile);
  auto Mod = readModFile(File, ModFileKind::Main);
  if (!Mod)
    return Mod.takeError();
  auto M = std::make_unique<Module>();
  M->Path = Mod->Module;
  M->Dir = Dir.str();
  // A module without go directive is written in Go 1.16.
  M->GoVersion = Mod->GoVersion.isSet() ? Mod->GoVersion : LangVersion{16};
  M->File = std::move(*Mod);
  M->IsMain = true;
  return M;
}

static StringRef goLineOr(const GoMod &File, StringRef Default) {
  return File.GoLine.empty() ? Default : StringRef(File.GoLine);
}

llvm::Error ModuleResolver::readWorkspace(StringRef File) {
  std::string Short = Context.shortPath(File);
  auto Parsed = readModFile(File, ModFileKind::Work);
  if (!Parsed) {
    std::string Why = llvm::toString(Parsed.takeError());
    return llvm::createStringError(
        StringRef(Why).starts_with("go: ") ? Why : "go: " + Why);
  }
  Work = std::move(*Parsed);
  WorkFile = File.str();
  Root = path::parent_path(File).str();
  StringRef Running = StringRef(Context.GoVersion).take_until([](char C) {
    return C == '-' || C == ' ';
  });
  Running.consume_front("go");
  if (compareGoVersions(Work->GoLine, Running) > 0)
    return fatal(Short + " requires go >= " + Work->GoLine + " (running go " +
                 Running + "; GOTOOLCHAIN=local)");
  std::set<std::string> Seen;
  for (const GoMod::Use &U : Work->Uses) {
    std::string Dir = joined(Root, U.Path);
    while (Dir.size() > 1 && Dir.back() == '/')
      Dir.pop_back();
    if (!Seen.insert(Dir).second)
      return fatal("error loading go.work:\n" + Short + ":" + Twine(U.Line) +
                   ": path " + Dir + " appears multiple times in workspace");
    Mains.push_back(nullptr);
    Mains.back() = std::make_unique<Module>();
    Mains.back()->Dir = Dir;
  }
  std::string Errors;
  auto say = [&](const Twine &Text) {
    Errors += ((Errors.empty() ? "go: " : "\n") + Text).str();
  };
  for (auto &M : Mains) {
    std::string Dir = M->Dir, ShortDir = Context.shortPath(Dir);
    auto Read = readMain(Dir);
    if (!Read) {
      say("cannot load module " + ShortDir +
          " listed in go.work file: " + llvm::toString(Read.takeError()));
      continue;
    }
    StringRef Its = goLineOr((*Read)->File, "1.16");
    StringRef Ours = goLineOr(*Work, "1.18");
    if (compareGoVersions(Its, Ours) > 0 &&
        compareGoVersions(Its, "1.21") >= 0) {
      say("module " + ShortDir +
          " listed in go.work file requires go >= " + Its + ", but go.work " +
          (Work->GoLine.empty() ? "implicitly requires" : "lists") + " go " +
          Ours + "; to download and use go " + Its + ":\n\tgo work use");
      continue;
    }
    M = std::move(*Read);
  }
  if (!Errors.empty())
    return llvm::createStringError(Errors);
  std::set<std::string> Paths;
  for (auto &M : Mains)
    if (!Paths.insert(M->Path).second)
      return fatal("module " + M->Path +
                   " appears multiple times in workspace");
  for (const GoMod::Replacement &R : Work->Replaces)
    if (Paths.count(R.Old.Path) && R.Old.Version.empty())
      return fatal("workspace module " + R.Old.Path +
                   " is replaced at all versions in the go.work file. To fix, "
                   "remove the replacement from the go.work file or specify "
                   "the version at which to replace the module.");
  return llvm::Error::success();
}

static std::string describe(const ModuleVersion &M) {
  return M.Path + (M.Version.empty() ? "" : "@") + M.Version;
}

/// Lines of the go.work win over those of all go.mod files; two of the latter
/// must agree.
llvm::Error ModuleResolver::collectReplacements() {
  std::map<ModuleVersion, ModuleVersion> Chosen;
  std::set<std::string> ByWork;
  if (Work)
    for (const GoMod::Replacement &R : Work->Replaces) {
      auto [It, New] = Chosen.try_emplace(R.Old, R.New);
      if (!New && It->second != R.New)
        return fatal("conflicting replacements for " + describe(R.Old) +
                     ":\n\t" + describe(It->second) + "\n\t" + describe(R.New));
      ByWork.insert(R.Old.Path);
      Replacements.push_back({R, Context.shortPath(WorkFile)});
    }
  for (const auto &M : Mains) {
    std::set<ModuleVersion> Own;
    // As in the go command, the last of several lines counts.
    for (const GoMod::Replacement &R : llvm::reverse(M->File.Replaces)) {
      if (ByWork.count(R.Old.Path) || !Own.insert(R.Old).second)
        continue;
      GoMod::Replacement Here = R;
      ModuleVersion Shown = R.New;
      if (Work && R.New.Version.empty() && !path::is_absolute(R.New.Path)) {
        Shown.Path = joined(M->Dir, R.New.Path);
        Here.New.Path = relativePath(Shown.Path, Root);
        if (!StringRef(Here.New.Path).starts_with("..") && Here.New.Path != ".")
          Here.New.Path = "./" + Here.New.Path;
      }
      auto [It, New] = Chosen.try_emplace(R.Old, Shown);
      if (!New && It->second != Shown)
        return fatal("conflicting replacements for " + describe(R.Old) +
                     ":\n\t" + describe(It->second) + "\n\t" + describe(Shown) +
                     "\nuse \"go work edit -replace " + describe(R.Old) +
                     "=[override]\" to resolve");
      Replacements.push_back(
          {Here, Context.shortPath(joined(M->Dir, "go.mod"))});
    }
  }
  return llvm::Error::success();
}

std::optional<ModuleVersion>
ModuleResolver::replacementOf(const ModuleVersion &M,
                              std::string *Source) const {
  if (M.Version.empty() && mainModule(M.Path))
    return std::nullopt;
  // Within a file a line for the version wins over one for all.
  const Replacement *All = nullptr;
  for (const Replacement &R : Replacements) {
    if (All && All->Source != R.Source)
      break;
    if (R.Line.Old.Path != M.Path)
      continue;
    bool Exact = R.Line.Old.Version == M.Version;
    if (!Exact && !R.Line.Old.Version.empty())
      continue;
    if (!All || Exact)
      All = &R;
    if (Exact)
      break;
  }
  if (!All)
    return std::nullopt;
  if (Source)
    *Source = All->Source;
  return All->Line.New;
}

std::string ModuleResolver::vendorDirectory() const {
  return Root.empty() ? "" : joined(Root, "vendor");
}

/// -mod says so, or by default: a vendor folder of the build's kind, in a
/// module of Go 1.14 or newer.
llvm::Error ModuleResolver::chooseVendor() {
  if (Context.Mod != ModMode::Default) {
    if (Work && Context.Mod == ModMode::Mod)
      return fatal(
          "-mod may only be set to readonly or vendor when in "
          "workspace mode, but it is set to \"mod\"\n\tRemove the -mod "
          "flag to use the default readonly value, \n\tor set "
          "GOWORK=off to disable workspace mode.");
    VendorMode = Context.Mod == ModMode::Vendor;
    return VendorMode ? readVendor() : llvm::Error::success();
  }
  const GoMod *File = settings();
  if (!File || !Context.Files.isDirectory(vendorDirectory()))
    return llvm::Error::success();
  if (File->GoLine.empty()) {
    ModReason = ("Go version in " + settingsName() +
                 " is unspecified, so vendor directory was not used.")
                    .str();
  } else if (File->GoVersion < LangVersion{14}) {
    ModReason = ("Go version in " + settingsName() + " is " + File->GoLine +
                 ", so vendor directory was not used.")
                    .str();
  } else {
    auto Text = Context.Files.read(joined(vendorDirectory(), "modules.txt"));
    bool ForWorkspace = Text && isForWorkspace((*Text)->getBuffer());
    if (ForWorkspace != inWorkspace()) {
      ModReason = ForWorkspace ? "Outside workspace mode, but vendor directory "
                                 "is for a workspace."
                               : "In workspace mode, but vendor directory is "
                                 "not for a workspace";
    } else {
      VendorMode = true;
      ModReason = ("Go version in " + settingsName() +
                   " is at least 1.14 and vendor directory exists.")
                      .str();
    }
  }
  return VendorMode ? readVendor() : llvm::Error::success();
}

llvm::Error ModuleResolver::readVendor() {
  if (Root.empty())
    return llvm::Error::success();
  std::string File = joined(vendorDirectory(), "modules.txt");
  if (auto Text = Context.Files.read(File))
    Vendored = parseVendorList((*Text)->getBuffer());
  std::vector<VendoringModule> Files;
  for (auto &M : Mains)
    Files.push_back({&M->File, Context.shortPath(joined(M->Dir, "go.mod"))});
  if (Files.empty())
    return llvm::Error::success();
  bool Old = !Work && Mains.front()->GoVersion < LangVersion{14};
  if (!Work && Mains.front()->File.GoLine.empty())
    Old = true;
  std::string Wrong = findDisagreements(
      Vendored, Files, Work ? &*Work : nullptr, Old,
      [&](const ModuleVersion &M) -> std::pair<ModuleVersion, std::string> {
        std::string Source;
        auto R = replacementOf(M, &Source);
        return {R ? *R : ModuleVersion(), Source};
      });
  if (!Wrong.empty())
    return fatal("inconsistent vendoring in " + Root + ":" + Wrong +
                 "\n\n\tTo ignore the vendor directory, use -mod=readonly or "
                 "-mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo " +
                 (Work ? "work" : "mod") + " vendor");
  for (const ModuleVersion &V : Vendored.Used) {
    auto M = std::make_unique<Module>();
    M->Path = V.Path;
    M->Version = V.Version;
    M->Dir = joined(vendorDirectory(), V.Path);
    M->GoVersion = LangVersion{16};
    if (auto It = Vendored.Modules.find(V); It != Vendored.Modules.end()) {
      if (auto Go = LangVersion::parse(It->second.GoLine))
        M->GoVersion = *Go;
      if (!It->second.Replacement.Path.empty())
        M->Replacement = It->second.Replacement;
    }
    // That of all versions is noted under the path alone.
    if (!M->Replacement)
      if (auto It = Vendored.Modules.find({V.Path, ""});
          It != Vendored.Modules.end() && !It->second.Replacement.Path.empty())
        M->Replacement = It->second.Replacement;
    VendoredModules[V] = std::move(M);
  }
  return llvm::Error::success();
}

llvm::Error ModuleResolver::findMainModules(StringRef Dir) {
  Mains.clear();
  Replacements.clear();
  Root.clear();
  if (Context.OnlyStd)
    return llvm::Error::success();
  std::string ModRoot = moduleRoot(Dir);
  // GOROOT/src/go.mod is the std module itself, which is resolved as such.
  bool IsStd = false;
  if (!ModRoot.empty() && !fs::equivalent(ModRoot, stdDirectory(), IsStd) &&
      IsStd)
    return llvm::Error::success();
  auto WorkPath = workFilePath(Dir);
  if (!WorkPath)
    return WorkPath.takeError();
  if (!Context.ModFile.empty()) {
    if (!WorkPath->empty())
      return fatal("-modfile cannot be used in workspace mode");
    if (ModRoot.empty())
      return fatal("cannot find main module, but -modfile was set.\n\t-modfile "
                   "cannot be used to set the module root directory.");
    if (!StringRef(Context.ModFile).ends_with(".mod"))
      return fatal("-modfile=" + Context.ModFile +
                   ": file does not have .mod extension");
  }
  if (!WorkPath->empty()) {
    if (llvm::Error E = readWorkspace(*WorkPath))
      return E;
  } else if (!ModRoot.empty()) {
    auto M = readMain(ModRoot);
    if (!M)
      return fatal(llvm::toString(M.takeError()));
    Root = ModRoot;
    Mains.push_back(std::move(*M));
  }
  if (llvm::Error E = collectReplacements())
    return E;
  return chooseVendor();
}

const Module *ModuleResolver::mainModule() const {
  std::string ModRoot = moduleRoot(Context.WorkDir);
  for (auto &M : Mains)
    if (M->Dir == ModRoot)
      return M.get();
  return Mains.size() == 1 ? Mains.front().get() : nullptr;
}

const Module *ModuleResolver::mainModule(StringRef Path) const {
  for (auto &M : Mains)
    if (M->Path == Path)
      return M.get();
  return nullptr;
}

const GoMod *ModuleResolver::settings() const {
  if (Work)
    return &*Work;
  return Mains.empty() ? nullptr : &Mains.front()->File;
}

StringRef ModuleResolver::sumOf(const ModuleVersion &M) {
  if (!Sums) {
    Sums.emplace();
    auto add = [&](const std::string &File) {
      if (auto Buffer = Context.Files.read(File))
        *Sums += ((*Buffer)->getBuffer() + "\n").str();
    };
    if (Work)
      add(WorkFile + ".sum");
    for (auto &Main : Mains) {
      StringRef Other = Context.ModFile;
      if (Other.consume_back(".mod"))
        add(joined(Context.WorkDir, Other.str() + ".sum"));
      else
        add(Main->Dir + "/go.sum");
    }
  }
  StringRef Left = *Sums, Line;
  std::string Start = M.Path + " " + M.Version + " ";
  while (!Left.empty()) {
    std::tie(Line, Left) = Left.split('\n');
    if (Line.consume_front(Start))
      return Line.trim();
  }
  return "";
}
