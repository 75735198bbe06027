//===- GoMod.cpp - Parsing go.mod and go.work, comparing versions ---------===//
//
// Grammar: one directive per line, `verb args…` or `verb ( … )` with one
// argument list per line; // comments; strings in "" or `` where a bare word
// would not do.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/GoMod.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace ogo;
using llvm::StringRef;

namespace {

class GoModParser {
public:
  GoModParser(StringRef Text, StringRef Name, ModFileKind Kind)
      : Text(Text), Name(Name), Kind(Kind) {}
  llvm::Expected<GoMod> parse();

private:
  using Words = llvm::SmallVector<std::string, 4>;
  llvm::Error error(const llvm::Twine &Why) const {
    return llvm::createStringError(Name + ":" + llvm::Twine(LineNo) + ": " +
                                   Why);
  }
  llvm::Error splitLine(StringRef Line, Words &Out) const;
  llvm::Error directive(StringRef Verb, llvm::ArrayRef<std::string> Args);
  llvm::Error replace(llvm::ArrayRef<std::string> Args);
  bool known(StringRef Verb) const;

  StringRef Text;
  std::string Name;
  ModFileKind Kind;
  unsigned LineNo = 0;
  GoMod Mod;
};

} // namespace

llvm::Error GoModParser::splitLine(StringRef Line, Words &Out) const {
  Line = Line.trim();
  while (!Line.empty() && !Line.starts_with("//")) {
    char First = Line[0];
    if (First == '"' || First == '`') {
      size_t End = Line.find(First, 1);
      if (End == StringRef::npos)
        return error("unterminated quoted string");
      Out.push_back(Line.slice(1, End).str());
      Line = Line.drop_front(End + 1).ltrim();
      continue;
    }
    if (First == '(' || First == ')') {
      Out.push_back(std::string(1, First));
      Line = Line.drop_front().ltrim();
      continue;
    }
    size_t End = 0;
    while (End < Line.size() && !llvm::isSpace(Line[End]) && Line[End] != '(' &&
           Line[End] != ')' && !Line.substr(End).starts_with("//"))
      ++End;
    Out.push_back(Line.take_front(End).str());
    Line = Line.drop_front(End).ltrim();
  }
  return llvm::Error::success();
}

llvm::Error GoModParser::replace(llvm::ArrayRef<std::string> Args) {
  size_t Arrow = 0;
  while (Arrow < Args.size() && Args[Arrow] != "=>")
    ++Arrow;
  size_t After = Args.size() - Arrow - 1;
  if (Arrow >= Args.size() || Arrow < 1 || Arrow > 2 || After < 1 || After > 2)
    return error("usage: replace module/path [v1.2.3] => other/module v1.4\n\t"
                 " or replace module/path [v1.2.3] => ../local/directory");
  GoMod::Replacement R;
  R.Old = {Args[0], Arrow == 2 ? Args[1] : ""};
  R.New = {Args[Arrow + 1], After == 2 ? Args[Arrow + 2] : ""};
  StringRef Target = R.New.Path;
  bool IsDir = Target.starts_with("./") || Target.starts_with("../") ||
               Target.starts_with("/") || Target == "." || Target == "..";
  if (After == 1 && !IsDir)
    return error("replacement module without version must be directory path "
                 "(rooted or starting with . or ..)");
  if (After == 2 && IsDir)
    return error("replacement module directory path \"" + Target +
                 "\" cannot have version");
  Mod.Replaces.push_back(std::move(R));
  return llvm::Error::success();
}

bool GoModParser::known(StringRef Verb) const {
  if (Verb == "go")
    return true;
  switch (Kind) {
  case ModFileKind::Dependency:
    return Verb == "module" || Verb == "require";
  case ModFileKind::Work:
    return Verb == "toolchain" || Verb == "use" || Verb == "replace" ||
           Verb == "godebug";
  case ModFileKind::Main:
    break;
  }
  static constexpr StringRef Verbs[] = {"module",  "godebug",   "require",
                                        "exclude", "replace",   "retract",
                                        "tool",    "toolchain", "ignore"};
  return llvm::is_contained(Verbs, Verb);
}

llvm::Error GoModParser::directive(StringRef Verb,
                                   llvm::ArrayRef<std::string> Args) {
  if (!known(Verb))
    return Kind == ModFileKind::Dependency
               ? llvm::Error::success()
               : error("unknown directive: " + Verb);
  if (Verb == "use") {
    if (Args.size() != 1)
      return error("usage: use local/dir");
    Mod.Uses.push_back({Args[0], LineNo});
  } else if (Verb == "module") {
    if (!Mod.Module.empty())
      return error("repeated module statement");
    if (Args.size() != 1)
      return error("usage: module module/path");
    Mod.Module = Args[0];
  } else if (Verb == "go") {
    if (Mod.GoVersion.isSet())
      return error("repeated go statement");
    if (Args.size() != 1)
      return error("go directive expects exactly one argument");
    auto V = LangVersion::parse(Args[0]);
    if (!V)
      return error("invalid go version '" + Args[0] +
                   "': must match format 1.23.0");
    if (*V > CurrentLangVersion && Kind != ModFileKind::Work)
      return error("module requires go >= " + Args[0] +
                   ", but ogo supports Go 1.27");
    Mod.GoVersion = *V;
    Mod.GoLine = Args[0];
  } else if (Verb == "require" || Verb == "exclude") {
    if (Args.size() != 2)
      return error("usage: " + Verb + " module/path v1.2.3");
    (Verb == "require" ? Mod.Requires : Mod.Excludes)
        .push_back({Args[0], Args[1]});
  } else if (Verb == "replace") {
    return replace(Args);
  } else if (Verb == "godebug") {
    StringRef Key, Value;
    if (Args.size() == 1)
      std::tie(Key, Value) = StringRef(Args[0]).split('=');
    if (Key.empty() || Value.empty())
      return error("usage: godebug key=value");
    Mod.GoDebug.push_back({Key.str(), Value.str(), LineNo});
  } else if (Verb == "tool" || Verb == "ignore" || Verb == "toolchain") {
    if (Args.size() != 1)
      return error(Verb + " directive expects exactly one argument");
    if (Verb == "ignore")
      Mod.Ignores.push_back(Args[0]);
  }
  return llvm::Error::success();
}

llvm::Expected<GoMod> GoModParser::parse() {
  std::string Block; // verb of the open ( … )
  bool Skip = false; // it is none
  // A line that is wrong does not hide what is wrong with others.
  std::string Errors;
  auto note = [&](llvm::Error E) {
    if (E)
      Errors += (Errors.empty() ? "" : "\n") + llvm::toString(std::move(E));
  };
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    ++LineNo;
    Words W;
    if (auto E = splitLine(Line, W))
      return E;
    if (W.empty())
      continue;
    if (!Block.empty()) {
      if (W[0] == ")") {
        Block.clear();
        continue;
      }
      if (!Skip)
        note(directive(Block, W));
    } else if (W.size() >= 2 && W[1] == "(") {
      if (W.size() == 2) {
        Block = W[0];
        Skip = Kind != ModFileKind::Dependency &&
               (Block == "go" || Block == "toolchain" || !known(Block));
        if (Skip)
          note(error("unknown block type: " + Block));
      } else if (W.size() > 3 || W[2] != ")")
        return error("unexpected input after (");
    } else {
      note(directive(W[0], llvm::ArrayRef(W).drop_front()));
    }
  }
  if (!Errors.empty())
    return llvm::createStringError(Errors);
  if (!Block.empty())
    return error("unclosed ( of " + Block);
  if (Mod.Module.empty() && Kind == ModFileKind::Dependency)
    return llvm::createStringError(Name + ": no module declaration in go.mod");
  return std::move(Mod);
}

llvm::Expected<GoMod> ogo::parseGoMod(StringRef Text, StringRef Name,
                                      ModFileKind Kind) {
  return GoModParser(Text, Name, Kind).parse();
}

bool GoMod::ignores(StringRef Dir) const {
  // Whole path elements are compared.
  std::string Path = ("/" + Dir + "/").str();
  for (StringRef Pattern : Ignores) {
    bool AtRoot = Pattern.consume_front("./");
    std::string Elements = ((Pattern.starts_with("/") ? "" : "/") + Pattern +
                            (Pattern.ends_with("/") ? "" : "/"))
                               .str();
    size_t At = Path.find(Elements);
    if (AtRoot ? At == 0 : At != std::string::npos)
      return true;
  }
  return false;
}

/// Splits off what precedes the first Sep; S keeps the rest.
static StringRef takeField(StringRef &S, char Sep) {
  StringRef Field;
  std::tie(Field, S) = S.split(Sep);
  return Field;
}

static int compareNumbers(StringRef A, StringRef B) {
  A = A.ltrim('0');
  B = B.ltrim('0');
  if (A.size() != B.size())
    return A.size() < B.size() ? -1 : 1;
  return A.compare(B);
}

int ogo::compareVersions(StringRef A, StringRef B) {
  A = A.split('+').first;
  B = B.split('+').first;
  A.consume_front("v");
  B.consume_front("v");
  StringRef NumA = A, PreA, NumB = B, PreB;
  std::tie(NumA, PreA) = A.split('-');
  std::tie(NumB, PreB) = B.split('-');
  for (int I = 0; I < 3; ++I)
    if (int C = compareNumbers(takeField(NumA, '.'), takeField(NumB, '.')))
      return C;
  // A release is newer than its prereleases.
  if (PreA.empty() || PreB.empty())
    return PreA.empty() - PreB.empty();
  while (!PreA.empty() && !PreB.empty()) {
    StringRef FieldA = takeField(PreA, '.'), FieldB = takeField(PreB, '.');
    bool IsNumA = llvm::all_of(FieldA, llvm::isDigit);
    bool IsNumB = llvm::all_of(FieldB, llvm::isDigit);
    int C = IsNumA != IsNumB ? (IsNumA ? -1 : 1)
            : IsNumA         ? compareNumbers(FieldA, FieldB)
                             : FieldA.compare(FieldB);
    if (C)
      return C;
  }
  return PreB.empty() - PreA.empty();
}

bool ogo::isVersion(StringRef V) {
  if (!V.consume_front("v"))
    return false;
  llvm::SmallVector<StringRef, 3> Parts;
  V.take_until([](char C) { return C == '-' || C == '+'; }).split(Parts, '.');
  return Parts.size() == 3 && llvm::all_of(Parts, [](StringRef P) {
           return !P.empty() && llvm::all_of(P, llvm::isDigit) &&
                  (P.size() == 1 || P[0] != '0');
         });
}

int ogo::compareGoVersions(StringRef A, StringRef B) {
  // Numbers and names alternate: a name (rc) is after nothing at all, but
  // before a dot and a number.
  auto rank = [](StringRef Rest) {
    return Rest.empty() ? 0 : Rest[0] == '.' ? 2 : 1;
  };
  while (true) {
    StringRef NumA = A.take_while(llvm::isDigit);
    StringRef NumB = B.take_while(llvm::isDigit);
    if (int C = compareNumbers(NumA, NumB))
      return C;
    A = A.drop_front(NumA.size());
    B = B.drop_front(NumB.size());
    if (int C = rank(A) - rank(B))
      return C;
    if (A.empty())
      return 0;
    StringRef NameA = A.take_until(llvm::isDigit);
    StringRef NameB = B.take_until(llvm::isDigit);
    if (int C = NameA.compare(NameB))
      return C;
    A = A.drop_front(NameA.size());
    B = B.drop_front(NameB.size());
  }
}
