//===- TestRun.cpp - Building, running and reporting tests ----------------===//
//
// Each package is tested by a process of its own, a copy of this one: a
// compilation is made for one program. Programs are built one after another,
// each by as many compilers as there are processors; what has been built runs
// beside what is being built next. Whatever ends first, results are printed in
// the order of the packages. All that is printed is spelled as go test does.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/TestRun.h"
#include "codegen/ObjectEmitter.h"
#include "codegen/driver/BuildPlan.h"
#include "codegen/driver/Compilation.h"
#include "codegen/driver/PackageJobs.h"
#include "codegen/driver/Process.h"
#include "codegen/driver/TestCache.h"
#include "codegen/driver/TestEvents.h"
#include "codegen/driver/Tools.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

/// How the results of one `ogo test` are shown.
struct Display {
  bool ShowPass;         // what tests print although they pass
  bool Direct;           // programs write to the terminal themselves
  bool AtOnce;           // their output is passed on as it comes
  unsigned Jobs;         // how many run at a time
  std::string CoverFile; // what the names of profiles begin with
};

/// Tests one package, in a process of its own.
class PackageTest {
public:
  PackageTest(Options &Opts, const PackageLocation &Where, size_t Index,
              const Display &Show)
      : Opts(Opts), Path(Where.ImportPath), Dir(Where.Dir), Index(Index),
        Show(Show) {}
  /// Built is called when no more will be compiled. Exit status.
  int test(llvm::function_ref<void()> Built);

private:
  int runProgram(StringRef Program, StringRef TempDir, const TestCache &Cache);
  std::string programName() const;
  /// Passes text on: to the converter, or to standard output.
  void write(StringRef Text);
  int fail(Compilation &C, StringRef Why);

  Options &Opts;
  std::string Path, Dir;
  size_t Index; // among those tested
  const Display &Show;
  std::unique_ptr<Pipe> Json; // to the converter, if events are wanted
};

} // namespace

/// What nothing could be run of is reported as the go command does: what the
/// compiler said under the name of the package it said it of, then a result of
/// the package that was to be tested.
static void reportFailure(bool Json, StringRef Path, StringRef Failed,
                          StringRef Text, StringRef Why) {
  std::string Result = ("FAIL\t" + Path + " [" + Why + "]\n").str();
  if (!Json) {
    llvm::errs() << "# " << Failed << '\n' << Text;
    llvm::errs().flush();
    llvm::outs() << Result;
    llvm::outs().flush();
    return;
  }
  // A package that is not there is the one that failed.
  std::string Build = Failed.str();
  for (StringRef Start : {"no required module provides package ", "package "})
    if (size_t At = Text.find((": " + Start).str()); At != StringRef::npos) {
      Build =
          Text.substr(At + 2 + Start.size())
              .take_until([](char C) { return C == ';' || llvm::isSpace(C); })
              .str();
      break;
    }
  writeBuildEvents(Build, ("# " + Failed + "\n" + Text).str());
  writeFailEvents(Path, Result, Build);
}

void PackageTest::write(StringRef Text) {
  int FD = Json ? Json->fd() : STDOUT_FILENO;
  while (!Text.empty()) {
    ssize_t N = ::write(FD, Text.data(), Text.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return;
    Text = Text.drop_front(N);
  }
}

int PackageTest::fail(Compilation &C, StringRef Why) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  C.finish(OS);
  std::string Failed = Why == "build failed" ? C.failedPackage() : "";
  reportFailure(Opts.Test.Json, Path, Failed.empty() ? Path : Failed, Text,
                Why);
  return 1;
}

std::string PackageTest::programName() const {
  return (path::filename(Path) + ".test").str();
}

/// Where a kept program goes: -o names a file or a folder.
static std::string keptPath(StringRef Output, StringRef Name) {
  if (Output.empty())
    return Name.str();
  if (Output.ends_with("/") || fs::is_directory(Output)) {
    llvm::SmallString<128> Inside(Output);
    path::append(Inside, Name);
    return Inside.str().str();
  }
  return Output.str();
}

int PackageTest::test(llvm::function_ref<void()> Built) {
  auto Close = llvm::make_scope_exit([&] {
    if (Json)
      Json->finish();
  });
  Compilation C(Opts);
  Compilation::TestLoad Loaded = C.loadTest();
  if (Loaded == Compilation::TestLoad::Failed) {
    return fail(C, "setup failed");
  }
  auto startEvents = [&] {
    if (Opts.Test.Json)
      Json = startTest2Json(Opts, Path);
  };
  if (Loaded == Compilation::TestLoad::NoTests) {
    if (!C.checkOnly()) {
      return fail(C, "build failed");
    }
    startEvents();
    if (Opts.Test.Cover)
      write("\t" + Path + "\t\tcoverage: 0.0% of statements\n");
    else
      write("?   \t" + Path + "\t[no test files]\n");
    return 0;
  }
  BuildPlan Plan(Opts);
  bool Planned = C.plan(Plan);
  TestCache Cache(Plan.Cache, Opts, Plan.Key, Dir, C.rootOf(*Plan.Main));
  bool Keep = Opts.Test.CompileOnly || !Opts.Output.empty() ||
              !Opts.Test.ProfileFlag.empty();
  if (Planned && !Keep && Show.CoverFile.empty())
    if (auto Known = Cache.find()) {
      startEvents();
      write(*Known);
      return 0;
    }
  llvm::SmallString<128> Temp;
  if (std::error_code EC = fs::createUniqueDirectory("ogo-test", Temp)) {
    llvm::errs() << "ogo: cannot create a temporary directory: " << EC.message()
                 << '\n';
    return 1;
  }
  auto Remove = llvm::make_scope_exit([&] { fs::remove_directories(Temp); });
  std::string Program = Keep ? keptPath(Opts.Output, programName())
                             : (Temp + "/" + programName()).str();
  if (!Planned || !C.carryOut(Plan, Program)) {
    return fail(C, "build failed");
  }
  C.finish();
  if (Opts.Test.CompileOnly)
    return 0;
  Built();
  startEvents();
  llvm::SmallString<128> Absolute(Program);
  fs::make_absolute(Absolute);
  return runProgram(Absolute, Temp, Cache);
}

/// What the go command says about how a process ended; empty if all went well.
static std::string describeEnd(int Status) {
  if (WIFEXITED(Status))
    return WEXITSTATUS(Status) == 0
               ? ""
               : "exit status " + std::to_string(WEXITSTATUS(Status));
  std::string Text = strsignal(WTERMSIG(Status));
  Text[0] = llvm::toLower(Text[0]);
  return "signal: " + Text + (WCOREDUMP(Status) ? " (core dumped)" : "");
}

/// Whether a program that passed said Warning.
static bool warned(StringRef Output, StringRef Warning) {
  return Output.starts_with(Warning) || Output.contains(("\n" + Warning).str());
}

/// What a program said of the coverage it reached, for its last line.
static std::string coverageIn(StringRef Output) {
  size_t At = Output.find("coverage: ");
  if (At == StringRef::npos || (At > 0 && Output[At - 1] != '\n'))
    return "";
  return "\t" + Output.substr(At).split('\n').first.str();
}

int PackageTest::runProgram(StringRef Program, StringRef TempDir,
                            const TestCache &Cache) {
  const TestOptions &Test = Opts.Test;
  ProcessSpec Spec;
  Spec.Args = Test.Exec;
  if (Test.Exec.empty()) {
    auto Words = launcher(Opts.Arch);
    if (!Words) {
      llvm::errs() << "ogo: " << llvm::toString(Words.takeError()) << '\n';
      return 1;
    }
    Spec.Args = *Words;
  }
  Spec.Args.push_back(Program.str());
  std::string Log = (TempDir + "/testlog.txt").str();
  if (Cache.enabled() && Test.Exec.empty())
    Spec.Args.push_back("-test.testlogfile=" + Log);
  if (!Show.CoverFile.empty())
    Spec.Args.push_back("-test.coverprofile=" + Show.CoverFile + "." +
                        std::to_string(Index));
  Spec.Args.push_back("-test.paniconexit0");
  Spec.Args.insert(Spec.Args.end(), Test.Args.begin(), Test.Args.end());
  // Tests find their testdata relative to their own directory.
  Spec.Dir = Dir;
  double Wait = std::max(5.0, Test.Timeout / 10);
  if (Test.Timeout > 0 && Test.Bench.empty() && Test.Fuzz.empty())
    Spec.KillAfter = Test.Timeout + std::max(60.0, Wait);
  Spec.WaitForOutput = Wait;
  if (Opts.ShowSteps) {
    for (const std::string &A : Spec.Args)
      llvm::errs() << A << ' ';
    llvm::errs() << '\n';
    llvm::errs().flush();
  }
  std::string Output;
  bool Direct = Show.Direct && !Json;
  if (!Direct)
    Spec.Output = [&](StringRef Text) {
      if (Show.AtOnce)
        write(Text);
      if (!Show.Direct)
        Output += Text;
    };
  ProcessEnd End = runProcess(Spec);
  std::string Time = llvm::formatv("{0:F3}s", End.Seconds).str();

  std::string Report; // what follows the program's own output
  if (!Output.empty() && Output.back() != '\n')
    Report = "\n";
  std::string Problem = End.Error.empty() ? describeEnd(End.Status) : End.Error;
  if (Problem.empty() && !End.Killed && !End.OutputCut) {
    StringRef Remark;
    if (warned(Output, "testing: warning: no tests to run\n"))
      Remark = " [no tests to run]";
    if (warned(Output, "testing: warning: no fuzz tests to fuzz\n"))
      Remark = " [no fuzz tests to fuzz]";
    std::string Coverage = coverageIn(Output);
    if (!Show.ShowPass && !Test.Json)
      Output.clear();
    Report += ("ok  \t" + Path + "\t" + Time + Coverage + Remark + "\n").str();
  } else {
    if (End.Killed)
      Report +=
          llvm::formatv("*** Test killed with quit: ran too long ({0}).\n",
                        formatDuration(Spec.KillAfter));
    else if (End.OutputCut)
      Report += llvm::formatv("*** Test I/O incomplete {0} after exiting.\n",
                              formatDuration(Wait));
    if (Output.empty() || !End.Error.empty() || !WIFEXITED(End.Status))
      Report += Problem + "\n";
    // The converter takes a line for a result only if it is framed.
    if (Test.Json || Test.Framed)
      Report += '\x16';
    Report += "FAIL\t" + Path + "\t" + Time + "\n";
    Problem = "failed";
  }
  if (!Show.AtOnce)
    write(Output);
  write(Report);
  if (!Problem.empty())
    return 1;
  if (!Show.Direct && Show.CoverFile.empty())
    Cache.keep(Output + Report, Log);
  return 0;
}

//===----------------------------------------------------------------------===//
// All packages
//===----------------------------------------------------------------------===//

namespace {

/// Runs the processes that test packages and prints their results in order.
class TestQueue {
public:
  TestQueue(Options &Opts, const std::vector<PackageLocation> &Packages,
            const Display &Show)
      : Opts(Opts), Packages(Packages), Show(Show), Results(Packages.size()) {}
  bool run(); // whether all passed

private:
  struct Result {
    pid_t Process = -1;
    int Signal = -1; // readable when the program has been built
    int Output = -1; // a file
    bool Building = false, Done = false;
  };
  void start(size_t I);
  void await();
  void print();
  size_t running() const {
    return llvm::count_if(
        Results, [](const Result &R) { return R.Process >= 0 && !R.Done; });
  }
  bool building() const {
    return llvm::any_of(Results, [](const Result &R) { return R.Building; });
  }

  Options &Opts;
  const std::vector<PackageLocation> &Packages;
  const Display &Show;
  std::vector<Result> Results;
  size_t Next = 0, Printed = 0;
  bool Failed = false;
};

} // namespace

void TestQueue::start(size_t I) {
  Result &R = Results[I];
  int Signal[2];
  bool Direct = Show.Direct || Show.AtOnce;
  if (!Direct)
    R.Output = anonymousFile();
  if (pipe2(Signal, O_CLOEXEC) != 0) {
    llvm::errs() << "ogo: cannot create a pipe\n";
    R.Done = Failed = true;
    return;
  }
  llvm::outs().flush();
  llvm::errs().flush();
  pid_t Child = fork();
  if (Child == 0) {
    close(Signal[0]);
    if (R.Output >= 0)
      dup2(R.Output, STDOUT_FILENO);
    const PackageLocation &P = Packages[I];
    // Files that were named stay what they are; a pattern becomes one package.
    if (P.ImportPath != "command-line-arguments")
      Opts.Inputs = {P.Std ? P.ImportPath : P.Dir};
    int Status = PackageTest(Opts, P, I, Show).test([&] { close(Signal[1]); });
    llvm::outs().flush();
    llvm::errs().flush();
    _exit(Status);
  }
  close(Signal[1]);
  R.Process = Child;
  R.Signal = Signal[0];
  R.Building = Child >= 0;
  if (Child < 0) {
    llvm::errs() << "ogo: cannot start a process\n";
    R.Done = Failed = true;
  }
}

/// Waits until some program is built or some test has ended.
void TestQueue::await() {
  std::vector<pollfd> Wait;
  std::vector<Result *> Whose;
  for (Result &R : Results)
    if (R.Building) {
      Wait.push_back({R.Signal, POLLIN, 0});
      Whose.push_back(&R);
    }
  // Ends are not signalled by a descriptor, so look for them now and then.
  poll(Wait.data(), Wait.size(), Wait.empty() ? 20 : 50);
  for (size_t I = 0; I < Wait.size(); ++I)
    if (Wait[I].revents) {
      close(Whose[I]->Signal);
      Whose[I]->Building = false;
    }
  for (Result &R : Results) {
    int Status;
    if (R.Process < 0 || R.Done || waitpid(R.Process, &Status, WNOHANG) <= 0)
      continue;
    R.Done = true;
    if (R.Building)
      close(R.Signal);
    R.Building = false;
    Failed |= Status != 0;
  }
}

/// Prints all results up to the first that is not there yet.
void TestQueue::print() {
  for (; Printed < Next && Results[Printed].Done; ++Printed) {
    int &File = Results[Printed].Output;
    if (File < 0)
      continue;
    llvm::outs() << readAll(File);
    llvm::outs().flush();
    close(File);
  }
}

bool TestQueue::run() {
  while (Printed < Packages.size()) {
    bool Stop = Failed && Opts.Test.FailFast;
    if (Stop && running() == 0)
      break;
    if (Next < Packages.size() && !Stop && running() < Show.Jobs && !building())
      start(Next++);
    else
      await();
    print();
  }
  return !Failed;
}

/// Makes one profile of those that the programs wrote.
static bool mergeProfiles(StringRef Parts, size_t Count, StringRef Mode,
                          StringRef Output) {
  std::string Text = ("mode: " + Mode + "\n").str();
  for (size_t I = 0; I < Count; ++I) {
    std::string Name = (Parts + "." + llvm::Twine(I)).str();
    if (auto Buffer = llvm::MemoryBuffer::getFile(Name))
      Text += (*Buffer)->getBuffer().split('\n').second;
    fs::remove(Name);
  }
  llvm::Error E = writeFileAtomically(Output, Text);
  if (!E)
    return true;
  llvm::errs() << "ogo: " << llvm::toString(std::move(E)) << '\n';
  return false;
}

/// Packages that cannot be loaded are reported before any is tested, and taken
/// off the list. Whether all can.
static bool dropUnloadable(Options &Opts,
                           std::vector<PackageLocation> &Packages) {
  auto load = [&](size_t I) {
    Opts.Inputs = {Packages[I].Std ? Packages[I].ImportPath : Packages[I].Dir};
    Compilation C(Opts);
    if (C.loadTest() != Compilation::TestLoad::Failed)
      return 0;
    C.finish();
    return 1;
  };
  auto Results =
      runJobs(Packages.size(), /*Jobs=*/2, load, [](size_t, size_t) {});
  std::vector<PackageLocation> Left;
  for (size_t I = 0; I < Packages.size(); ++I) {
    if (Results[I].Status != 0)
      reportFailure(Opts.Test.Json, Packages[I].ImportPath,
                    Packages[I].ImportPath, Results[I].Output, "setup failed");
    else
      Left.push_back(Packages[I]);
  }
  bool All = Left.size() == Packages.size();
  Packages = std::move(Left);
  return All;
}

int ogo::runTests(Options &Opts) {
  std::vector<PackageLocation> Packages;
  std::string Wrong = Compilation(Opts).findTestPackages(Packages);
  if (!Wrong.empty()) {
    StringRef Text = Wrong, Name = Text;
    if (Opts.Inputs.size() != 1 || Text.starts_with("go: ")) {
      llvm::errs() << Text;
      return 1;
    }
    if (Name.consume_front("package "))
      Name = Name.split(':').first;
    else
      Name = Opts.Inputs.front();
    reportFailure(Opts.Test.Json, Name, Name, Text, "setup failed");
    if (!Opts.Test.Json && !Opts.Test.Here)
      llvm::outs() << "FAIL\n";
    return 1;
  }
  if (Packages.empty()) {
    llvm::errs() << "no packages to test\n";
    return 1;
  }
  TestOptions &Test = Opts.Test;
  auto refuse = [](const llvm::Twine &Text) {
    llvm::errs() << "ogo: " << Text << '\n';
    return 1;
  };
  if (!Test.Fuzz.empty())
    return refuse("-fuzz: fuzzing is not supported");
  if (!Test.ProfileFlag.empty() && Packages.size() != 1)
    return refuse("cannot use " + Test.ProfileFlag +
                  " flag with multiple packages");
  bool Folder =
      StringRef(Opts.Output).ends_with("/") || fs::is_directory(Opts.Output);
  if (Packages.size() > 1 && !Opts.Output.empty() && !Folder &&
      Opts.Output != "/dev/null")
    return refuse("with multiple packages, -o must refer to a directory or "
                  "/dev/null");
  if (Folder)
    if (std::error_code EC = fs::create_directories(Opts.Output))
      return refuse("mkdir " + Opts.Output + ": " + EC.message());
  if (Test.Json) {
    if (!prepareTest2Json(Opts))
      return 1;
    Test.Args.insert(Test.Args.begin(), "-test.v=test2json");
  }
  bool Timed = llvm::any_of(
      Test.Args, [](StringRef A) { return A.starts_with("-test.timeout="); });
  if (!Timed)
    Test.Args.insert(Test.Args.begin(),
                     "-test.timeout=" + formatDuration(Test.Timeout));
  if (!Test.ProfileFlag.empty() && Test.OutputDir.empty()) {
    llvm::SmallString<128> Here;
    fs::current_path(Here);
    Test.Args.insert(Test.Args.begin(), ("-test.outputdir=" + Here).str());
  }
  Display Show;
  Show.ShowPass = Test.Verbose || !Test.List.empty();
  Show.Direct = Test.Here || !Test.Bench.empty();
  // Benchmarks run alone.
  Show.Jobs = !Test.Bench.empty() ? 1
              : Opts.Jobs         ? Opts.Jobs
                          : std::max(1u, std::thread::hardware_concurrency());
  Show.AtOnce = Show.Direct || Test.Json ||
                (Show.ShowPass && (Packages.size() == 1 || Opts.Jobs == 1));
  llvm::SmallString<128> Profile(Test.CoverProfile);
  if (Test.Cover && buildTool(Opts, "cover").empty())
    return 1;
  if (!Profile.empty()) {
    if (!Test.OutputDir.empty() && path::is_relative(Profile))
      Profile = Test.OutputDir + "/" + Test.CoverProfile;
    fs::make_absolute(Profile);
    Show.CoverFile = (Profile + "." + llvm::Twine(getpid())).str();
  }
  bool Passed = Packages.size() < 2 || dropUnloadable(Opts, Packages);
  Passed &= TestQueue(Opts, Packages, Show).run();
  if (!Profile.empty() && !Test.CompileOnly)
    Passed &=
        mergeProfiles(Show.CoverFile, Packages.size(), Test.CoverMode, Profile);
  if (!Passed && !Test.Json && !Test.Here)
    llvm::outs() << "FAIL\n";
  return !Passed;
}
