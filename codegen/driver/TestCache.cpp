//===- TestCache.cpp - Two-step lookup of test results --------------------===//
#include "codegen/driver/TestCache.h"
#include "codegen/ObjectEmitter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <sys/stat.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// First line of the log that package testing writes.
static constexpr StringRef LogStart = "# test log\n";

/// Whether a result is the same whatever this argument's influence on the
/// output is, because the argument is part of the key; else it is not kept.
static bool isCacheable(StringRef Arg) {
  auto [Name, Value] = Arg.split('=');
  static constexpr StringRef Names[] = {
      "-test.benchtime", "-test.cpu",   "-test.list",    "-test.parallel",
      "-test.run",       "-test.short", "-test.skip",    "-test.timeout",
      "-test.failfast",  "-test.v",     "-test.fullpath"};
  return Arg.contains('=') && llvm::is_contained(Names, Name);
}

TestCache::TestCache(const BuildCache &Cache, const Options &Opts,
                     StringRef Program, StringRef Dir, StringRef Root)
    : Cache(Cache), Dir(Dir), Root(Root) {
  if (!Cache.enabled() || Opts.Test.Here || Root.empty() || Opts.Rebuild)
    return;
  CacheKey K;
  K.add("test").add(Program).add(Dir);
  for (StringRef Arg : Opts.Test.Args) {
    if (Arg.starts_with("-test.outputdir="))
      continue; // where profiles go; nothing that writes them is kept
    if (!isCacheable(Arg))
      return;
    K.add(Arg);
  }
  K.add(Opts.Test.Exec.size());
  for (StringRef Word : Opts.Test.Exec)
    K.add(Word);
  Key = K.str();
}

/// Adds what a program sees of a file without reading it. A directory's entries
/// belong to it if it was opened.
static void addStat(CacheKey &K, const std::string &Name, bool Link) {
  struct stat S;
  if ((Link ? lstat(Name.c_str(), &S) : stat(Name.c_str(), &S)) != 0) {
    K.add(uint64_t(errno));
    return;
  }
  K.add(uint64_t(S.st_size)).add(uint64_t(S.st_mode));
  K.add(uint64_t(S.st_mtim.tv_sec)).add(uint64_t(S.st_mtim.tv_nsec));
}

/// False if the file is so young that it may change without its time.
static bool addOpened(CacheKey &K, const std::string &Name) {
  addStat(K, Name, /*Link=*/false);
  struct stat S;
  if (stat(Name.c_str(), &S) != 0)
    return true;
  if (S_ISDIR(S.st_mode)) {
    std::vector<std::string> Names;
    std::error_code EC;
    for (fs::directory_iterator I(Name, EC, /*follow_symlinks=*/false), E;
         !EC && I != E; I.increment(EC))
      Names.push_back(I->path());
    llvm::sort(Names);
    for (const std::string &N : Names) {
      K.add(N);
      addStat(K, N, /*Link=*/true);
    }
    return true;
  }
  return !S_ISREG(S.st_mode) || time(nullptr) - S.st_mtim.tv_sec >= 2;
}

std::optional<std::string> TestCache::inputsKey(StringRef Log) const {
  if (!Log.consume_front(LogStart) || !(Log.empty() || Log.ends_with("\n")))
    return std::nullopt;
  CacheKey K;
  K.add(Key);
  auto addVariable = [&](StringRef Name) {
    const char *Value = std::getenv(Name.str().c_str());
    K.add("env").add(Name).add(uint64_t(Value != nullptr));
    K.add(Value ? Value : "");
  };
  addVariable("GODEBUG"); // asked for without a word in the log
  std::string Here = Dir;
  while (!Log.empty()) {
    StringRef Line;
    std::tie(Line, Log) = Log.split('\n');
    if (Line.empty())
      continue;
    auto [What, Name] = Line.split(' ');
    if (What == "getenv") {
      addVariable(Name);
      continue;
    }
    if (What == "chdir") {
      Here = Name.str();
      K.add("chdir").add(Name);
      addStat(K, Here, /*Link=*/false);
      continue;
    }
    if (What != "stat" && What != "open")
      return std::nullopt;
    llvm::SmallString<128> Full(Name);
    fs::make_absolute(Here, Full);
    path::remove_dots(Full, /*remove_dot_dot=*/true);
    StringRef Below = Full;
    if (!Below.consume_front(Root) || !(Below.empty() || Below[0] == '/'))
      continue;
    std::string File = Full.str().str();
    K.add(What).add(File);
    if (What == "open") {
      if (!addOpened(K, File))
        return std::nullopt;
    } else {
      addStat(K, File, /*Link=*/false);
      addStat(K, File, /*Link=*/true);
    }
  }
  return K.str();
}

std::optional<std::string> TestCache::find() const {
  if (!enabled())
    return std::nullopt;
  std::string LogFile = Cache.lookup(Key, ".testlog");
  if (LogFile.empty())
    return std::nullopt;
  auto Log = llvm::MemoryBuffer::getFile(LogFile);
  if (!Log)
    return std::nullopt;
  auto Inputs = inputsKey((*Log)->getBuffer());
  std::string File = Inputs ? Cache.lookup(*Inputs, ".testout") : "";
  if (File.empty())
    return std::nullopt;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return std::nullopt;
  // The last line: ok, the package, the time, and perhaps a remark.
  StringRef Output = (*Buffer)->getBuffer();
  if (!Output.ends_with("\n"))
    return std::nullopt;
  size_t Line = Output.drop_back().rfind('\n');
  Line = Line == StringRef::npos ? 0 : Line + 1;
  StringRef Last = Output.substr(Line);
  if (!Last.starts_with("ok  \t"))
    return std::nullopt;
  size_t Tab = Last.find('\t', 5);
  if (Tab == StringRef::npos)
    return std::nullopt;
  StringRef Rest = Last.substr(Tab + 1).drop_while(
      [](char C) { return llvm::isDigit(C) || C == '.' || C == 's'; });
  return (Output.take_front(Line + Tab + 1) + "(cached)" + Rest).str();
}

void TestCache::keep(StringRef Output, StringRef LogFile) const {
  auto Log = llvm::MemoryBuffer::getFile(LogFile);
  if (!enabled() || !Log)
    return;
  StringRef Text = (*Log)->getBuffer();
  auto Inputs = inputsKey(Text);
  if (!Inputs)
    return;
  // Without them the tests just run again.
  llvm::consumeError(
      writeFileAtomically(Cache.pathFor(*Inputs, ".testout"), Output));
  llvm::consumeError(writeFileAtomically(Cache.pathFor(Key, ".testlog"), Text));
}
