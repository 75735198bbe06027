//===- ParsePragma.cpp - //line, //go: and //ogo: comments ----------------===//
//
// Directives pile up until a declaration takes them; any other construct that
// ends first makes them misplaced. Whether a directive fits the declaration
// that took it is judged at the end of the file, and only if the file has no
// other error, as gc does after type checking.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/BuildVersion.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/syntax/Literal.h"
#include "frontend/syntax/ParserImpl.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;

static constexpr StringRef Space = " \t\n\v\f\r";

static constexpr uint32_t flags(std::initializer_list<PragmaFlag> List) {
  uint32_t Bits = 0;
  for (PragmaFlag F : List)
    Bits |= static_cast<uint32_t>(F);
  return Bits;
}

static constexpr uint32_t FunctionPragmas =
    flags({PragmaFlag::NoInline, PragmaFlag::NoEscape, PragmaFlag::NoSplit,
           PragmaFlag::NoRace, PragmaFlag::UintptrEscapes,
           PragmaFlag::UintptrKeepAlive, PragmaFlag::SystemStack,
           PragmaFlag::NoWriteBarrier, PragmaFlag::NoWriteBarrierRec,
           PragmaFlag::YesWriteBarrierRec, PragmaFlag::NoCheckPtr,
           PragmaFlag::RegisterParams, PragmaFlag::CgoUnsafeArgs,
           PragmaFlag::AlwaysInline, PragmaFlag::Cold});

static constexpr uint32_t RuntimePragmas =
    flags({PragmaFlag::SystemStack, PragmaFlag::NoWriteBarrier,
           PragmaFlag::NoWriteBarrierRec, PragmaFlag::YesWriteBarrierRec});

static PragmaFlag pragmaFlag(StringRef Verb, bool Ogo) {
  using F = PragmaFlag;
  F Flag = llvm::StringSwitch<F>(Verb)
               .Case("go:build", F::GoBuild)
               .Case("go:noescape", F::NoEscape)
               .Case("go:norace", F::NoRace)
               .Case("go:nosplit", F::NoSplit)
               .Case("go:noinline", F::NoInline)
               .Case("go:nocheckptr", F::NoCheckPtr)
               .Case("go:systemstack", F::SystemStack)
               .Case("go:nowritebarrier", F::NoWriteBarrier)
               .Case("go:nowritebarrierrec", F::NoWriteBarrierRec)
               .Case("go:yeswritebarrierrec", F::YesWriteBarrierRec)
               .Case("go:cgo_unsafe_args", F::CgoUnsafeArgs)
               .Case("go:uintptrkeepalive", F::UintptrKeepAlive)
               .Case("go:uintptrescapes", F::UintptrEscapes)
               .Case("go:registerparams", F::RegisterParams)
               .Default(F::None);
  if (Ogo && Flag == F::None)
    Flag = llvm::StringSwitch<F>(Verb)
               .Case("ogo:inline", F::AlwaysInline)
               .Case("ogo:cold", F::Cold)
               .Default(F::None);
  return Flag;
}

/// F and the flags that it implies.
static uint32_t withImplied(PragmaFlag F) {
  auto Bits = static_cast<uint32_t>(F);
  if (F == PragmaFlag::NoSplit || F == PragmaFlag::CgoUnsafeArgs)
    Bits |= flags({PragmaFlag::NoCheckPtr});
  if (F == PragmaFlag::NoWriteBarrierRec)
    Bits |= flags({PragmaFlag::NoWriteBarrier});
  if (F == PragmaFlag::UintptrEscapes)
    Bits |= flags({PragmaFlag::UintptrKeepAlive});
  return Bits;
}

//===----------------------------------------------------------------------===//
// Line directives
//===----------------------------------------------------------------------===//

/// Splits "text:digits" at the last colon; Number is 0 when it is none.
static bool splitNumber(StringRef &Text, StringRef &Digits, uint64_t &Number,
                        bool &IsNumber) {
  size_t Colon = Text.rfind(':');
  if (Colon == StringRef::npos)
    return false;
  Digits = Text.drop_front(Colon + 1);
  Text = Text.take_front(Colon);
  Number = 0;
  IsNumber = !Digits.empty() && llvm::all_of(Digits, isDecimal) &&
             !Digits.getAsInteger(10, Number);
  return true;
}

void Parser::lineDirective(uint32_t At, StringRef Comment) {
  // The largest line or column that a directive may give.
  constexpr uint64_t Max = 1 << 30;
  bool IsLineComment = Comment[1] == '/';
  StringRef Text = IsLineComment ? Comment : Comment.drop_back(2);
  if (IsLineComment)
    Text.consume_back("\r");
  Text = Text.drop_front(StringRef("//line ").size());

  auto Fail = [&](const char *What, StringRef Digits) {
    error(DiagCode::InvalidLineDirective,
          Source.posAt(At + (Digits.data() - Comment.data())),
          "invalid " + Twine(What) + " number: " + Digits);
  };
  StringRef LastDigits, Digits;
  uint64_t Last, Line, Column = 0;
  bool IsNumber, HasColumn;
  if (!splitNumber(Text, LastDigits, Last, IsNumber))
    return; // an ordinary comment
  if (!IsNumber)
    return Fail("line", LastDigits);
  Line = Last;
  StringRef Name = Text;
  StringRef LineDigits = LastDigits;
  if (splitNumber(Text, Digits, Line, HasColumn) && HasColumn) {
    Column = Last;
    if (Column == 0 || Column > Max)
      return Fail("column", LastDigits);
    Name = Text;
    LineDigits = Digits;
  } else {
    Line = Last;
  }
  if (Line == 0 || Line > Max)
    return Fail("line", LineDigits);

  // The newline belongs to a line comment: the next line gets the number.
  uint32_t From = At + Comment.size();
  if (IsLineComment && From < Source.text().size())
    ++From;
  SM.addLineDirective(Source, From, Name, static_cast<unsigned>(Line),
                      static_cast<unsigned>(Column));
}

//===----------------------------------------------------------------------===//
// Collecting
//===----------------------------------------------------------------------===//

void Parser::directive(uint32_t At, StringRef Comment) {
  StringRef Body = Comment.drop_front(2);
  if (Body.starts_with("line ")) {
    bool AtLineStart = At == 0 || Source.text()[At - 1] == '\n';
    if (AtLineStart || Comment[1] == '*')
      lineDirective(At, Comment);
    return;
  }
  if (Body.starts_with("ogo:") && !Opts.OgoPragmas)
    return;
  Body.consume_back("\r");
  if (BeforePackage && Body.starts_with("go:build"))
    if (LangVersion V = buildConstraintVersion(Comment); V.isSet())
      GoVersion = V;
  Pos P = Source.posAt(At + 2);
  if (!isLineBlankBefore(At))
    return misplaced(P);
  goDirective(P, Body);
}

void Parser::misplaced(Pos At, const StringRef What) {
  error(DiagCode::MisplacedDirective, At, "misplaced " + What);
}

void Parser::misplacedEmbeds(llvm::ArrayRef<EmbedPattern> List) {
  Pos Last;
  for (const EmbedPattern &E : List)
    if (E.Directive != Last)
      misplaced(Last = E.Directive, "go:embed directive");
}

static llvm::SmallVector<StringRef, 4> fieldsOf(StringRef Text) {
  llvm::SmallVector<StringRef, 4> Result;
  for (Text = Text.ltrim(Space); !Text.empty(); Text = Text.ltrim(Space)) {
    Result.push_back(Text.take_front(Text.find_first_of(Space)));
    Text = Text.drop_front(Result.back().size());
  }
  return Result;
}

void Parser::goDirective(Pos At, StringRef Text) {
  if (Text.starts_with("go:wasmimport ")) {
    if (fieldsOf(Text).size() != 3)
      error(DiagCode::InvalidDirective, At,
            "usage: //go:wasmimport importmodule importname");
    return;
  }
  if (Text.starts_with("go:wasmexport ")) {
    if (fieldsOf(Text).size() != 2)
      error(DiagCode::InvalidDirective, At,
            "usage: //go:wasmexport exportname");
    return;
  }
  bool StdOnly = Text.starts_with("go:linknamestd ");
  if (StdOnly || Text.starts_with("go:linkname ")) {
    auto Words = fieldsOf(Text);
    if (Words.size() != 2 && Words.size() != 3) {
      error(DiagCode::InvalidDirective, At,
            "usage: //" + Words[0] + " localname [linkname]");
      return;
    }
    Linknames.push_back({At, Names.intern(Words[1]),
                         Words.size() == 3 ? Names.intern(Words[2]) : "",
                         StdOnly});
    return;
  }
  if (Text == "go:embed" || Text.starts_with("go:embed "))
    return embedDirective(At, Text);
  if (Text.starts_with("go:cgo_"))
    return cgoDirective(At, Text);
  addPragma(At, Text);
}

/// cgo directives would hand arbitrary flags to the linker, so only generated
/// files and the standard library may use them.
void Parser::cgoDirective(Pos At, StringRef Text) {
  if (Text.starts_with("go:cgo_import_dynamic ") && fieldsOf(Text).size() >= 4)
    return;
  bool Generated =
      llvm::sys::path::filename(Source.path()).starts_with("_cgo_");
  if (Opts.UserCode && !Generated)
    error(DiagCode::InvalidDirective, At,
          "//" + Text + " only allowed in cgo-generated code");
  addPragma(At, Text);
}

void Parser::addPragma(Pos At, StringRef Text) {
  StringRef Verb = Text.take_front(Text.find(' '));
  PragmaFlag Flag = pragmaFlag(Verb, Opts.OgoPragmas);
  if (Opts.UserCode && (static_cast<uint32_t>(Flag) & RuntimePragmas))
    error(DiagCode::InvalidDirective, At,
          "//" + Verb + " only allowed in runtime");
  if (Opts.UserCode && Flag == PragmaFlag::UintptrKeepAlive)
    error(DiagCode::InvalidDirective, At,
          "//" + Verb + " is only allowed in the standard library");
  if (Verb.starts_with("ogo:") && Flag == PragmaFlag::None)
    error(DiagCode::InvalidDirective, At, "unknown directive //" + Verb);
  if (Flag != PragmaFlag::None)
    Directives.push_back({At, Flag});
}

/// Reads one pattern, plain or quoted, off the front of Rest.
static bool readEmbedPattern(StringRef &Rest, std::string &Pattern,
                             StringRef &Wrong) {
  Wrong = Rest;
  size_t Length;
  if (Rest[0] == '`') {
    Length = Rest.find('`', 1);
    if (Length == StringRef::npos)
      return false;
    Pattern = Rest.slice(1, Length++).str();
  } else if (Rest[0] == '"') {
    for (Length = 1; Length < Rest.size() && Rest[Length] != '"'; ++Length)
      if (Rest[Length] == '\\')
        ++Length;
    if (Length >= Rest.size())
      return false;
    ++Length;
    Wrong = Rest.take_front(Length);
    if (!tryUnquoteString(Wrong, Pattern))
      return false;
  } else {
    Length = std::min(Rest.find_first_of(Space), Rest.size());
    Pattern = Rest.take_front(Length).str();
  }
  Rest = Rest.drop_front(Length);
  Wrong = Rest;
  return Rest.empty() || Space.contains(Rest[0]);
}

void Parser::embedDirective(Pos At, StringRef Text) {
  StringRef Rest = Text.drop_front(StringRef("go:embed").size()).trim(Space);
  size_t Before = Embeds.size();
  while (!Rest.empty()) {
    Pos P = At.advance(static_cast<uint32_t>(Rest.data() - Text.data()));
    std::string Pattern;
    StringRef Wrong;
    if (!readEmbedPattern(Rest, Pattern, Wrong)) {
      Embeds.truncate(Before);
      error(DiagCode::BadEmbed, At,
            "invalid quoted string in //go:embed: " + Wrong);
      break;
    }
    Embeds.push_back({P, Names.intern(Pattern), At});
    Rest = Rest.ltrim(Space);
  }
  if (Embeds.size() == Before)
    error(DiagCode::BadEmbed, At, "usage: //go:embed pattern...");
}

//===----------------------------------------------------------------------===//
// Attaching to declarations
//===----------------------------------------------------------------------===//

PragmaSet *Parser::takePragmas() {
  if (LLVM_LIKELY(Directives.empty() && Embeds.empty()))
    return nullptr;
  auto *Set = Ctx.arena().make<PragmaSet>();
  for (const PragmaSet::Seen &S : Directives)
    Set->Flags |= withImplied(S.Flag);
  if (!Embeds.empty())
    Set->Flags |= static_cast<uint32_t>(PragmaFlag::Embed);
  Set->Directives = copyList(Directives);
  Set->Embeds = copyList(Embeds);
  Directives.clear();
  Embeds.clear();
  return Set;
}

void Parser::rejectPragmas() {
  for (const PragmaSet::Seen &S : Directives)
    misplaced(S.At);
  misplacedEmbeds(Embeds);
  Directives.clear();
  Embeds.clear();
}

/// Judges where directives were used and what they need from the file.
void Parser::checkPragmas(const File *F) {
  bool ImportsUnsafe = false, ImportsEmbed = false;
  for (const Decl *D : F->Decls)
    if (auto *I = llvm::dyn_cast<ImportDecl>(D)) {
      ImportsUnsafe |= I->Path->Value == "\"unsafe\"";
      ImportsEmbed |= I->Path->Value == "\"embed\"";
    }
  for (const PragmaUse &Use : PragmaUses) {
    uint32_t Allowed = 0;
    if (llvm::isa<File>(Use.On))
      Allowed = static_cast<uint32_t>(PragmaFlag::GoBuild);
    else if (llvm::isa<FuncDecl>(Use.On))
      Allowed = FunctionPragmas;
    for (const PragmaSet::Seen &S : Use.Pragmas->Directives)
      if (static_cast<uint32_t>(S.Flag) & ~Allowed)
        misplaced(S.At);
    if (auto *V = llvm::dyn_cast<VarDecl>(Use.On)) {
      if (!Use.Pragmas->Embeds.empty())
        checkEmbeds(V, Use.InFunction, ImportsEmbed);
      continue;
    }
    misplacedEmbeds(Use.Pragmas->Embeds);
    auto *Func = llvm::dyn_cast<FuncDecl>(Use.On);
    if (Func && Func->Body && Use.Pragmas->has(PragmaFlag::NoEscape))
      error(DiagCode::InvalidDirective, Func->pos(),
            "can only use //go:noescape with external func implementations");
    if (Func && Use.Pragmas->has(PragmaFlag::SystemStack) &&
        Use.Pragmas->has(PragmaFlag::NoSplit))
      error(DiagCode::InvalidDirective, Func->pos(),
            "go:nosplit and go:systemstack cannot be combined");
  }
  if (!ImportsUnsafe)
    for (const Linkname &L : Linknames)
      error(DiagCode::InvalidDirective, L.At,
            (L.StdOnly ? "//go:linknamestd" : "//go:linkname") +
                Twine(" only allowed in Go files that import \"unsafe\""));
}

void Parser::checkEmbeds(const VarDecl *V, bool InFunction, bool ImportsEmbed) {
  const char *Message = nullptr;
  if (!ImportsEmbed)
    Message = "go:embed requires import \"embed\" (or import _ \"embed\", if "
              "package is not used)";
  else if (V->Names.size() > 1)
    Message = "go:embed cannot apply to multiple vars";
  else if (V->Values)
    Message = "go:embed cannot apply to var with initializer";
  else if (!V->Type)
    Message = "go:embed cannot apply to var without type";
  else if (InFunction)
    Message = "go:embed cannot apply to var inside func";
  if (Message)
    error(DiagCode::BadEmbed, V->Pragmas->Embeds.front().Directive, Message);
}
