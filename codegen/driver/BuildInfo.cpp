//===- BuildInfo.cpp - Modules, settings and commit of a program ----------===//
#include "codegen/driver/BuildInfo.h"
#include "codegen/driver/VersionControl.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <map>

using namespace ogo;
using llvm::StringRef;

/// runtime/debug takes 16 bytes off both ends: gc's linker marks the text so
/// that it can be found in any file.
static constexpr unsigned char StartMark[] = {
    0x30, 0x77, 0xaf, 0x0c, 0x92, 0x74, 0x08, 0x02,
    0x41, 0xe1, 0xc1, 0x07, 0xe6, 0xd6, 0x18, 0xe6};
static constexpr unsigned char EndMark[] = {0xf9, 0x32, 0x43, 0x31, 0x86, 0x18,
                                            0x20, 0x72, 0x00, 0x82, 0x42, 0x10,
                                            0x41, 0x16, 0xd8, 0xf2};

namespace {
class Writer {
public:
  Writer(const Options &Opts, PackageLoader &Loader)
      : Opts(Opts), Loader(Loader) {}
  void line(StringRef Word, const Module &M);
  void setting(StringRef Key, StringRef Value);
  void dependencies(const LoadedPackage &Main);
  void flags(StringRef GoDebug);
  std::string Text;

private:
  StringRef sumOf(const ModuleVersion &M);

  const Options &Opts;
  PackageLoader &Loader;
};
} // namespace

StringRef Writer::sumOf(const ModuleVersion &M) {
  if (M.Version.empty() || Loader.resolver().usesVendor())
    return "";
  return Loader.resolver().sumOf(M);
}

void Writer::line(StringRef Word, const Module &M) {
  auto version = [](StringRef V) { return V.empty() ? "(devel)" : V; };
  Text += (Word + "\t" + M.Path + "\t" + version(M.Version)).str();
  if (!M.Replacement) {
    Text += ("\t" + sumOf({M.Path, M.Version}) + "\n").str();
    return;
  }
  const ModuleVersion &R = *M.Replacement;
  Text +=
      ("\n=>\t" + R.Path + "\t" + version(R.Version) + "\t" + sumOf(R) + "\n\n")
          .str();
}

void Writer::setting(StringRef Key, StringRef Value) {
  std::string V = Value.str();
  std::replace(V.begin(), V.end(), '\n', ' ');
  if (StringRef(V).find_first_of(" \t\r\"`") != StringRef::npos) {
    std::string Quoted;
    for (char C : V) {
      if (C == '"' || C == '\\')
        Quoted += '\\';
      if (C == '\t')
        Quoted += "\\t";
      else if (C == '\r')
        Quoted += "\\r";
      else
        Quoted += C;
    }
    V = "\"" + Quoted + "\"";
  }
  Text += ("build\t" + Key + "=" + V + "\n").str();
}

/// Files that are named belong to no module.
static const Module *ownModule(const LoadedPackage &Main) {
  return Main.Where.ImportPath == "command-line-arguments" ? nullptr
                                                           : Main.Where.Mod;
}

void Writer::dependencies(const LoadedPackage &Main) {
  std::map<std::string, const Module *> Found;
  const Module *Own = ownModule(Main);
  for (const LoadedPackage *P : Loader.order())
    if (const Module *M = P->Where.Mod; M && P != &Main && M != Own)
      Found[M->Path] = M;
  for (auto &[Path, M] : Found)
    line("dep", *M);
}

void Writer::flags(StringRef GoDebug) {
  if (Opts.AsmFlags)
    setting("-asmflags", *Opts.AsmFlags);
  setting("-buildmode", "exe");
  setting("-compiler", "gc");
  if (!Opts.GcFlags.empty())
    setting("-gcflags", Opts.GcFlags);
  if (!Opts.LdFlags.empty() && !Opts.TrimPath)
    setting("-ldflags", Opts.LdFlags);
  if (!Opts.Context.Tags.empty())
    setting("-tags", llvm::join(Opts.Context.Tags, ","));
  if (Opts.TrimPath)
    setting("-trimpath", "true");
  if (!GoDebug.empty())
    setting("DefaultGODEBUG", GoDebug);
  setting("CGO_ENABLED", "0");
  setting("GOARCH", Opts.Context.GoArch);
  auto variable = [&](const char *Name, StringRef Default) {
    const char *Value = std::getenv(Name);
    StringRef V = Value && *Value ? Value : Default;
    if (!V.empty())
      setting(Name, V);
  };
  variable("GOEXPERIMENT", "");
  setting("GOOS", "linux");
  if (Opts.Arch == TargetArch::AArch64)
    variable("GOARM64", "v8.0");
  else
    variable("GOAMD64", "v1");
}

/// The commit, if the working directory, the program and its module belong to
/// one repository.
static llvm::Expected<std::optional<CommitInfo>>
findCommit(const Options &Opts, const LoadedPackage &Main) {
  bool Asked = Opts.BuildVCS == Options::VCS::Always;
  if (Opts.BuildVCS == Options::VCS::Never ||
      (!Asked && Opts.Cmd != Command::Build) || !ownModule(Main) ||
      !ownModule(Main)->Version.empty())
    return std::nullopt;
  std::string Root = repositoryRoot(Opts.Context.WorkDir);
  if (Root.empty())
    return std::nullopt;
  auto same = [&](StringRef What, StringRef Dir) -> llvm::Expected<bool> {
    std::string Its = repositoryRoot(Dir);
    if (Its == Root)
      return true;
    if (!Asked)
      return false;
    return llvm::createStringError(
        What + " is in repository \"" + Its +
        "\" but current directory is in repository \"" + Root + "\"");
  };
  for (auto [What, Dir] :
       {std::pair<StringRef, StringRef>("main package", Main.Where.Dir),
        std::pair<StringRef, StringRef>("main module", Main.Where.Mod->Dir)}) {
    auto Same = same(What, Dir);
    if (!Same)
      return Same.takeError();
    if (!*Same)
      return std::nullopt;
  }
  return describeCommit(Root, Main.Where.Mod->Path, Main.Where.Mod->Dir);
}

llvm::Expected<std::string> ogo::makeBuildInfo(const Options &Opts,
                                               PackageLoader &Loader,
                                               const LoadedPackage &Main,
                                               StringRef GoDebug) {
  auto Commit = findCommit(Opts, Main);
  if (!Commit)
    return llvm::createStringError(
        "error obtaining VCS status: " + llvm::toString(Commit.takeError()) +
        "\n\tUse -buildvcs=false to disable VCS stamping.");
  Writer W(Opts, Loader);
  W.Text = "path\t" + Main.Where.ImportPath + "\n";
  if (const Module *Own = ownModule(Main)) {
    Module M;
    M.Path = Own->Path;
    M.Version = Own->Version;
    if (*Commit && !(*Commit)->Version.empty())
      M.Version = (*Commit)->Version;
    W.line("mod", M);
  }
  W.dependencies(Main);
  W.flags(GoDebug);
  if (*Commit) {
    const CommitInfo &C = **Commit;
    W.setting("vcs", "git");
    if (!C.Revision.empty()) {
      W.setting("vcs.revision", C.Revision);
      W.setting("vcs.time", C.Time);
    }
    W.setting("vcs.modified", C.Modified ? "true" : "false");
  }
  return std::string(std::begin(StartMark), std::end(StartMark)) + W.Text +
         std::string(std::begin(EndMark), std::end(EndMark));
}
