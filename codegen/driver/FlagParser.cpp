//===- FlagParser.cpp - Reading words by the table of flags ---------------===//
//
// Flags are spelled as the go command's: one dash or two, -flag=value or -flag
// value; a switch takes a value only after an equals sign. A flag that takes a
// value takes exactly one.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/Flags.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace ogo;
using llvm::StringRef;

const Flag *ogo::findFlag(unsigned User, StringRef Name) {
  for (const Flag &F : flags())
    if ((F.Users & User) && Name == F.Name)
      return &F;
  // -test.run is -run to whoever passes it on.
  if (User == ForTest && Name.consume_front("test."))
    if (const Flag *F = findFlag(User, Name); F && F->Also == Flag::ToTest)
      return F;
  return nullptr;
}

/// The value of a switch; gc's flags may also count (-l=4).
static std::optional<bool> parseSwitch(StringRef Value) {
  unsigned Number;
  if (!Value.getAsInteger(10, Number))
    return Number != 0;
  return llvm::StringSwitch<std::optional<bool>>(Value)
      .Cases("t", "T", "true", "TRUE", "True", true)
      .Cases("f", "F", "false", "FALSE", "False", false)
      .Default(std::nullopt);
}

static bool isNumber(StringRef S) {
  return !S.empty() && llvm::all_of(S, llvm::isDigit);
}

FlagWord ogo::takeFlag(unsigned User, llvm::ArrayRef<std::string> &Words,
                       Options &Opts) {
  FlagWord Result;
  StringRef Word = Words.front();
  Words = Words.drop_front();
  StringRef Name = Word;
  if (!Name.consume_front("-") || Name.empty())
    return Result;
  if (Name == "-") {
    Result.What = FlagWord::Terminator;
    return Result;
  }
  Name.consume_front("-");
  StringRef Value;
  size_t Equals = Name.find('=');
  if (Equals != StringRef::npos) {
    Result.HasValue = true;
    Value = Name.substr(Equals + 1);
    Name = Name.take_front(Equals);
  }
  auto fail = [&](FlagWord::Kind What, const llvm::Twine &Text) {
    Result.What = What;
    Result.Error = Text.str();
    return Result;
  };
  if (Name.empty() || Name.starts_with("-"))
    return fail(FlagWord::Bad, "bad flag syntax: " + Word);
  const Flag *F = findFlag(User, Name);
  if (!F && !Result.HasValue && isNumber(Name.drop_front()))
    if (const Flag *Short = findFlag(User, Name.take_front());
        Short && Short->Also == Flag::Digits) {
      F = Short;
      Result.HasValue = true;
      Value = Name.drop_front();
    }
  if (!F && (Name == "h" || Name == "help")) {
    Result.What = FlagWord::Help;
    return Result;
  }
  if (!F)
    return fail(FlagWord::Unknown, unknownFlag(User, Word));
  Result.F = F;
  std::string Shown = ("-" + Name).str();
  std::string Text = Value.str();
  if (F->isSwitch()) {
    auto On = Result.HasValue ? parseSwitch(Value) : std::optional<bool>(true);
    // -v=test2json is a switch with a third position.
    bool Third = (F->Also == Flag::ToTest && Value == "test2json") ||
                 (F->Also == Flag::OrAuto && Value == "auto");
    if (!On && !Third)
      return fail(FlagWord::Bad, "invalid boolean value \"" + Value +
                                     "\" for " + Shown +
                                     (F->Also == Flag::OrAuto
                                          ? ": value is neither 'auto' nor a "
                                            "valid bool"
                                          : ": parse error"));
    if (!Third)
      Text = *On ? "true" : "false";
  } else if (!Result.HasValue) {
    if (Words.empty())
      return fail(FlagWord::Bad, "flag needs an argument: " + Shown);
    Text = Words.front();
    Words = Words.drop_front();
  }
  Result.What = FlagWord::Set;
  if (F->Set)
    if (std::string Wrong = F->Set(Opts, Text); !Wrong.empty())
      return fail(FlagWord::Bad, Wrong);
  if (F->Also == Flag::ToTest)
    Opts.Test.Args.push_back(std::string("-test.") + F->Name + "=" + Text);
  return Result;
}

//===----------------------------------------------------------------------===//
// What was meant
//===----------------------------------------------------------------------===//

namespace {
/// Keeps the candidate nearest to a word, if it is near at all.
class Nearest {
public:
  explicit Nearest(StringRef Word) : Word(Word) {}
  void offer(StringRef Candidate) {
    unsigned Limit =
        std::min<size_t>(Word.size(), Candidate.size()) <= 3 ? 1 : 2;
    unsigned Distance =
        Word.edit_distance(Candidate, /*AllowReplacements=*/true, Limit);
    // Two letters that changed places count as one mistake.
    if (Distance == 2 && Word.size() == Candidate.size()) {
      size_t I = 0;
      while (Word[I] == Candidate[I])
        ++I;
      if (I + 1 < Word.size() && Word[I] == Candidate[I + 1] &&
          Word[I + 1] == Candidate[I] &&
          Word.substr(I + 2) == Candidate.substr(I + 2))
        Distance = 1;
    }
    if (Distance <= Limit && Distance < Best) {
      Best = Distance;
      Found = Candidate;
    }
  }
  StringRef found() const { return Found; }

private:
  StringRef Word, Found;
  unsigned Best = ~0u;
};
} // namespace

std::string ogo::unknownFlag(unsigned User, StringRef Word) {
  StringRef Name = Word.ltrim('-').split('=').first;
  std::string Text = ("flag provided but not defined: -" + Name).str();
  Nearest Near(Name);
  for (const Flag &F : flags())
    if ((F.Users & User) && StringRef(F.Name).size() > 1)
      Near.offer(F.Name);
  if (!Near.found().empty())
    Text += "; did you mean -" + Near.found().str() + "?";
  return Text;
}

StringRef ogo::nearestCommand(StringRef Word) {
  Nearest Near(Word);
  for (const CommandInfo &C : commands())
    Near.offer(C.Name);
  return Near.found();
}

std::optional<std::vector<std::string>> ogo::splitQuoted(StringRef Text) {
  constexpr StringRef Space = " \t\n\r";
  std::vector<std::string> Words;
  while (!(Text = Text.ltrim(Space)).empty()) {
    char Quote = Text[0];
    size_t End;
    if (Quote == '"' || Quote == '\'') {
      Text = Text.drop_front();
      End = Text.find(Quote);
      if (End == StringRef::npos)
        return std::nullopt;
      Words.push_back(Text.take_front(End).str());
      Text = Text.drop_front(End + 1);
      continue;
    }
    End = std::min(Text.find_first_of(Space), Text.size());
    Words.push_back(Text.take_front(End).str());
    Text = Text.drop_front(End);
  }
  return Words;
}

//===----------------------------------------------------------------------===//
// Help
//===----------------------------------------------------------------------===//

/// A name and what it means, whose further lines are indented alike.
static void printEntry(StringRef Name, StringRef Text) {
  constexpr unsigned Width = 26;
  llvm::outs() << "  " << llvm::left_justify(Name, Width);
  if (Name.size() > Width)
    llvm::outs() << '\n' << llvm::left_justify("", Width + 2);
  for (bool First = true; !Text.empty(); First = false) {
    auto [Line, Rest] = Text.split('\n');
    if (!First)
      llvm::outs() << llvm::left_justify("", Width + 2);
    llvm::outs() << Line << '\n';
    Text = Rest;
  }
}

void ogo::printHelp() {
  llvm::outs() << "ogo compiles Go to native Linux programs.\n\n"
                  "usage: ogo COMMAND [FLAGS] [OPERANDS]\n\ncommands:\n";
  for (const CommandInfo &C : commands())
    printEntry(C.Name, C.Help);
  llvm::outs() << "\nogo help COMMAND says more about one of them.\n";
}

void ogo::printHelp(const CommandInfo &C) {
  llvm::outs() << C.Help << "\n\nusage: ogo " << C.Name;
  if (C.User)
    llvm::outs() << " [FLAGS]";
  llvm::outs() << (*C.Operands ? " " : "") << C.Operands << '\n';
  if (!C.User)
    return;
  llvm::outs() << "\nflags:\n";
  for (const Flag &F : flags()) {
    if (!(F.Users & C.User) || !F.Help)
      continue;
    // One dash or two is the same; words read better with two.
    std::string Name = StringRef(F.Name).size() > 1 ? "--" : "-";
    Name += F.Name;
    if (F.Value)
      Name += std::string(" ") + F.Value;
    printEntry(Name, F.Help);
  }
}
