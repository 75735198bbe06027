//===- BuildContext.cpp - Tags, file names and GOROOT ---------------------===//
#include "frontend/packages/BuildContext.h"
#include "frontend/basic/LangVersion.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <cstdlib>

using namespace ogo;
using llvm::StringRef;

/// Names that a file suffix can mean; others are just part of the name.
static bool isKnownOS(StringRef S) {
  static constexpr StringRef Names[] = {
      "aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",
      "illumos", "ios",     "js",      "linux",     "nacl",    "netbsd",
      "openbsd", "plan9",   "solaris", "wasip1",    "windows", "zos"};
  return llvm::is_contained(Names, S);
}

static bool isKnownArch(StringRef S) {
  static constexpr StringRef Names[] = {
      "386",       "amd64",       "amd64p32", "arm",    "armbe",   "arm64",
      "arm64be",   "loong64",     "mips",     "mipsle", "mips64",  "mips64le",
      "mips64p32", "mips64p32le", "ppc",      "ppc64",  "ppc64le", "riscv",
      "riscv64",   "s390",        "s390x",    "sparc",  "sparc64", "wasm"};
  return llvm::is_contained(Names, S);
}

bool BuildContext::satisfied(StringRef Tag) const {
  if (Tag == "linux" || Tag == "unix" || Tag == "gc")
    return true;
  if (Tag == GoArch)
    return !WithoutAssembly;
  if (WithoutAssembly && (Tag == "purego" || Tag == "noasm" ||
                          Tag == "appengine" || Tag == "math_big_pure_go"))
    return true;
  StringRef Release = Tag;
  unsigned Minor;
  if (Release.consume_front("go1.") && !Release.getAsInteger(10, Minor))
    return Minor >= 1 && int(Minor) <= CurrentLangVersion.Minor;
  if (StringRef Name = Tag; Name.consume_front("goexperiment."))
    return llvm::is_contained(Experiments, Name);
  return llvm::is_contained(Tags, Tag);
}

bool BuildContext::matchesFileName(StringRef Name) const {
  Name = Name.split('.').first;
  // What precedes the first underscore is never a target: linux.go is not
  // limited to linux.
  size_t Under = Name.find('_');
  if (Under == StringRef::npos)
    return true;
  llvm::SmallVector<StringRef, 4> Parts;
  Name.substr(Under + 1).split(Parts, '_');
  if (!Parts.empty() && Parts.back() == "test")
    Parts.pop_back();
  if (Parts.empty())
    return true;
  StringRef Last = Parts.back();
  if (Parts.size() >= 2 && isKnownOS(Parts[Parts.size() - 2]) &&
      isKnownArch(Last))
    return satisfied(Last) && satisfied(Parts[Parts.size() - 2]);
  if (isKnownOS(Last) || isKnownArch(Last))
    return satisfied(Last);
  return true;
}

/// What gc 1.27 builds with, in the order of its own list, because constraints
/// in std and elsewhere ask for the names. regabiargs is left out: it promises
/// assembly that follows gc's calling convention.
static constexpr StringRef DefaultExperiments[] = {"regabiwrappers",
                                                   "dwarf5",
                                                   "jsonv2",
                                                   "greenteagc",
                                                   "randomizedheapbase64",
                                                   "sizespecializedmalloc"};

llvm::Error BuildContext::chooseExperiments(StringRef List) {
  Experiments.assign(std::begin(DefaultExperiments),
                     std::end(DefaultExperiments));
  llvm::SmallVector<StringRef, 4> Words;
  List.split(Words, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Word : Words) {
    if (Word == "none") {
      Experiments.clear();
      continue;
    }
    StringRef Name = Word;
    bool On = !Name.consume_front("no");
    if (Name == "regabi" || Name == "regabiargs")
      continue;
    // std has a file for each experiment there is.
    llvm::SmallString<128> Known(GoRoot);
    llvm::sys::path::append(Known, "src", "internal", "goexperiment",
                            "exp_" + Name + "_on.go");
    if (!llvm::sys::fs::exists(Known))
      return llvm::createStringError("unknown GOEXPERIMENT " + Name);
    bool IsOn = llvm::is_contained(Experiments, Name);
    if (On && !IsOn && !llvm::is_contained(DefaultExperiments, Name))
      return llvm::createStringError("GOEXPERIMENT " + Name +
                                     " is not supported");
    if (On && !IsOn)
      Experiments.push_back(Name.str());
    else if (!On && IsOn)
      llvm::erase(Experiments, Name);
  }
  std::string Off;
  for (StringRef Name : DefaultExperiments)
    if (!llvm::is_contained(Experiments, Name))
      Off += (Off.empty() ? "no" : ",no") + Name.str();
  if (!Off.empty())
    GoVersion += "-X:" + Off;
  return llvm::Error::success();
}

/// First line of Dir/VERSION. Sources alone, as Debian packs them, have no such
/// file, but a constant that says 27 for 1.27. Empty if there is neither.
static std::string readVersion(StringRef Dir) {
  llvm::SmallString<128> Path(Dir);
  llvm::sys::path::append(Path, "VERSION");
  if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
    return (*Buffer)->getBuffer().split('\n').first.trim().str();
  Path = Dir;
  llvm::sys::path::append(Path, "src", "internal", "goversion", "goversion.go");
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return "";
  StringRef Minor = (*Buffer)->getBuffer().split("const Version = ").second;
  Minor = Minor.take_while(llvm::isDigit);
  return Minor.empty() ? "" : ("go1." + Minor).str();
}

static bool hasStdSources(StringRef Dir) {
  llvm::SmallString<128> Path(Dir);
  llvm::sys::path::append(Path, "src", "errors", "errors.go");
  return llvm::sys::fs::exists(Path);
}

/// Output of `go env GOROOT`, empty if there is no go command.
static std::string askGoCommand() {
  auto Go = llvm::sys::findProgramByName("go");
  if (!Go)
    return "";
  llvm::SmallString<128> Out;
  if (llvm::sys::fs::createTemporaryFile("ogo-goroot", "txt", Out))
    return "";
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out),
                                          StringRef("")};
  StringRef Args[] = {*Go, "env", "GOROOT"};
  std::string Result;
  if (llvm::sys::ExecuteAndWait(*Go, Args, std::nullopt, Redirects, 10) == 0)
    if (auto Buffer = llvm::MemoryBuffer::getFile(Out))
      Result = (*Buffer)->getBuffer().trim().str();
  llvm::sys::fs::remove(Out);
  return Result;
}

llvm::Expected<std::string> ogo::findGoRoot(StringRef Flag,
                                            std::string *Version) {
  auto accept = [&](StringRef Dir) {
    std::string Found = readVersion(Dir);
    StringRef Rest = Found;
    if (!Rest.consume_front("go1.27") || !hasStdSources(Dir) ||
        !(Rest.empty() || Rest.starts_with(".") || Rest.starts_with("rc")))
      return false;
    *Version = Found;
    return true;
  };
  auto reject = [&](StringRef Dir, StringRef From) -> llvm::Error {
    std::string Found = readVersion(Dir);
    if (Found.empty() || !hasStdSources(Dir))
      return llvm::createStringError(
          "%s (%s) holds no Go standard library: no VERSION or src in it",
          Dir.str().c_str(), From.str().c_str());
    return llvm::createStringError(
        "%s (%s) is %s, but ogo needs the standard library of Go 1.27",
        Dir.str().c_str(), From.str().c_str(), Found.c_str());
  };

  // What was asked for explicitly is used or refused, never replaced.
  if (!Flag.empty()) {
    if (accept(Flag))
      return Flag.str();
    return reject(Flag, "--goroot");
  }
  if (const char *Env = std::getenv("GOROOT"); Env && *Env) {
    if (accept(Env))
      return std::string(Env);
    return reject(Env, "$GOROOT");
  }
  // Debian's place first: it is known without starting a process.
  for (StringRef Dir : {"/usr/lib/go-1.27", "/usr/share/go-1.27"})
    if (accept(Dir))
      return Dir.str();
  std::string FromGo = askGoCommand();
  if (!FromGo.empty()) {
    if (accept(FromGo))
      return FromGo;
    return reject(FromGo, "go env GOROOT");
  }
  return llvm::createStringError(
      "cannot find the standard library of Go 1.27: install golang-1.27-src, "
      "or name a GOROOT with --goroot or $GOROOT");
}
