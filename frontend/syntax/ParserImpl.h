//===- ParserImpl.h - The recursive-descent parser -------------*- C++ -*-===//
//
// Private to the Parse*.cpp files. Productions, node positions, error wording
// and recovery points follow gc's parser: which errors a wrong file gets is
// part of what users and upstream tests see. Functions named ...OrNull may
// return null, all others return a node even after an error.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_PARSERIMPL_H
#define OGO_FRONTEND_SYNTAX_PARSERIMPL_H

#include "frontend/syntax/Lexer.h"
#include "frontend/syntax/Parser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace ogo {

class Parser final : public Lexer {
public:
  Parser(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
         Interner &Names, Diagnostics &Diags, const ParseOptions &Opts);
  /// Starts at the body that begins at From.
  Parser(ASTContext &Ctx, SourceManager &SM, const SourceFile &Source,
         Interner &Names, Diagnostics &Diags, const ParseOptions &Opts,
         uint32_t From);
  File *parseFile();
  void parseBody(BlockStmt *Body);

private:
  using Fields = llvm::SmallVector<Field *, 4>;
  template <typename T, typename... Args> T *make(Pos P, Args &&...Rest) {
    return Ctx.make<T>(P, std::forward<Args>(Rest)...);
  }
  template <typename Range> auto copyList(const Range &R) {
    return Ctx.arena().copyList(R);
  }

  // Tokens, errors and recovery (Parser.cpp).
  bool got(Tok T) {
    if (Kind != T)
      return false;
    next();
    return true;
  }
  void want(Tok T) {
    if (Kind == T)
      next();
    else
      wantFailed(T);
  }
  void wantFailed(Tok T);
  bool gotAssign();
  bool atOperator(Op O) const { return Kind == Tok::Operator && Opcode == O; }
  std::string currentToken() const;
  bool isFollowUp() const;
  /// "syntax error: Message".
  void syntaxErrorAt(Pos At, const llvm::Twine &Message,
                     DiagCode Code = DiagCode::Syntax);
  void syntaxError(const llvm::Twine &Message) {
    syntaxErrorAt(pos(), Message);
  }
  /// "syntax error: unexpected <token>, expected What".
  void expected(const llvm::Twine &What);
  /// "syntax error: unexpected <token> Where".
  void unexpected(const llvm::Twine &Where);
  void advance(std::initializer_list<Tok> FollowList = {});

  /// Counts a level of recursion for the lifetime of the guard.
  class Nesting {
  public:
    explicit Nesting(Parser &P) : P(P) {
      if (LLVM_UNLIKELY(++P.Depth > MaxNesting || P.isStackLow()))
        P.abandon();
    }
    ~Nesting() { --P.Depth; }

  private:
    Parser &P;
  };
  bool isStackLow() const;
  void abandon();

  template <typename Element>
  Pos list(llvm::StringRef Context, Tok Separator, Tok Close, Element &&Parse);
  template <typename Spec>
  void appendGroup(llvm::SmallVectorImpl<Decl *> &List, Spec &&Parse);

  // Directives (ParsePragma.cpp).
  void directive(uint32_t At, llvm::StringRef Comment) override;
  void lineDirective(uint32_t At, llvm::StringRef Comment);
  void goDirective(Pos At, llvm::StringRef Text);
  void cgoDirective(Pos At, llvm::StringRef Text);
  void embedDirective(Pos At, llvm::StringRef Arguments);
  void addPragma(Pos At, llvm::StringRef Text);
  void misplaced(Pos At, llvm::StringRef What = "compiler directive");
  void misplacedEmbeds(llvm::ArrayRef<EmbedPattern> List);
  PragmaSet *takePragmas();
  void clearPragmas() {
    if (LLVM_UNLIKELY(!Directives.empty() || !Embeds.empty()))
      rejectPragmas();
  }
  void rejectPragmas();
  void checkPragmas(const File *F);
  void checkEmbeds(const VarDecl *V, bool InFunction, bool ImportsEmbed);

  // Files and declarations (ParseDecl.cpp).
  void topLevelDecls(File *F);
  Decl *importDecl(const Group *G);
  Decl *constDecl(const Group *G);
  Decl *typeDecl(const Group *G);
  Decl *varDecl(const Group *G);
  FuncDecl *funcDecl();
  BlockStmt *funcBody();
  BlockStmt *lazyBody();
  Expr *bracketedTypeDecl(llvm::ArrayRef<Field *> &TParams, bool &IsAlias);
  std::pair<Name *, Expr *> extractName(Expr *X, bool Force);

  // Types (ParseType.cpp).
  Expr *type();
  Expr *typeOrNull();
  Expr *indirect(Pos P, Expr *Type) {
    return make<Operation>(P, Op::Mul, Type, nullptr);
  }
  Expr *typeInstance(Expr *Generic);
  FuncType *funcType(llvm::StringRef Context, llvm::ArrayRef<Field *> &TParams);
  FuncType *funcType(llvm::StringRef Context) {
    llvm::ArrayRef<Field *> Ignored;
    return funcType(Context, Ignored);
  }
  Expr *arrayType(Pos P, Expr *Len);
  Expr *sliceType(Pos P);
  Expr *channelElem();
  Expr *structType();
  Expr *interfaceType();
  llvm::ArrayRef<Field *> funcResult();
  struct StructFields {
    Fields List;
    llvm::SmallVector<BasicLit *, 4> Tags; // shorter than List: none follow
  };
  void addField(StructFields &S, Pos P, Name *FieldName, Expr *Type,
                BasicLit *Tag);
  void fieldDecl(StructFields &S);
  Expr *arrayOrTypeArgs(Expr *Generic);
  Field *methodDecl();
  void bracketedMethod(Field *F, Name *MethodName);
  Field *embeddedElem(Field *F);
  Expr *embeddedTerm();
  Field *paramDeclOrNull(Name *First, Tok Follow);
  /// What a list in brackets or parentheses declares.
  enum class ParamKind : uint8_t {
    Types,  // type parameters: all must have names
    Params, // parameters, the last of which may be variadic
    Other,  // receiver, results, type arguments
  };
  llvm::ArrayRef<Field *> paramList(Name *First, Expr *FirstType, Tok Close,
                                    ParamKind K);
  void checkDots(llvm::ArrayRef<Field *> List, bool LastOk);
  void nameAllParams(llvm::ArrayRef<Field *> List, unsigned Named,
                     unsigned Typed, Pos End, bool RequireNames);
  Expr *qualifiedName(Name *First);
  Expr *typeList(bool Strict, bool &SawComma);

  // Expressions (ParseExpr.cpp).
  Expr *expr() { return binaryExpr(nullptr, 0); }
  Expr *binaryExpr(Expr *X, unsigned Precedence);
  Expr *unaryExpr();
  Expr *receiveOrChannel();
  Expr *operand(bool KeepParens);
  Expr *primaryExpr(Expr *X, bool KeepParens);
  Expr *selectorOrAssert(Expr *X, Pos P);
  Expr *indexOrSlice(Expr *X, Pos P);
  bool startsCompositeLit(const Expr *Type) const;
  Expr *literalElement();
  CompositeLit *compositeLit(Expr *Type);
  Expr *exprList();
  Name *name();
  llvm::ArrayRef<Name *> nameList(Name *First);
  BasicLit *literalOrNull();
  BadExpr *badExpr() { return make<BadExpr>(pos()); }

  // Statements (ParseStmt.cpp).
  struct Header {
    Stmt *Init = nullptr;
    Expr *Cond = nullptr;
    Stmt *Post = nullptr;
  };
  static constexpr Tok NoKeyword = Tok::EndOfFile;
  Stmt *stmtOrNull();
  llvm::ArrayRef<Stmt *> stmtList();
  Stmt *simpleStmt(Expr *Lhs, Tok Keyword);
  Stmt *rangeClause(Expr *Lhs, bool Def);
  Stmt *labeledStmtOrNull(Name *Label);
  BlockStmt *blockStmt(llvm::StringRef Context);
  template <typename Spec> Stmt *declStmt(Spec &&Parse);
  Stmt *callStmt();
  Stmt *branchStmt();
  Stmt *returnStmt();
  Stmt *forStmt();
  IfStmt *ifStmt();
  Stmt *switchStmt();
  Stmt *selectStmt();
  CaseClause *caseClause();
  CommClause *commClause();
  Header header(Tok Keyword);
  void headerRest(Tok Keyword, Header &H);
  void headerCond(Tok Keyword, Header &H, Stmt *CondStmt, Pos SemiPos,
                  llvm::StringRef Semi);

  /// How deep constructs may nest, and how many operators, selectors and calls
  /// one operand may carry (which makes a tree as deep, without recursion
  /// here). Later phases walk trees recursively and rely on both.
  static constexpr unsigned MaxNesting = 10000;
  static constexpr unsigned MaxChain = 50000;

  ASTContext &Ctx;
  SourceManager &SM;
  Interner &Names;
  const ParseOptions &Opts;

  bool BeforePackage = true;
  int FuncNest = 0; // inside function bodies: statement keywords resynchronize
  int ExprNest = 0; // < 0 in a statement header: '{' starts the block
  unsigned Depth = 0;
  uintptr_t StackBase = 0;

  // Directives since the last declaration or statement.
  llvm::SmallVector<PragmaSet::Seen, 2> Directives;
  llvm::SmallVector<EmbedPattern, 0> Embeds;
  llvm::SmallVector<Linkname, 0> Linknames;
  LangVersion GoVersion;
  /// Declarations with directives, judged once the file is known to be right.
  struct PragmaUse {
    const Node *On;
    const PragmaSet *Pragmas;
    bool InFunction;
  };
  llvm::SmallVector<PragmaUse, 0> PragmaUses;
};

/// list = [ Parse { Separator Parse } [ Separator ] ] Close. Parse returns true
/// to accept no further element. Returns the position of Close.
template <typename Element>
Pos Parser::list(llvm::StringRef Context, Tok Separator, Tok Close,
                 Element &&Parse) {
  bool Done = false;
  while (Kind != Tok::EndOfFile && Kind != Close && !Done) {
    Done = Parse();
    if (got(Separator) || Kind == Close)
      continue;
    unexpected("in " + Context + "; possibly missing " +
               (Separator == Tok::Comma ? "comma" : "semicolon or newline") +
               " or " + tokText(Close));
    advance({Tok::Rparen, Tok::Rbrack, Tok::Rbrace});
    if (Kind != Close)
      return pos();
  }
  Pos End = pos();
  want(Close);
  return End;
}

/// Parse or "(" { Parse ";" } ")".
template <typename Spec>
void Parser::appendGroup(llvm::SmallVectorImpl<Decl *> &List, Spec &&Parse) {
  if (Kind != Tok::Lparen) {
    List.push_back(Parse(nullptr));
    return;
  }
  const Group *G = Ctx.arena().make<Group>();
  clearPragmas(); // before '(' is passed: what follows belongs to a spec
  next();
  list("grouped declaration", Tok::Semi, Tok::Rparen, [&] {
    List.push_back(Parse(G));
    return false;
  });
}

} // namespace ogo

#endif
