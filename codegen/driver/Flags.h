//===- Flags.h - The commands and their flags ------------------*- C++ -*-===//
//
// One table says which flags there are, who has them and which take a value.
// The parser, the help, suggestions for what is mistyped, $GOFLAGS and -gcflags
// all read it, so no two of them can disagree.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_FLAGS_H
#define OGO_CODEGEN_DRIVER_FLAGS_H

#include "codegen/driver/Options.h"
#include <optional>

namespace ogo {

/// Who has a flag. Gc: what -gcflags may hold.
enum FlagUser : unsigned {
  ForBuild = 1,
  ForRun = 2,
  ForTest = 4,
  ForCheck = 8,
  ForEnv = 16,
  ForGc = 32,
  ForBuilds = ForBuild | ForRun | ForTest,
  ForAll = ForBuilds | ForCheck,
};

struct CommandInfo {
  const char *Name;
  Command Cmd;
  unsigned User;        // as which it has flags; 0: it has none
  const char *Operands; // as the usage line shows them
  const char *Help;
};

struct Flag {
  enum Extra : uint8_t {
    None,
    Digits, // a number may follow without space: -O2
    OrAuto, // a switch with a third position, "auto"
    ToTest, // is (also) a flag of test programs: -run is their -test.run
  };
  /// Sets what Value asks for. A result that is not empty is what is wrong.
  using Setter = std::string (*)(Options &, llvm::StringRef Value);

  const char *Name; // without dashes
  unsigned Users;
  const char *Value; // null: a switch; else what the help calls the value
  const char *Help;  // null: known, but not worth a line
  Setter Set;        // null: accepted without a word
  Extra Also = None;

  bool isSwitch() const { return !Value; }
};

llvm::ArrayRef<CommandInfo> commands();
llvm::ArrayRef<Flag> flags();
const Flag *findFlag(unsigned User, llvm::StringRef Name);

/// One word of a command line, and perhaps the next as its value.
struct FlagWord {
  enum Kind : uint8_t {
    Operand,    // no flag
    Terminator, // --
    Help,
    Unknown, // a flag nobody knows
    Bad,     // Error says why
    Set,     // done
  };
  Kind What = Operand;
  const Flag *F = nullptr;
  bool HasValue = false; // in the same word
  std::string Error;
};

/// Takes the first of Words, and a second if it is the value of the first; if
/// it is a flag of User, Opts gets what it says.
FlagWord takeFlag(unsigned User, llvm::ArrayRef<std::string> &Words,
                  Options &Opts);

/// What is said about a flag that User does not have, with the one that was
/// perhaps meant.
std::string unknownFlag(unsigned User, llvm::StringRef Word);
/// The command perhaps meant by Word, empty if none is near.
llvm::StringRef nearestCommand(llvm::StringRef Word);

/// Splits as the go command does: words between spaces, '…' and "…" for words
/// with spaces, no escapes.
std::optional<std::vector<std::string>> splitQuoted(llvm::StringRef Text);

void printHelp();
void printHelp(const CommandInfo &C);

} // namespace ogo

#endif
