//===- SyntaxTest.cpp - Literals, positions, printing, limits -------------===//
#include "SyntaxTestHelpers.h"
#include "frontend/syntax/BuildVersion.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/syntax/Literal.h"
#include "frontend/syntax/Walk.h"
#include "gtest/gtest.h"

using namespace ogo;
using llvm::cast;

TEST(Literal, DecodesStrings) {
  EXPECT_EQ(unquoteString("\"\""), "");
  EXPECT_EQ(unquoteString("\"a\\n\\t\\\\\\\"\""), "a\n\t\\\"");
  EXPECT_EQ(unquoteString("\"\\xff\\377\""), "\xff\xff") << "bytes";
  EXPECT_EQ(unquoteString("\"\\u00e4\\U0001F600\""),
            "\xC3\xA4\xF0\x9F\x98\x80");
  EXPECT_EQ(unquoteString("`a\\n\r\nb`"), "a\\n\nb");
  std::string Ignored;
  EXPECT_FALSE(tryUnquoteString("\"\\q\"", Ignored));
  EXPECT_FALSE(tryUnquoteString("\"\\u12\"", Ignored));
  EXPECT_FALSE(tryUnquoteString("\"a", Ignored));
  EXPECT_FALSE(tryUnquoteString("'a'", Ignored));
}

TEST(Literal, DecodesRunes) {
  EXPECT_EQ(unquoteRune("'a'"), 'a');
  EXPECT_EQ(unquoteRune("'\xC3\xA4'"), 0xE4);
  EXPECT_EQ(unquoteRune("'\\''"), '\'');
  EXPECT_EQ(unquoteRune("'\\xff'"), 0xff);
  EXPECT_EQ(unquoteRune("'\\U0010ffff'"), 0x10ffff);
  EXPECT_EQ(unquoteRune("'\\000'"), 0);
}

TEST(CharInfo, ClassifiesAndQuotes) {
  EXPECT_TRUE(isUnicodeLetter(0xE4));
  EXPECT_TRUE(isUnicodeLetter(0x4E16));
  EXPECT_FALSE(isUnicodeLetter(0x661));
  EXPECT_TRUE(isUnicodeDigit(0x661));
  EXPECT_FALSE(isUnicodeLetter(0x201C));
  EXPECT_EQ(describeRune('#'), "U+0023 '#'");
  EXPECT_EQ(describeRune(1), "U+0001");
  EXPECT_EQ(describeRune(0x110000), "U+110000");
  EXPECT_EQ(quoteRune('\n'), "'\\n'");
  EXPECT_EQ(quoteRune('"'), "'\"'");
  EXPECT_EQ(quoteString("a\"\x01\xff"), "\"a\\\"\\x01\\xff\"");
}

TEST(BuildVersion, TakesTheLowestVersionThatCanHold) {
  auto Version = [](const char *Expr) {
    return buildConstraintVersion("//go:build " + std::string(Expr)).Minor;
  };
  EXPECT_EQ(Version("go1.21"), 21);
  EXPECT_EQ(Version("go1.21 && go1.18"), 21);
  EXPECT_EQ(Version("go1.21 || go1.18"), 18);
  EXPECT_EQ(Version("linux && go1.20"), 20);
  EXPECT_EQ(Version("linux || go1.20"), -1);
  EXPECT_EQ(Version("!go1.21"), -1);
  EXPECT_EQ(Version("!(linux || !go1.19)"), 19);
  EXPECT_EQ(Version("go1.21 &&"), -1) << "malformed";
  EXPECT_EQ(buildConstraintVersion("//go:buildx go1.21").Minor, -1);
}

/// The initializer of `var x = Text`.
static const Expr *initializer(const ParsedFile &F) {
  return cast<VarDecl>(F.Tree->Decls.back())->Values;
}

TEST(ExprString, PrintsAsGcDoes) {
  const std::pair<const char *, const char *> Cases[] = {
      {"a+b*c", "a + b * c"},
      {"(a + b)*-c", "(a + b) * -c"},
      {"f(1,x...)", "f(1, x...)"},
      {"T{1,2}", "T{\xE2\x80\xA6}"},
      {"[]int{}", "[]int{}"},
      {"func(a,b int,c ...string)(x int,err error){return}",
       "func(a, b int, c ...string) (x int, err error) {\xE2\x80\xA6}"},
      {"func(){}", "func() {}"},
      {"a[1:2:3]", "a[1:2:3]"},
      {"a[:]", "a[:]"},
      {"m[T,U](x)", "m[T, U](x)"},
      {"x.(map[string]chan<- int)", "x.(map[string]chan<- int)"},
      {"make(chan (<-chan int))", "make(chan (<-chan int))"},
      {"struct{a,b int `x`;T;*p.U}{}", "struct{a, b int `x`; T; *p.U}{}"},
      {"new(interface{m(int)error;~int|string})",
       "new(interface{m(int) error; ~int | string})"},
      {"[...]int{0:1}", "[...]int{\xE2\x80\xA6}"},
      {"&T{}", "&T{}"},
      {"<-c", "<-c"},
  };
  for (auto [Text, Expected] : Cases) {
    ParsedFile F("package p\nvar x = " + std::string(Text));
    EXPECT_EQ(F.errors(), "");
    EXPECT_EQ(exprString(initializer(F)), Expected);
  }
}

TEST(NodePositions, AreWhereGcHasThem) {
  ParsedFile F("package p\nvar x = f(a.b[i], c + d)");
  auto Column = [&](Pos P) { return F.SM.resolve(P).Column; };
  auto *Call = cast<CallExpr>(initializer(F));
  EXPECT_EQ(Column(Call->pos()), 10u) << "at the parenthesis";
  EXPECT_EQ(Column(startPos(Call)), 9u);
  EXPECT_EQ(Column(Call->Rparen), 24u);
  EXPECT_EQ(Column(endPos(Call)), 24u) << "after the last argument";
  auto *Index = cast<IndexExpr>(Call->Args[0]);
  EXPECT_EQ(Column(Index->pos()), 14u);
  EXPECT_EQ(Column(startPos(Index)), 11u);
  EXPECT_EQ(Column(Call->Args[1]->pos()), 21u) << "at the operator";
}

TEST(Parser, NumbersNodesDensely) {
  ParsedFile F(
      "package p\nfunc f[T any](a, b T) { for i := range 3 { _ = i } }");
  std::vector<bool> Seen(F.Ctx.nodeCount());
  std::function<void(const Node *)> Visit = [&](const Node *N) {
    ASSERT_LT(N->id(), Seen.size());
    EXPECT_FALSE(Seen[N->id()]);
    Seen[N->id()] = true;
    forEachChild(N, Visit);
  };
  Visit(F.Tree);
}

TEST(Parser, FieldsOfOneDeclarationShareTheirType) {
  ParsedFile F("package p\nfunc f(a, b int, c string)");
  auto Params = cast<FuncDecl>(F.Tree->Decls[0])->Type->Params;
  ASSERT_EQ(Params.size(), 3u);
  EXPECT_EQ(Params[0]->Type, Params[1]->Type);
  EXPECT_NE(Params[1]->Type, Params[2]->Type);
}

TEST(Parser, StopsAfterImports) {
  ParseOptions Opts;
  Opts.ImportsOnly = true;
  ParsedFile F("package p\nimport \"a\"\nimport (b \"b\"; . \"c\")\nvar !",
               Opts);
  EXPECT_EQ(F.errors(), "");
  EXPECT_EQ(F.Tree->Decls.size(), 3u);
}

TEST(Parser, ReportsNestingThatIsTooDeep) {
  auto Repeat = [](const std::string &S, unsigned N) {
    std::string R;
    while (N--)
      R += S;
    return R;
  };
  const unsigned Many = 200000;
  const std::string Head = "package p\nvar x ";
  const std::string Cases[] = {
      Head + "= " + Repeat("(", Many),
      Head + "= " + Repeat("- ", Many) + "1",
      Head + Repeat("[]", Many) + "int",
      Head + "= T" + Repeat("{", Many),
      Head + "= 1" + Repeat("+1", Many),
      Head + "= a" + Repeat(".a", Many),
      Head + "= " + Repeat("func(){x=", Many),
      Head + Repeat("struct{a ", Many),
      "package p\nfunc f()" + Repeat("{", Many),
      "package p\nfunc f(){" + Repeat("if x {} else ", Many),
      "package p\nfunc f(){" + Repeat("L:", Many),
      "package p\ntype T[P " + Repeat("*P|", 40000) + "int] int"};
  for (const std::string &Text : Cases) {
    ParsedFile F(Text);
    ASSERT_EQ(F.Diags.errorCount(), 1u) << Text.substr(0, 40);
    EXPECT_EQ(F.Diags.all()[0].Code, DiagCode::TooDeep);
  }
  ParsedFile Deep(Head + "= " + Repeat("(", 2000) + "1" + Repeat(")", 2000));
  EXPECT_EQ(Deep.errors(), "");
}

static const PragmaSet *pragmasOf(const ParsedFile &F) {
  return cast<FuncDecl>(F.Tree->Decls.back())->Pragmas;
}

TEST(Pragma, AttachesToTheDeclaration) {
  ParsedFile F("package p\n//go:noinline\n//go:nosplit\nfunc f()\n");
  EXPECT_EQ(F.errors(), "");
  ASSERT_TRUE(pragmasOf(F));
  EXPECT_TRUE(pragmasOf(F)->has(PragmaFlag::NoInline));
  EXPECT_TRUE(pragmasOf(F)->has(PragmaFlag::NoSplit));
  EXPECT_TRUE(pragmasOf(F)->has(PragmaFlag::NoCheckPtr)) << "implied";
  EXPECT_FALSE(pragmasOf(F)->has(PragmaFlag::NoEscape));
}

TEST(Pragma, OgoDirectivesAreForTheOverlay) {
  const char *Text = "package p\n//ogo:inline\nfunc f()\n";
  EXPECT_FALSE(pragmasOf(ParsedFile(Text)));
  ParseOptions Opts;
  Opts.OgoPragmas = true;
  ParsedFile F(Text, Opts);
  EXPECT_TRUE(pragmasOf(F)->has(PragmaFlag::AlwaysInline));
}

TEST(Pragma, UserCodeMayNotUseTheRuntimesDirectives) {
  const char *Text = "package p\n//go:systemstack\nfunc f()\n";
  EXPECT_EQ(ParsedFile(Text).errors(), "");
  ParseOptions Opts;
  Opts.UserCode = true;
  EXPECT_EQ(ParsedFile(Text, Opts).errors(),
            "f.go:2:3: //go:systemstack only allowed in runtime\n");
}

TEST(Pragma, CollectsLinknamesAndEmbeds) {
  ParsedFile F("package p\n"
               "import _ \"unsafe\"\nimport \"embed\"\n"
               "//go:linkname a runtime.b\n"
               "//go:linkname c\n"
               "//go:embed x.txt \"y z\" `w`\n"
               "var files embed.FS\n");
  EXPECT_EQ(F.errors(), "");
  ASSERT_EQ(F.Tree->Linknames.size(), 2u);
  EXPECT_EQ(F.Tree->Linknames[0].Local, "a");
  EXPECT_EQ(F.Tree->Linknames[0].Target, "runtime.b");
  EXPECT_EQ(F.Tree->Linknames[1].Target, "");
  auto Embeds = cast<VarDecl>(F.Tree->Decls.back())->Pragmas->Embeds;
  ASSERT_EQ(Embeds.size(), 3u);
  EXPECT_EQ(Embeds[1].Pattern, "y z");
  EXPECT_EQ(F.SM.toString(Embeds[1].At), "f.go:6:18");
}

TEST(Parser, TakesTheVersionFromTheBuildLine) {
  EXPECT_EQ(ParsedFile("//go:build go1.21\n\npackage p\n").Tree->GoVersion,
            LangVersion{21});
  EXPECT_FALSE(ParsedFile("package p\n").Tree->GoVersion.isSet());
}
