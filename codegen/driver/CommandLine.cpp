//===- CommandLine.cpp - argv to Options ----------------------------------===//
//
// Which words are flags is the table's business (Flags.cpp); here is where each
// command's flags end and its operands and the arguments of programs begin.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/CommandLine.h"
#include "codegen/driver/Flags.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace ogo;
using llvm::StringRef;

namespace {
using Words = llvm::ArrayRef<std::string>;
}

static int usageError(const llvm::Twine &Text, const CommandInfo *C = nullptr) {
  llvm::errs() << "ogo: " << Text << '\n';
  llvm::errs() << "Run ogo help" << (C ? std::string(" ") + C->Name : "")
               << " for usage.\n";
  return 2;
}

static int help(const CommandInfo &C) {
  printHelp(C);
  llvm::outs().flush();
  return 0;
}

static bool isGoFile(StringRef Word) {
  return Word == "-" || (Word.size() > 3 && Word.ends_with(".go"));
}

/// Flags and operands in any order; "--" ends the flags.
static std::optional<int> parsePlain(const CommandInfo &C, Words W,
                                     Options &Opts) {
  while (!W.empty()) {
    std::string Word = W.front();
    FlagWord F = takeFlag(C.User, W, Opts);
    switch (F.What) {
    case FlagWord::Operand:
      Opts.Inputs.push_back(Word);
      break;
    case FlagWord::Terminator:
      Opts.Inputs.insert(Opts.Inputs.end(), W.begin(), W.end());
      return std::nullopt;
    case FlagWord::Help:
      return help(C);
    case FlagWord::Unknown:
    case FlagWord::Bad:
      return usageError(F.Error, &C);
    case FlagWord::Set:
      break;
    }
  }
  return std::nullopt;
}

/// Flags end at the files or the package; all behind those, or behind a "--"
/// after them, is the program's.
static std::optional<int> parseRun(const CommandInfo &C, Words W,
                                   Options &Opts) {
  bool Flags = true;
  while (!W.empty()) {
    std::string Word = W.front();
    if (!Opts.Inputs.empty()) {
      if (!isGoFile(Opts.Inputs.back()) || !isGoFile(Word))
        break;
      Opts.Inputs.push_back(Word);
      W = W.drop_front();
      continue;
    }
    FlagWord F;
    if (Flags)
      F = takeFlag(C.User, W, Opts);
    else
      W = W.drop_front();
    if (F.What == FlagWord::Operand)
      Opts.Inputs.push_back(Word);
    else if (F.What == FlagWord::Terminator)
      Flags = false;
    else if (F.What == FlagWord::Help)
      return help(C);
    else if (F.What != FlagWord::Set)
      return usageError(F.Error, &C);
  }
  if (!W.empty() && W.front() == "--")
    W = W.drop_front();
  Opts.ProgramArgs.assign(W.begin(), W.end());
  return std::nullopt;
}

/// Flags may stand before and after the list of packages. What nobody knows,
/// and what stands behind it, is the test programs', as all behind -args is.
static std::optional<int> parseTest(const CommandInfo &C, Words W,
                                    Options &Opts) {
  enum { Before, In, After } Packages = Before;
  bool MayBeValue = false; // the last word was a flag of unknown kind
  std::string FirstUnknown;
  auto &Rest = Opts.Test.Args;
  while (!W.empty()) {
    std::string Word = W.front();
    Words Here = W;
    FlagWord F = takeFlag(C.User, W, Opts);
    bool WasFlag = std::exchange(MayBeValue, false);
    if (F.What == FlagWord::Terminator) {
      Rest.insert(Rest.end(), W.begin(), W.end());
      break;
    }
    if (F.What == FlagWord::Operand) {
      if (Packages != After) {
        Packages = In;
        Opts.Inputs.push_back(Word);
        continue;
      }
      if (WasFlag) {
        Rest.push_back(Word);
        continue;
      }
      Rest.insert(Rest.end(), Here.begin(), Here.end());
      break;
    }
    if (Packages == In)
      Packages = After;
    if (F.What == FlagWord::Help)
      return help(C);
    if (F.What == FlagWord::Bad)
      return usageError(F.Error, &C);
    if (F.What != FlagWord::Unknown)
      continue;
    Packages = After;
    if (Word == "-args" || Word == "--args") {
      Rest.insert(Rest.end(), W.begin(), W.end());
      break;
    }
    if (FirstUnknown.empty())
      FirstUnknown = Word;
    Rest.push_back(Word);
    MayBeValue = !F.HasValue;
  }
  if (!FirstUnknown.empty() && Opts.Test.CompileOnly)
    return usageError(
        "unknown flag " + FirstUnknown + " cannot be used with -c", &C);
  return std::nullopt;
}

/// $GOFLAGS: flags for whatever command has them.
static std::optional<int> applyGoFlags(const CommandInfo &C, Options &Opts) {
  const char *Text = std::getenv("GOFLAGS");
  if (!Text)
    return std::nullopt;
  auto List = splitQuoted(Text);
  if (!List)
    return usageError("parsing $GOFLAGS: unterminated quoted string", &C);
  for (const std::string &Word : *List) {
    StringRef Name = StringRef(Word).ltrim('-').split('=').first;
    if (!StringRef(Word).starts_with("-") || Name.empty())
      return usageError("parsing $GOFLAGS: non-flag \"" + Word + "\"", &C);
    if (!findFlag(C.User, Name)) {
      if (!findFlag(ForAll, Name))
        return usageError("parsing $GOFLAGS: unknown flag -" + Name, &C);
      continue;
    }
    Words One(Word);
    FlagWord F = takeFlag(C.User, One, Opts);
    if (F.What != FlagWord::Set)
      return usageError("parsing $GOFLAGS: " + F.Error, &C);
  }
  return std::nullopt;
}

/// $GOOS and $GOARCH say what to build for, unless --target does.
static std::optional<int> applyTargetEnvironment(Options &Opts) {
  const char *OS = std::getenv("GOOS"), *Arch = std::getenv("GOARCH");
  StringRef ArchName = Arch ? Arch : "";
  bool Known = ArchName.empty() || ArchName == "amd64" || ArchName == "arm64";
  if ((OS && *OS && StringRef(OS) != "linux") || !Known)
    return usageError(llvm::Twine("unsupported GOOS/GOARCH pair ") +
                      (OS && *OS ? OS : "linux") + "/" +
                      (ArchName.empty() ? StringRef("amd64") : ArchName));
  if (!ArchName.empty())
    Opts.Arch = ArchName == "arm64" ? TargetArch::AArch64 : TargetArch::X86_64;
  return std::nullopt;
}

/// What depends on several flags, whatever their order.
static std::optional<int> finishOptions(Options &Opts) {
  if (Opts.LevelFlag)
    Opts.OptLevel = *Opts.LevelFlag;
  else if (Opts.NoOptFlag)
    Opts.OptLevel = 0;
  if (Opts.OptLevel == 0)
    Opts.Debug = true;
  Opts.Remarks.Defer = Opts.hasDebugKey("defer");
  Opts.Test.Here = Opts.Inputs.empty();
  // However the programs are told.
  for (StringRef A : Opts.Test.Args)
    Opts.Test.Verbose |= A == "-test.v" || A == "--test.v";
  if (!Opts.ChangeDir.empty())
    if (std::error_code EC = llvm::sys::fs::set_current_path(Opts.ChangeDir))
      return usageError("chdir " + Opts.ChangeDir + ": " + EC.message());
  return std::nullopt;
}

bool Options::hasDebugKey(StringRef Key) const {
  for (StringRef K : DebugKeys)
    if (K.split('=').first == Key)
      return true;
  return false;
}

std::optional<int> ogo::parseCommandLine(int Argc, char **Argv, Options &Opts) {
  std::vector<std::string> All(Argv + std::min(Argc, 1), Argv + Argc);
  Words W = All;
  if (W.empty()) {
    usageError("a command is needed");
    return 2;
  }
  StringRef Name = W.front();
  W = W.drop_front();
  bool Help =
      Name == "help" || Name == "-h" || Name == "-help" || Name == "--help";
  if (Help && W.empty()) {
    printHelp();
    llvm::outs().flush();
    return 0;
  }
  if (Help)
    Name = W.front();
  else if (Name == "-version" || Name == "--version")
    Name = "version";
  if (Name == "toolexec" && !W.empty()) { // the go command's word to ogo
    Opts.Cmd = Command::ToolExec;
    Opts.ProgramArgs.assign(W.begin(), W.end());
    return std::nullopt;
  }
  auto *C = llvm::find_if(commands(), [&](auto &C) { return Name == C.Name; });
  if (C == commands().end()) {
    StringRef Near = nearestCommand(Name);
    return usageError(Name + ": unknown command" +
                      (Near.empty() ? "" : "; did you mean " + Near + "?"));
  }
  Opts.Cmd = C->Cmd;
  if (C->Cmd == Command::Go || (C->Cmd == Command::Version && !W.empty())) {
    Opts.Cmd = Command::Go;
    if (Help)
      Opts.ProgramArgs.push_back("help");
    Opts.ProgramArgs.push_back(C->Name);
    Opts.ProgramArgs.insert(Opts.ProgramArgs.end(), W.begin() + Help, W.end());
    return std::nullopt;
  }
  if (Help)
    return help(*C);
  if (C->User & (ForAll | ForEnv)) {
    if (auto Status = applyTargetEnvironment(Opts))
      return Status;
    if (auto Status = applyGoFlags(*C, Opts))
      return Status;
  }
  std::optional<int> Status;
  if (C->Cmd == Command::Run)
    Status = parseRun(*C, W, Opts);
  else if (C->Cmd == Command::Test)
    Status = parseTest(*C, W, Opts);
  else
    Status = parsePlain(*C, W, Opts);
  if (Status)
    return Status;
  return finishOptions(Opts);
}
