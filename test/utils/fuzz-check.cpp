//===- fuzz-check.cpp - Mutates correct programs to find crashes ----------===//
//
//   fuzz-check [-runs=N] [-seed=S] [-max-ms=T] [-max-seconds=T] [-save=file]
//              seed-file-or-dir...
// Every run changes a few bytes or tokens of one seed file and gives the result
// to the front end. The sequence of inputs depends on the seed alone, so a
// finding is repeated by its run number (-first=N -runs=1). A crash ends the
// process with the input saved; an input that takes longer than -max-ms (of
// processor time) fails. -max-seconds ends the runs early without an error.
//
// With -DOGO_LIBFUZZER=ON the same target is built for libFuzzer, which chooses
// inputs by coverage (CONTRIBUTING.md "Fuzzing").
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Check.h"
#include "frontend/syntax/ASTDump.h"
#include "frontend/syntax/Parser.h"
#include "frontend/syntax/Walk.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/thread.h"
#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>

using namespace ogo;
using llvm::StringRef;
namespace cl = llvm::cl;
namespace fs = llvm::sys::fs;

static void visitAll(const Node *N, uint64_t &Count) {
  llvm::SmallVector<const Node *, 64> Work{N};
  while (!Work.empty()) {
    const Node *Next = Work.pop_back_val();
    // Both walk to a leaf, which would make the visit quadratic.
    if (++Count % 64 == 0) {
      startPos(Next);
      endPos(Next);
    }
    forEachChild(Next, [&](const Node *Child) { Work.push_back(Child); });
  }
}

struct Counts {
  uint64_t Nodes = 0, Errors = 0;
};

/// What `ogo check` does with a file, but for the imports.
static void checkText(StringRef Text, bool TypeCheck, Counts &Count) {
  SourceManager SM;
  const SourceFile &Source =
      SM.addFile("fuzz.go", llvm::MemoryBuffer::getMemBufferCopy(Text));
  Diagnostics Diags(SM);
  Interner Names;
  TypeContext Types(Names);
  Package *P = Types.makePackage("fuzz", "");
  ParseOptions Opts;
  Opts.UserCode = true;
  P->Files.push_back(parseFile(P->Syntax, SM, Source, Names, Diags, Opts));
  visitAll(P->Files[0], Count.Nodes);
  // The checker gets trees with syntax errors too: a driver may want all
  // errors at once.
  CheckOptions Check;
  Check.TestBuiltins = true;
  Check.Importer = [&](StringRef Path, Pos At) -> Package * {
    if (Path == "unsafe")
      return Types.unsafePackage();
    Diags.report(DiagCode::BrokenImport, At, "could not import " + Path);
    return nullptr;
  };
  if (TypeCheck)
    checkPackage(Types, *P, Diags, Check);
  Count.Errors += Diags.errorCount();
  Diagnostics::PrintOptions Print;
  Print.Caret = true;
  Diags.print(llvm::nulls(), Print);
}

#ifndef OGO_LIBFUZZER
static cl::list<std::string> Inputs(cl::Positional, cl::OneOrMore,
                                    cl::desc("<file or directory>..."));
static cl::opt<uint64_t> Seed("seed", cl::init(1), cl::desc("Random seed"));
static cl::opt<uint64_t> First("first", cl::init(0), cl::desc("First run"));
static cl::opt<uint64_t> Runs("runs", cl::init(10000), cl::desc("Runs"));
static cl::opt<unsigned> MaxMs("max-ms", cl::init(1000),
                               cl::desc("Time an input may take"));
static cl::opt<unsigned> MaxSeconds("max-seconds", cl::init(0),
                                    cl::desc("End after this long"));
static cl::opt<bool> ParseOnly("parse-only", cl::desc("Do not type-check"));
static cl::opt<std::string> Save("save", cl::init("fuzz-input.go"),
                                 cl::desc("Where a bad input is saved"));

/// What is fuzzed: gets one input, must return whatever it contains.
using Target = llvm::function_ref<void(StringRef)>;

static std::vector<std::string> readSeeds() {
  std::vector<std::string> Paths, Texts;
  for (const std::string &Input : Inputs) {
    if (!fs::is_directory(Input)) {
      Paths.push_back(Input);
      continue;
    }
    std::error_code EC;
    for (fs::recursive_directory_iterator It(Input, EC), End; It != End && !EC;
         It.increment(EC))
      if (StringRef(It->path()).ends_with(".go"))
        Paths.push_back(It->path());
  }
  std::sort(Paths.begin(), Paths.end());
  for (const std::string &Path : Paths)
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Texts.push_back((*Buffer)->getBuffer().str());
  return Texts;
}

static constexpr StringRef Fragments[] = {
    "(",           ")",         "[",       "]",       "{",      "}",
    ",",           ";",         ":",       ".",       "...",    ":=",
    "=",           "<-",        "*",       "~",       "|",      "&",
    "!",           "++",        "func",    "type",    "struct", "interface",
    "chan",        "map",       "range",   "for",     "if",     "else",
    "switch",      "select",    "case",    "default", "go",     "defer",
    "return",      "goto",      "break",   "var",     "const",  "import",
    "x",           "T",         "_",       "1",       "0x",     "1e",
    "'",           "\"",        "`",       "\\",      "\n",     "\xff",
    "/*",          "//line :1", "[T any]", "iota",    "nil",    "any",
    "fallthrough", "L:",        "9e99999", "<<",      "%",      "make",
    "append",      "recover()", "1<<100",  "[...]"};

static std::string mutate(std::string Text, std::mt19937_64 &Random,
                          llvm::ArrayRef<std::string> Seeds) {
  auto Below = [&](size_t N) { return N ? Random() % N : 0; };
  for (size_t N = 1 + Below(3); N != 0; --N) {
    size_t At = Below(Text.size());
    switch (Below(7)) {
    case 0:
      Text.erase(At, 1 + Below(8));
      break;
    case 1:
      if (At < Text.size())
        Text[At] = static_cast<char>(Random());
      break;
    case 2: // a piece of the same text again
      Text.insert(At, Text.substr(Below(Text.size()), Below(64)));
      break;
    case 3: { // a piece of another
      const std::string &Other = Seeds[Below(Seeds.size())];
      Text.insert(At, Other.substr(Below(Other.size()), Below(128)));
      break;
    }
    case 4: { // deep repetition
      StringRef F = Fragments[Below(std::size(Fragments))];
      std::string Many;
      for (size_t I = Below(20) == 0 ? Below(30000) : Below(30); I != 0; --I)
        Many += F;
      Text.insert(At, Many);
      break;
    }
    default:
      Text.insert(At, Fragments[Below(std::size(Fragments))]);
    }
  }
  return Text;
}

static std::string CurrentInput;
static uint64_t Done = 0;

static void saveInput(void *) {
  std::error_code EC;
  llvm::raw_fd_ostream OS(Save, EC);
  OS << CurrentInput;
}

static int fuzz(llvm::ArrayRef<std::string> Seeds, Target Run) {
  using Clock = std::chrono::steady_clock;
  auto Begin = Clock::now();
  for (uint64_t I = First; I != First + Runs; ++I) {
    if (MaxSeconds && Clock::now() - Begin > std::chrono::seconds(MaxSeconds))
      break;
    ++Done;
    std::mt19937_64 Random(Seed * 0x9E3779B97F4A7C15u + I);
    CurrentInput = mutate(Seeds[Random() % Seeds.size()], Random, Seeds);
    // Processor time: other processes must not make an input look slow.
    std::clock_t Start = std::clock();
    Run(CurrentInput);
    uint64_t Ms = uint64_t(std::clock() - Start) * 1000 / CLOCKS_PER_SEC;
    if (Ms > MaxMs) {
      saveInput(nullptr);
      llvm::errs() << "run " << I << " took " << Ms << " ms, input in " << Save
                   << '\n';
      return 1;
    }
  }
  return 0;
}

static int run() {
  std::vector<std::string> Seeds = readSeeds();
  if (Seeds.empty()) {
    llvm::errs() << "no seed files\n";
    return 1;
  }
  Counts Count;
  int Result =
      fuzz(Seeds, [&](StringRef Text) { checkText(Text, !ParseOnly, Count); });
  llvm::errs() << Done << " runs, " << Count.Nodes << " nodes, " << Count.Errors
               << " errors\n";
  return Result;
}

int main(int Argc, char **Argv) {
  cl::ParseCommandLineOptions(Argc, Argv);
  llvm::sys::PrintStackTraceOnErrorSignal(Argv[0]);
  llvm::sys::AddSignalHandler(saveInput, nullptr);
  // As much as the driver gives: the parser's limits on nesting count on it.
  int Status = 0;
  llvm::thread Worker(std::optional<unsigned>(512u << 20),
                      [&] { Status = run(); });
  Worker.join();
  return Status;
}

#else // OGO_LIBFUZZER

/// Syntax and types live as long as their compilation and are never destroyed
/// one by one; -fork starts afresh before that fills memory.
extern "C" int __lsan_is_turned_off() { return 1; }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static Counts Count;
  checkText(StringRef(reinterpret_cast<const char *>(Data), Size), true, Count);
  return 0;
}

#endif
