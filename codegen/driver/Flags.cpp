//===- Flags.cpp - The table of commands and flags ------------------------===//
#include "codegen/driver/Flags.h"
#include "codegen/driver/LinkStrings.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>

using namespace ogo;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Setters
//===----------------------------------------------------------------------===//

// Setters of one member, as the table names them.
#define OGO_SWITCH(Member)                                                     \
  [](Options &O, StringRef V) {                                                \
    O.Member = V == "true";                                                    \
    return std::string();                                                      \
  }
#define OGO_TEXT(Member)                                                       \
  [](Options &O, StringRef V) {                                                \
    O.Member = V.str();                                                        \
    return std::string();                                                      \
  }
/// A switch that asks for what there is not.
#define OGO_UNSUPPORTED(Name, What)                                            \
  [](Options &, StringRef V) {                                                 \
    return V == "false" ? std::string()                                        \
                        : std::string("-" Name ": " What " is not supported"); \
  }

/// A flag whose value would matter.
#define OGO_REFUSED(Name)                                                      \
  [](Options &, StringRef V) {                                                 \
    return V.empty() ? std::string()                                           \
                     : std::string("-" Name " is not supported");              \
  }

static std::string invalid(const char *Name, StringRef Value,
                           const llvm::Twine &Why) {
  return ("invalid value \"" + Value + "\" for flag -" + Name + ": " + Why)
      .str();
}

static std::string setLang(Options &O, StringRef V) {
  auto Parsed = LangVersion::parse(V);
  std::string Start = ("invalid value \"" + V + "\" for -lang: ").str();
  if (!Parsed || !V.starts_with("go"))
    return Start + "should be something like \"go1.12\"";
  if (*Parsed > CurrentLangVersion)
    return Start + "max known version is \"" + CurrentLangVersion.str() + "\"";
  O.Lang = *Parsed;
  return "";
}

static std::string setTarget(Options &O, StringRef V) {
  auto Arch =
      llvm::StringSwitch<std::optional<TargetArch>>(V)
          .Cases("aarch64-linux-gnu", "arm64", "aarch64", TargetArch::AArch64)
          .Cases("x86_64-linux-gnu", "amd64", "x86_64", TargetArch::X86_64)
          .Default(std::nullopt);
  if (!Arch)
    return ("unknown target \"" + V +
            "\": x86_64-linux-gnu or aarch64-linux-gnu")
        .str();
  O.Arch = *Arch;
  return "";
}

static std::string setLevel(Options &O, StringRef V) {
  if (V.size() != 1 || V[0] < '0' || V[0] > '3')
    return ("invalid optimization level -O" + V).str();
  O.LevelFlag = V[0] - '0';
  return "";
}

static std::string setEmit(Options &O, StringRef V) {
  auto Kind = llvm::StringSwitch<std::optional<EmitKind>>(V)
                  .Case("ast", EmitKind::Ast)
                  .Case("llvm", EmitKind::Llvm)
                  .Case("llvm-opt", EmitKind::LlvmOpt)
                  .Case("asm", EmitKind::Asm)
                  .Case("obj", EmitKind::Object)
                  .Case("bc", EmitKind::Bitcode)
                  .Default(std::nullopt);
  if (!Kind)
    return ("unknown --emit=" + V + ": ast, llvm, llvm-opt, asm, obj or bc")
        .str();
  O.Emit = *Kind;
  return "";
}

static std::string setAsm(Options &O, StringRef V) {
  if (V == "true")
    O.Emit = EmitKind::Asm;
  return "";
}

static std::string setNoBounds(Options &O, StringRef V) {
  O.BoundsChecks = V != "true";
  return "";
}

/// As the go command splits -tags: commas, or spaces as before Go 1.13. The
/// last flag wins.
static std::string setTags(Options &O, StringRef V) {
  O.Context.Tags.clear();
  llvm::SmallVector<StringRef, 8> Tags;
  V.split(Tags, V.contains(',') ? ',' : ' ', -1, /*KeepEmpty=*/false);
  for (StringRef T : Tags)
    O.Context.Tags.push_back(T.trim().str());
  return "";
}

static std::string setDebugKeys(Options &O, StringRef V) {
  llvm::SmallVector<StringRef, 8> Keys;
  V.split(Keys, ',', -1, /*KeepEmpty=*/false);
  for (StringRef K : Keys)
    O.DebugKeys.push_back(K.str());
  return "";
}

static std::string setJobs(Options &O, StringRef V) {
  unsigned N;
  if (V.getAsInteger(10, N) || N == 0)
    return invalid("p", V, "a positive number of packages is needed");
  O.Jobs = N;
  return "";
}

static std::string setBuildMode(Options &, StringRef V) {
  if (V == "default" || V == "exe")
    return "";
  bool Known = llvm::StringSwitch<bool>(V)
                   .Cases("archive", "c-archive", "c-shared", "shared", true)
                   .Cases("pie", "plugin", true)
                   .Default(false);
  return ("-buildmode=" + V +
          (Known ? " is not supported" : ": unknown build mode"))
      .str();
}

/// gc's flags, those the table has ForGc, for all packages.
static std::string setGcFlags(Options &O, StringRef V) {
  O.GcFlags = V.str();
  if (!V.starts_with("-")) {
    auto [Pattern, Rest] = V.split('=');
    if (!V.trim().empty() && Pattern != "all")
      return invalid("gcflags", V,
                     "flags of single packages are not supported");
    V = Rest;
  }
  auto Words = splitQuoted(V);
  if (!Words)
    return invalid("gcflags", V, "unterminated quoted string");
  llvm::ArrayRef<std::string> Left = *Words;
  while (!Left.empty()) {
    std::string Word = Left.front();
    FlagWord F = takeFlag(ForGc, Left, O);
    if (F.What == FlagWord::Bad)
      return "-gcflags: " + F.Error;
    if (F.What != FlagWord::Set)
      return "-gcflags: " + Word + " is not supported";
  }
  return "";
}

static std::string setMod(Options &O, StringRef V) {
  auto Mode = llvm::StringSwitch<std::optional<ModMode>>(V)
                  .Case("", ModMode::Default)
                  .Case("mod", ModMode::Mod)
                  .Case("readonly", ModMode::ReadOnly)
                  .Case("vendor", ModMode::Vendor)
                  .Default(std::nullopt);
  if (!Mode)
    return ("-mod=" + V +
            " not supported (can be '', 'mod', 'readonly', or "
            "'vendor')")
        .str();
  O.Context.Mod = *Mode;
  return "";
}

static std::string setCompiler(Options &, StringRef V) {
  if (V == "gc")
    return "";
  if (V == "gccgo")
    return "-compiler=gccgo is not supported";
  return ("unknown compiler \"" + V + "\"").str();
}

static std::string setBuildVCS(Options &O, StringRef V) {
  // The parser lets no other value through.
  O.BuildVCS = V == "auto"   ? Options::VCS::Auto
               : V == "true" ? Options::VCS::Always
                             : Options::VCS::Never;
  return "";
}

static std::string setExec(Options &O, StringRef V) {
  auto Words = splitQuoted(V);
  if (!Words)
    return invalid("exec", V, "unterminated quoted string");
  O.Test.Exec = *Words;
  return "";
}

/// A time.Duration in seconds: "1h2m3.5s", "0".
static std::optional<double> parseDuration(StringRef V) {
  if (V == "0")
    return 0;
  double Total = 0;
  bool Any = false;
  while (!V.empty()) {
    StringRef Number =
        V.take_while([](char C) { return llvm::isDigit(C) || C == '.'; });
    V = V.drop_front(Number.size());
    StringRef Unit =
        V.take_until([](char C) { return llvm::isDigit(C) || C == '.'; });
    V = V.drop_front(Unit.size());
    double N;
    double Scale = llvm::StringSwitch<double>(Unit)
                       .Case("h", 3600)
                       .Case("m", 60)
                       .Case("s", 1)
                       .Case("ms", 1e-3)
                       .Cases("us", "µs", "μs", 1e-6)
                       .Case("ns", 1e-9)
                       .Default(-1);
    if (Number.empty() || Number.getAsDouble(N) || Scale < 0)
      return std::nullopt;
    Total += N * Scale;
    Any = true;
  }
  if (!Any)
    return std::nullopt;
  return Total;
}

static std::string setTimeout(Options &O, StringRef V) {
  auto Seconds = parseDuration(V);
  if (!Seconds)
    return invalid("timeout", V, "parse error");
  O.Test.Timeout = *Seconds;
  return "";
}

static std::string setVerbose(Options &O, StringRef V) {
  O.Test.Verbose = V != "false";
  O.Test.Framed = V == "test2json";
  O.Verbose = V != "false";
  return "";
}

static std::string setShuffle(Options &, StringRef V) {
  int64_t Seed;
  if (V == "on" || V == "off" || !V.getAsInteger(10, Seed))
    return "";
  return invalid("shuffle", V,
                 "-shuffle argument must be \"on\", \"off\", or an int64");
}

static std::string setVet(Options &, StringRef V) {
  if (V.contains('='))
    return invalid("vet", V, "-vet argument cannot contain equal signs");
  if (V.contains(' '))
    return invalid(
        "vet", V,
        "-vet argument is comma-separated list, cannot contain spaces");
  return "";
}

static std::string setCoverMode(Options &O, StringRef V) {
  if (V != "set" && V != "count" && V != "atomic")
    return invalid("covermode", V,
                   "valid modes are \"set\", \"count\", or \"atomic\"");
  O.Test.Cover = true;
  O.Test.CoverMode = V.str();
  return "";
}

static std::string setCoverPackages(Options &O, StringRef V) {
  O.Test.Cover = true;
  O.Test.CoverPackages.clear();
  llvm::SmallVector<StringRef, 4> List;
  V.split(List, ',', -1, /*KeepEmpty=*/false);
  for (StringRef P : List)
    O.Test.CoverPackages.push_back(P.str());
  return "";
}

static std::string setCoverProfile(Options &O, StringRef V) {
  O.Test.Cover = true;
  O.Test.CoverProfile = V.str();
  return "";
}

/// Flags that make a test program write files.
#define OGO_PROFILE(Name)                                                      \
  [](Options &O, StringRef V) {                                                \
    if (!V.empty())                                                            \
      O.Test.ProfileFlag = "-" Name;                                           \
    return std::string();                                                      \
  }

//===----------------------------------------------------------------------===//
// The tables
//===----------------------------------------------------------------------===//

llvm::ArrayRef<CommandInfo> ogo::commands() {
  static constexpr CommandInfo Commands[] = {
      {"build", Command::Build, ForBuild, "[FILES|PACKAGES]",
       "Compile packages and link a program"},
      {"run", Command::Run, ForRun, "FILES|PACKAGE [--] ARGUMENTS",
       "Build a program and run it: ogo run FILES|PACKAGE [--] ARGUMENTS"},
      {"test", Command::Test, ForTest, "[PACKAGES] [FLAGS] [-args ARGUMENTS]",
       "Run the tests of packages"},
      {"check", Command::Check, ForCheck, "[FILES|PACKAGES]",
       "Parse and type-check only"},
      {"env", Command::Env, ForEnv, "[NAMES]",
       "Print what ogo found and uses; only the values of NAMES"},
      {"version", Command::Version, 0, "[-m] [-v] [FILES]",
       "Print the version: ogo's, or what FILES were built with"},
      {"clean", Command::Clean, 0, "", "Empty the build cache"},
      {"install", Command::Install, ForBuild, "[PACKAGES|PATH@VERSION]",
       "Build programs into $GOBIN"},
      // The go command's own; it prints their help.
      {"doc", Command::Go, 0, "", "Show documentation"},
      {"fix", Command::Go, 0, "", "Apply fixes suggested by checks"},
      {"fmt", Command::Go, 0, "", "Format the files of packages"},
      {"generate", Command::Go, 0, "", "Run the commands of go:generate lines"},
      {"get", Command::Go, 0, "", "Add modules, or other versions, to go.mod"},
      {"list", Command::Go, 0, "", "List packages or modules"},
      {"mod", Command::Go, 0, "", "Maintain modules"},
      {"tool", Command::Go, 0, "", "Run a tool of the Go distribution"},
      {"vet", Command::Go, 0, "", "Report likely mistakes in packages"},
      {"work", Command::Go, 0, "", "Maintain workspaces"},
  };
  return Commands;
}

llvm::ArrayRef<Flag> ogo::flags() {
  static constexpr Flag Flags[] = {
      // What is built, and from what.
      {"o", ForBuild, "FILE", "output file, - for standard output",
       OGO_TEXT(Output)},
      {"o", ForTest, "FILE", "keep the test program there", OGO_TEXT(Output)},
      {"C", ForAll, "DIR", "work in DIR; the first flag", OGO_TEXT(ChangeDir)},
      {"lang", ForAll | ForGc, "VERSION", "language version, like go1.20",
       setLang},
      {"goroot", ForAll | ForEnv, "DIR",
       "Go tree whose standard library is used", OGO_TEXT(GoRootFlag)},
      {"tags", ForAll, "LIST", "build tags, comma-separated", setTags},
      {"target", ForAll | ForEnv, "TRIPLE",
       "x86_64-linux-gnu or aarch64-linux-gnu; else as $GOARCH says",
       setTarget},
      {"sysroot", ForBuilds, "DIR",
       "where the target's C library is looked for", OGO_TEXT(Sysroot)},

      // How.
      {"O", ForBuilds, "LEVEL", "optimization level 0, 1, 2 (default) or 3",
       setLevel, Flag::Digits},
      {"g", ForBuilds, nullptr,
       "variables and types for debuggers (always with -O0)",
       OGO_SWITCH(Debug)},
      {"B", ForBuilds | ForGc, nullptr, "no bounds checks", setNoBounds},
      {"trimpath", ForBuilds, nullptr, "no absolute paths in the program",
       OGO_SWITCH(TrimPath)},
      {"no-cache", ForBuilds, nullptr, "neither read nor fill the cache",
       OGO_SWITCH(NoCache)},
      {"a", ForBuilds, nullptr, "compile all packages, cached or not",
       OGO_SWITCH(Rebuild)},
      {"p", ForBuilds, "N", "how many packages to compile or test at a time",
       setJobs},
      {"j", ForBuilds, "N", "the same", setJobs, Flag::Digits},
      {"mllvm", ForBuilds, "OPTION", "pass an option to LLVM",
       [](Options &O, StringRef V) {
         O.LLVMArgs.push_back(V.str());
         return std::string();
       }},
      {"defertrace", ForBuilds, nullptr,
       "with GODEBUG=defertrace=1 (or =FILE.json) the program reports\n"
       "every deferred call, not only those with records",
       OGO_SWITCH(TraceDefers)},
      {"buildmode", ForBuilds, "MODE", "exe or default", setBuildMode},
      {"gcflags", ForAll, "FLAGS", "gc's -N -l -B -e -m -d -lang", setGcFlags},
      {"ldflags", ForAll, "FLAGS",
       "-X PATH.NAME=VALUE sets a string variable; -s, -w and\n"
       "-extldflags change nothing",
       parseLdFlags},
      {"asmflags", ForAll, "FLAGS", nullptr,
       [](Options &O, StringRef V) {
         O.AsmFlags = V.str();
         return std::string();
       }},
      {"mod", ForAll, "MODE", "readonly, vendor or mod", setMod},
      {"modcacherw", ForAll, nullptr, nullptr, nullptr},
      {"buildvcs", ForAll, nullptr,
       "note the commit in the program: true, false, or auto:\n"
       "if it and the module are in the same repository",
       setBuildVCS, Flag::OrAuto},
      {"modfile", ForAll, "FILE", "read FILE instead of go.mod",
       OGO_TEXT(Context.ModFile)},
      {"overlay", ForAll, "FILE",
       "JSON that names files to read in the place of others",
       OGO_TEXT(OverlayFile)},
      {"toolexec", ForAll, "PROGRAM", nullptr, OGO_REFUSED("toolexec")},
      {"pgo", ForAll, "FILE", nullptr, nullptr},
      {"n", ForBuild | ForRun, nullptr, "print the steps without doing them",
       [](Options &O, StringRef V) {
         O.DryRun = V == "true";
         return std::string();
       }},
      {"n", ForTest | ForCheck, nullptr, nullptr,
       OGO_UNSUPPORTED("n",
                       "printing steps without doing them (-x does both)")},
      {"work", ForAll, nullptr, "keep the folder of intermediate files",
       OGO_SWITCH(KeepWork)},
      // What is gccgo's or of other builds than of whole programs.
      {"compiler", ForAll, "NAME", nullptr, setCompiler},
      {"gccgoflags", ForAll, "FLAGS", nullptr, nullptr},
      {"installsuffix", ForAll, "SUFFIX", nullptr, nullptr},
      {"linkshared", ForAll, nullptr, nullptr,
       OGO_UNSUPPORTED("linkshared", "linking with shared libraries")},
      {"pkgdir", ForAll, "DIR", nullptr, OGO_REFUSED("pkgdir")},

      // What is said and shown.
      {"v", ForBuild | ForRun | ForCheck, nullptr,
       "name the packages as they are compiled", OGO_SWITCH(Verbose)},
      {"x", ForBuilds, nullptr, "print the steps of the build",
       OGO_SWITCH(ShowSteps)},
      {"e", ForAll | ForGc, nullptr, "print all errors, not only ten",
       OGO_SWITCH(AllErrors)},
      {"m", ForAll | ForGc, nullptr, "print escape analysis decisions",
       OGO_SWITCH(PrintEscape)},
      {"d", ForAll | ForGc, "KEYS",
       "debug output: defer (one line per defer statement)", setDebugKeys},
      {"time-phases", ForAll, nullptr, "print how long each phase took",
       OGO_SWITCH(TimePhases)},
      {"S", ForBuild, nullptr, "emit assembly (as --emit=asm)", setAsm},
      {"emit", ForBuild, "KIND",
       "stop early: ast, llvm, llvm-opt, asm, obj or bc", setEmit},
      {"Rpass", ForBuilds, "REGEX",
       "print what passes whose name matches have done",
       OGO_TEXT(Remarks.Passed)},
      {"Rpass-missed", ForBuilds, "REGEX", "print what they have not done",
       OGO_TEXT(Remarks.Missed)},
      {"Rpass-analysis", ForBuilds, "REGEX", "print why they have not done it",
       OGO_TEXT(Remarks.Analysis)},
      {"fsave-optimization-record", ForBuilds, "FILE",
       "write all remarks of the named package as YAML",
       OGO_TEXT(Remarks.RecordFile)},

      // gc's that change little or nothing here.
      {"N", ForAll | ForGc, nullptr, nullptr, OGO_SWITCH(NoOptFlag)},
      {"l", ForAll | ForGc, nullptr, nullptr, nullptr},
      {"complete", ForAll | ForGc, nullptr, nullptr, nullptr},
      {"c", ForBuild | ForRun | ForCheck | ForGc, "N", nullptr, nullptr},
      {"p", ForCheck | ForGc, "PATH", nullptr, nullptr},
      {"race", ForAll, nullptr, nullptr,
       OGO_UNSUPPORTED("race", "the race detector")},
      {"msan", ForAll, nullptr, nullptr,
       OGO_UNSUPPORTED("msan", "the memory sanitizer")},
      {"asan", ForAll, nullptr, nullptr,
       OGO_UNSUPPORTED("asan", "the address sanitizer")},
      {"cover", ForBuild | ForRun | ForCheck, nullptr, nullptr,
       OGO_UNSUPPORTED("cover", "coverage outside of tests")},

      {"covermode", ForBuild | ForRun | ForCheck, "MODE", nullptr,
       OGO_REFUSED("covermode")},
      {"coverpkg", ForBuild | ForRun | ForCheck, "LIST", nullptr,
       OGO_REFUSED("coverpkg")},

      // Tests.
      {"run", ForTest, "REGEX", "run only tests and examples that match",
       nullptr, Flag::ToTest},
      {"skip", ForTest, "REGEX", "run only those that do not match", nullptr,
       Flag::ToTest},
      {"v", ForTest, nullptr, "print the tests as they run", setVerbose,
       Flag::ToTest},
      {"bench", ForTest, "REGEX", "run benchmarks that match",
       OGO_TEXT(Test.Bench), Flag::ToTest},
      {"benchtime", ForTest, "TIME", "how long, or Nx: how often", nullptr,
       Flag::ToTest},
      {"benchmem", ForTest, nullptr, "print their allocations", nullptr,
       Flag::ToTest},
      {"count", ForTest, "N", "run everything N times, never from the cache",
       nullptr, Flag::ToTest},
      {"cpu", ForTest, "LIST", "run with each GOMAXPROCS of the list", nullptr,
       Flag::ToTest},
      {"parallel", ForTest, "N", "how many tests run at a time", nullptr,
       Flag::ToTest},
      {"failfast", ForTest, nullptr, "stop after the first failure",
       OGO_SWITCH(Test.FailFast), Flag::ToTest},
      {"list", ForTest, "REGEX", "list what matches, run nothing",
       OGO_TEXT(Test.List), Flag::ToTest},
      {"short", ForTest, nullptr, "tell long tests to be short", nullptr,
       Flag::ToTest},
      {"shuffle", ForTest, "on|off|N", "run in random order", setShuffle,
       Flag::ToTest},
      {"timeout", ForTest, "TIME", "panic after TIME (10m)", setTimeout,
       Flag::ToTest},
      {"fullpath", ForTest, nullptr, "full file names in errors", nullptr,
       Flag::ToTest},
      {"artifacts", ForTest, nullptr,
       "keep what tests write into t.ArtifactDir()", nullptr, Flag::ToTest},
      {"json", ForBuild | ForRun | ForCheck, nullptr, nullptr,
       OGO_UNSUPPORTED("json", "build output as events")},
      {"json", ForTest, nullptr, "print events for programs",
       OGO_SWITCH(Test.Json)},
      {"c", ForTest, nullptr,
       "compile to PACKAGE.test or to -o FILE, do not run",
       OGO_SWITCH(Test.CompileOnly)},
      {"exec", ForTest, "PROGRAM", "run test programs by PROGRAM", setExec},
      {"vet", ForTest, "LIST", nullptr, setVet},
      {"cover", ForTest, nullptr, "measure which statements tests run",
       OGO_SWITCH(Test.Cover)},
      {"covermode", ForTest, "MODE", "set, count or atomic", setCoverMode},
      {"coverpkg", ForTest, "LIST", "measure in these packages",
       setCoverPackages},
      {"coverprofile", ForTest, "FILE", "write what go tool cover reads",
       setCoverProfile},
      {"cpuprofile", ForTest, "FILE", "write a CPU profile",
       OGO_PROFILE("cpuprofile"), Flag::ToTest},
      {"memprofile", ForTest, "FILE", "write an allocation profile",
       OGO_PROFILE("memprofile"), Flag::ToTest},
      {"memprofilerate", ForTest, "N", nullptr, nullptr, Flag::ToTest},
      {"blockprofile", ForTest, "FILE", "write a profile of blocking",
       OGO_PROFILE("blockprofile"), Flag::ToTest},
      {"blockprofilerate", ForTest, "N", nullptr, nullptr, Flag::ToTest},
      {"mutexprofile", ForTest, "FILE", "write a profile of contention",
       OGO_PROFILE("mutexprofile"), Flag::ToTest},
      {"mutexprofilefraction", ForTest, "N", nullptr, nullptr, Flag::ToTest},
      {"trace", ForTest, "FILE", nullptr, OGO_PROFILE("trace"), Flag::ToTest},
      {"outputdir", ForTest, "DIR", "where profiles go",
       OGO_TEXT(Test.OutputDir), Flag::ToTest},
      {"fuzz", ForTest, "REGEX", "fuzz the one fuzz test that matches",
       OGO_TEXT(Test.Fuzz), Flag::ToTest},
      {"fuzztime", ForTest, "TIME", "how long, or Nx: how often (without end)",
       nullptr, Flag::ToTest},
      {"fuzzminimizetime", ForTest, "TIME",
       "how long to look for a smaller input that fails (1m0s)", nullptr,
       Flag::ToTest},
  };
  return Flags;
}
