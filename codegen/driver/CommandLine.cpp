//===- CommandLine.cpp - Subcommands and flags ----------------------------===//
//
// Flags are spelled as Go users know them, with one dash and any length
// (-lang=go1.20, -race); CLI11 knows only one-letter flags after one dash. So
// the words are brought into CLI11's form first.
//
// CLI11 reports through exceptions, so this is the one file of the compiler
// that is built with them. None leaves it.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/CommandLine.h"
#include <CLI/CLI.hpp>
#include <cstdio>

using namespace ogo;

namespace {

using Words = std::vector<std::string>;

/// Flags whose value may be the next word; needed to tell values from inputs
/// in `ogo run`, where inputs end the flags.
bool takesValue(const std::string &Flag) {
  static const char *const Names[] = {
      "-o", "-O", "--target", "--emit", "--goroot", "--lang",    "--tags",
      "-d", "-j", "--mllvm",  "-p",     "--Rpass",  "--sysroot", "-C"};
  for (const char *Name : Names)
    if (Flag == Name)
      return true;
  return false;
}

/// -lang=x to --lang=x; one-letter flags stay, -d=x loses its equals sign.
std::string normalize(const std::string &Word) {
  if (Word.size() < 3 || Word[0] != '-' || Word[1] == '-')
    return Word;
  if (Word[2] == '=')
    return Word.substr(0, 2) + Word.substr(3);
  std::string Name = Word.substr(1, Word.find('=') - 1);
  if (Word[1] == 'O' || Word[1] == 'j') {
    // -O2, -j4
    bool Digits = true;
    for (char C : Word.substr(2))
      Digits &= C >= '0' && C <= '9';
    if (Digits)
      return Word;
  }
  return "-" + Word;
}

bool isGoFile(const std::string &Word) {
  return Word == "-" ||
         (Word.size() > 3 && Word.compare(Word.size() - 3, 3, ".go") == 0);
}

/// Splits what belongs to the compiler from the arguments of the program that
/// `ogo run` starts: those after "--", or after the files or the one package.
void splitRunArguments(Words &All, Words &Program) {
  size_t I = 1; // after the subcommand
  while (I < All.size() && All[I].size() > 1 && All[I][0] == '-') {
    if (All[I] == "--")
      break;
    I += takesValue(All[I]) ? 2 : 1;
  }
  if (I < All.size() && All[I] != "--") {
    bool Files = isGoFile(All[I]);
    do
      ++I;
    while (Files && I < All.size() && isGoFile(All[I]));
  }
  if (I > All.size())
    I = All.size();
  Program.assign(All.begin() + I, All.end());
  All.resize(I);
  if (!Program.empty() && Program[0] == "--")
    Program.erase(Program.begin());
}

/// Values that still need judgement after CLI11 has sorted the words.
struct RawValues {
  std::string Lang, Target, Emit, Opt;
  Words Tags, DebugKeys;
  bool Asm = false, NoOpt = false, NoInline = false, NoBounds = false;
  bool Race = false, Msan = false, Asan = false, Cover = false;
  bool Complete = false;
  unsigned Concurrency = 0;
  std::string PackagePath;
};

void addCheckFlags(CLI::App *App, Options &Opts, RawValues &Raw) {
  App->add_option("inputs", Opts.Inputs,
                  "Go files, or packages: directories (./cmd/x), import paths, "
                  "patterns (./...), - for standard input");
  App->add_option("--lang", Raw.Lang, "language version, like go1.20")
      ->type_name("VERSION");
  App->add_option("--goroot", Opts.GoRootFlag,
                  "Go 1.27 tree whose standard library is used")
      ->type_name("DIR");
  App->add_option("--tags", Raw.Tags, "build tags, comma-separated")
      ->delimiter(',')
      ->type_name("LIST");
  App->add_option("--target", Raw.Target,
                  "x86_64-linux-gnu or aarch64-linux-gnu")
      ->type_name("TRIPLE");
  App->add_flag("-e", Opts.AllErrors, "print all errors, not only ten");
  App->add_option("-d", Raw.DebugKeys,
                  "debug output: defer (one line per defer statement)")
      ->delimiter(',')
      ->type_name("KEYS");
  App->add_flag("--time-phases", Opts.TimePhases,
                "print how long each phase took");
  App->add_flag("-v", Opts.Verbose, "name the packages as they are compiled");
  App->add_flag("-m", Opts.PrintEscape, "print escape analysis decisions");
  // Flags of gc that change nothing here are accepted without a word.
  App->add_flag("-N", Raw.NoOpt)->group("");
  App->add_flag("-l", Raw.NoInline)->group("");
  App->add_flag("--complete", Raw.Complete)->group("");
  App->add_option("-c", Raw.Concurrency)->group("");
  App->add_option("-p", Raw.PackagePath)->group("");
  App->add_flag("--race", Raw.Race)->group("");
  App->add_flag("--msan", Raw.Msan)->group("");
  App->add_flag("--asan", Raw.Asan)->group("");
  App->add_flag("--cover", Raw.Cover)->group("");
}

void addBuildFlags(CLI::App *App, Options &Opts, RawValues &Raw) {
  addCheckFlags(App, Opts, Raw);
  App->add_option("-O", Raw.Opt, "optimization level 0, 1, 2 (default) or 3")
      ->type_name("LEVEL");
  App->add_flag("-g", Opts.Debug,
                "variables and types for debuggers (always with -O0)");
  App->add_flag("-x", Opts.ShowSteps, "print the steps of the build");
  App->add_flag("-B", Raw.NoBounds, "no bounds checks");
  App->add_flag("--trimpath", Opts.TrimPath,
                "no absolute paths in the program");
  App->add_flag("--no-cache", Opts.NoCache, "neither read nor fill the cache");
  App->add_flag(
      "--defertrace", Opts.TraceDefers,
      "with GODEBUG=defertrace=1 (or =FILE.json) the program reports\n"
      "every deferred call, not only those with records");
  App->add_option("-j", Opts.Jobs, "how many packages to compile at a time")
      ->type_name("N");
  App->add_option("--Rpass", Opts.Remarks.Passed,
                  "print what passes whose name matches have done")
      ->type_name("REGEX");
  App->add_option("--Rpass-missed", Opts.Remarks.Missed,
                  "print what they have not done")
      ->type_name("REGEX");
  App->add_option("--Rpass-analysis", Opts.Remarks.Analysis,
                  "print why they have not done it")
      ->type_name("REGEX");
  App->add_option("--fsave-optimization-record", Opts.Remarks.RecordFile,
                  "write all remarks of the named package as YAML")
      ->type_name("FILE");
  App->add_option("--mllvm", Opts.LLVMArgs, "pass an option to LLVM")
      ->type_name("OPTION");
  App->add_option("--sysroot", Opts.Sysroot,
                  "where the target's C library is looked for")
      ->type_name("DIR");
}

int usageError(const std::string &Text) {
  std::fprintf(stderr, "ogo: %s\n", Text.c_str());
  return 2;
}

std::optional<int> applyRaw(Options &Opts, RawValues &Raw) {
  struct {
    bool Given;
    const char *Flag, *What;
  } Unsupported[] = {{Raw.Race, "-race", "the race detector"},
                     {Raw.Msan, "-msan", "the memory sanitizer"},
                     {Raw.Asan, "-asan", "the address sanitizer"},
                     {Raw.Cover, "-cover", "coverage analysis"}};
  for (auto &U : Unsupported)
    if (U.Given)
      return usageError(std::string(U.Flag) + ": " + U.What +
                        " is not supported");
  if (!Raw.Lang.empty()) {
    auto V = LangVersion::parse(Raw.Lang);
    if (!V || Raw.Lang.compare(0, 2, "go") != 0)
      return usageError("invalid value \"" + Raw.Lang +
                        "\" for -lang: should be something like \"go1.12\"");
    if (*V > CurrentLangVersion)
      return usageError("invalid value \"" + Raw.Lang +
                        "\" for -lang: max known version is \"" +
                        CurrentLangVersion.str() + "\"");
    Opts.Lang = *V;
  }
  if (Raw.Target == "aarch64-linux-gnu" || Raw.Target == "arm64" ||
      Raw.Target == "aarch64")
    Opts.Arch = TargetArch::AArch64;
  else if (!Raw.Target.empty() && Raw.Target != "x86_64-linux-gnu" &&
           Raw.Target != "amd64" && Raw.Target != "x86_64")
    return usageError("unknown target \"" + Raw.Target +
                      "\": x86_64-linux-gnu or aarch64-linux-gnu");
  if (!Raw.Opt.empty()) {
    if (Raw.Opt.size() != 1 || Raw.Opt[0] < '0' || Raw.Opt[0] > '3')
      return usageError("invalid optimization level -O" + Raw.Opt);
    Opts.OptLevel = Raw.Opt[0] - '0';
  } else if (Raw.NoOpt) {
    Opts.OptLevel = 0;
  }
  if (Opts.OptLevel == 0)
    Opts.Debug = true;
  if (Raw.Asm)
    Opts.Emit = EmitKind::Asm;
  if (!Raw.Emit.empty()) {
    static const std::pair<const char *, EmitKind> Kinds[] = {
        {"ast", EmitKind::Ast},          {"llvm", EmitKind::Llvm},
        {"llvm-opt", EmitKind::LlvmOpt}, {"asm", EmitKind::Asm},
        {"obj", EmitKind::Object},       {"bc", EmitKind::Bitcode}};
    bool Known = false;
    for (auto &[Name, Kind] : Kinds)
      if (Raw.Emit == Name) {
        Opts.Emit = Kind;
        Known = true;
      }
    if (!Known)
      return usageError("unknown --emit=" + Raw.Emit +
                        ": ast, llvm, llvm-opt, asm, obj or bc");
  }
  Opts.BoundsChecks = !Raw.NoBounds;
  Opts.Context.Tags = Raw.Tags;
  Opts.DebugKeys = Raw.DebugKeys;
  Opts.Remarks.Defer = Opts.hasDebugKey("defer");
  return std::nullopt;
}

} // namespace

bool Options::hasDebugKey(llvm::StringRef Key) const {
  for (llvm::StringRef K : DebugKeys)
    if (K.split('=').first == Key)
      return true;
  return false;
}

std::optional<int> ogo::parseCommandLine(int Argc, char **Argv, Options &Opts) {
  Words All;
  for (int I = 1; I < Argc; ++I) {
    if (std::string(Argv[I]) == "--") {
      All.insert(All.end(), Argv + I, Argv + Argc);
      break;
    }
    All.push_back(normalize(Argv[I]));
    // In `ogo run` what follows the inputs is the program's, untouched.
    if (All[0] == "run" && isGoFile(Argv[I]) && I + 1 < Argc &&
        !isGoFile(Argv[I + 1])) {
      All.insert(All.end(), Argv + I + 1, Argv + Argc);
      break;
    }
  }
  if (!All.empty() && All[0] == "test")
    for (size_t I = 0; I < All.size(); ++I)
      if (All[I] == "--") {
        Opts.ProgramArgs.assign(All.begin() + I + 1, All.end());
        All.resize(I);
      }
  if (!All.empty() && All[0] == "run")
    splitRunArguments(All, Opts.ProgramArgs);

  CLI::App App{"ogo compiles Go to native Linux programs."};
  App.require_subcommand(1);
  App.failure_message(CLI::FailureMessage::simple);
  RawValues Raw;
  auto add = [&](const char *Name, const char *What, Command C) {
    CLI::App *Sub = App.add_subcommand(Name, What);
    Sub->callback([&Opts, C] { Opts.Cmd = C; });
    return Sub;
  };
  CLI::App *Build =
      add("build", "Compile packages and link a program", Command::Build);
  addBuildFlags(Build, Opts, Raw);
  Build->add_option("-o", Opts.Output, "output file, - for standard output")
      ->type_name("FILE");
  Build->add_flag("-S", Raw.Asm, "emit assembly (as --emit=asm)");
  Build
      ->add_option("--emit", Raw.Emit,
                   "stop early: ast, llvm, llvm-opt, asm, obj or bc")
      ->type_name("KIND");
  CLI::App *Run = add("run",
                      "Build a program and run it: ogo run FILES|PACKAGE "
                      "[--] ARGUMENTS",
                      Command::Run);
  addBuildFlags(Run, Opts, Raw);
  CLI::App *Test = add("test",
                       "Run the tests of packages: ogo test PACKAGES -- "
                       "-test.v -test.run=REGEX",
                       Command::Test);
  addBuildFlags(Test, Opts, Raw);
  // As with the go command; elsewhere -c=N is the compiler's concurrency.
  Test->remove_option(Test->get_option("-c"));
  Test->add_flag("-c", Opts.CompileOnly,
                 "compile to PACKAGE.test or to -o FILE, do not run");
  Test->add_option("-o", Opts.Output, "output file of -c")->type_name("FILE");
  CLI::App *Check = add("check", "Parse and type-check only", Command::Check);
  addCheckFlags(Check, Opts, Raw);
  CLI::App *Env = add("env", "Print what ogo found and uses", Command::Env);
  Env->add_option("names", Opts.Inputs, "print only these, values only");
  Env->add_option("--goroot", Opts.GoRootFlag, "Go 1.27 tree")
      ->type_name("DIR");
  Env->add_option("--target", Raw.Target, "target triple")->type_name("TRIPLE");
  add("version", "Print the version", Command::Version);
  add("clean", "Empty the build cache", Command::Clean);

  try {
    std::reverse(All.begin(), All.end()); // CLI11 takes words from the back
    App.parse(All);
  } catch (const CLI::Success &Help) {
    return App.exit(Help);
  } catch (const CLI::ParseError &E) {
    std::fprintf(stderr, "ogo: %s\nRun ogo --help for usage.\n", E.what());
    return 2;
  }
  return applyRaw(Opts, Raw);
}
