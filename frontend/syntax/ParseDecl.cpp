//===- ParseDecl.cpp - Files and declarations -----------------------------===//
#include "frontend/syntax/ParserImpl.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;

// SourceFile = PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" } .
File *Parser::parseFile() {
  next();
  auto *F = make<File>(pos());
  F->Source = &Source;
  F->GoVersion = GoVersion;
  BeforePackage = false;

  if (!got(Tok::KwPackage)) {
    syntaxError("package statement must be first");
    F->EndOfFile = pos();
    return F;
  }
  if ((F->Pragmas = takePragmas()))
    PragmaUses.push_back({F, F->Pragmas, false});
  F->PkgName = name();
  want(Tok::Semi);
  // What follows a broken package clause is unlikely to be Go.
  if (errorCount() == 0)
    topLevelDecls(F);
  F->EndOfFile = pos();
  F->Linknames = copyList(Linknames);
  if (errorCount() == 0 && !Opts.ImportsOnly)
    checkPragmas(F);
  return F;
}

void Parser::topLevelDecls(File *F) {
  llvm::SmallVector<Decl *, 64> Decls;
  // Imports are accepted anywhere, with an error after other declarations.
  Tok Previous = Tok::KwImport;
  while (Kind != Tok::EndOfFile) {
    if (Opts.ImportsOnly && Kind != Tok::KwImport)
      break;
    if (Kind == Tok::KwImport && Previous != Tok::KwImport)
      syntaxError("imports must appear before other declarations");
    Previous = Kind;

    switch (Kind) {
    case Tok::KwImport:
      next();
      appendGroup(Decls, [this](const Group *G) { return importDecl(G); });
      break;
    case Tok::KwConst:
      next();
      appendGroup(Decls, [this](const Group *G) { return constDecl(G); });
      break;
    case Tok::KwType:
      next();
      appendGroup(Decls, [this](const Group *G) { return typeDecl(G); });
      break;
    case Tok::KwVar:
      next();
      appendGroup(Decls, [this](const Group *G) { return varDecl(G); });
      break;
    case Tok::KwFunc:
      next();
      Decls.push_back(funcDecl());
      break;
    default: {
      auto *Last = Decls.empty() ? nullptr : dyn_cast<FuncDecl>(Decls.back());
      if (Kind == Tok::Lbrace && Last && !Last->Body)
        syntaxError("unexpected semicolon or newline before {");
      else
        syntaxError("non-declaration statement outside function body");
      advance(
          {Tok::KwImport, Tok::KwConst, Tok::KwType, Tok::KwVar, Tok::KwFunc});
      continue;
    }
    }

    // Before the semicolon is passed: comments after it are the next
    // declaration's.
    clearPragmas();
    if (Kind != Tok::EndOfFile && !got(Tok::Semi)) {
      unexpected("after top level declaration");
      advance(
          {Tok::KwImport, Tok::KwConst, Tok::KwType, Tok::KwVar, Tok::KwFunc});
    }
  }
  if (Kind == Tok::EndOfFile)
    clearPragmas();
  F->Decls = copyList(Decls);
}

// ImportSpec = [ "." | PackageName ] ImportPath .
Decl *Parser::importDecl(const Group *G) {
  Pos P = pos();
  PragmaSet *Pragmas = takePragmas();
  Name *LocalName = nullptr;
  if (Kind == Tok::Name) {
    LocalName = name();
  } else if (Kind == Tok::Dot) {
    LocalName = make<Name>(pos(), Names.intern("."));
    next();
  }
  BasicLit *Path = literalOrNull();
  if (!Path) {
    // A literal that is marked bad keeps later phases silent.
    Path = make<BasicLit>(pos(), "", LitKind::String, /*Bad=*/true);
    syntaxError("missing import path");
    advance({Tok::Semi, Tok::Rparen});
  } else if (!Path->Bad && Path->Lit != LitKind::String) {
    syntaxErrorAt(Path->pos(), "import path must be a string");
    Path->Bad = true;
  }
  auto *D = make<ImportDecl>(P, G, Pragmas, LocalName, Path);
  if (Pragmas)
    PragmaUses.push_back({D, Pragmas, FuncNest > 0});
  return D;
}

// ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] .
Decl *Parser::constDecl(const Group *G) {
  Pos P = pos();
  PragmaSet *Pragmas = takePragmas();
  ArrayRef<Name *> List = nameList(name());
  Expr *Type = nullptr, *Values = nullptr;
  if (Kind != Tok::EndOfFile && Kind != Tok::Semi && Kind != Tok::Rparen) {
    Type = typeOrNull();
    if (gotAssign())
      Values = exprList();
  }
  auto *D = make<ConstDecl>(P, G, Pragmas, List, Type, Values);
  if (Pragmas)
    PragmaUses.push_back({D, Pragmas, FuncNest > 0});
  return D;
}

// VarSpec = IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList )
Decl *Parser::varDecl(const Group *G) {
  Pos P = pos();
  PragmaSet *Pragmas = takePragmas();
  ArrayRef<Name *> List = nameList(name());
  Expr *Type = nullptr, *Values = nullptr;
  if (gotAssign()) {
    Values = exprList();
  } else {
    Type = type();
    if (gotAssign())
      Values = exprList();
  }
  auto *D = make<VarDecl>(P, G, Pragmas, List, Type, Values);
  if (Pragmas)
    PragmaUses.push_back({D, Pragmas, FuncNest > 0});
  return D;
}

// TypeSpec = identifier [ TypeParams ] [ "=" ] Type .
Decl *Parser::typeDecl(const Group *G) {
  Pos P = pos();
  PragmaSet *Pragmas = takePragmas();
  Name *TypeName = name();
  ArrayRef<Field *> TParams;
  bool IsAlias = false;
  Expr *Type;
  if (Kind == Tok::Lbrack) {
    Type = bracketedTypeDecl(TParams, IsAlias);
  } else {
    IsAlias = gotAssign();
    Type = typeOrNull();
  }
  if (!Type) {
    Type = badExpr();
    unexpected("in type declaration");
    advance({Tok::Semi, Tok::Rparen});
  }
  auto *D = make<TypeDecl>(P, G, Pragmas, TypeName, TParams, IsAlias, Type);
  if (Pragmas)
    PragmaUses.push_back({D, Pragmas, FuncNest > 0});
  return D;
}

/// After a declared type's name, '[' starts an array or slice type or a type
/// parameter list. "T [P ..." is read as expression; what can only be a name
/// and a constraint is a parameter list, a lone name before ']' is a length,
/// and where both are possible a comma decides for parameters.
Expr *Parser::bracketedTypeDecl(ArrayRef<Field *> &TParams, bool &IsAlias) {
  Pos Lbrack = pos();
  next();
  if (Kind == Tok::Rbrack) {
    next();
    return sliceType(Lbrack);
  }
  if (Kind != Tok::Name)
    return arrayType(Lbrack, nullptr);

  Expr *X = name();
  // "P [" must begin a constraint: no constant expression has an index.
  if (Kind != Tok::Lbrack) {
    ++ExprNest;
    X = binaryExpr(primaryExpr(X, /*KeepParens=*/false), 0);
    --ExprNest;
  }
  auto [First, Constraint] = extractName(X, Kind == Tok::Comma);
  if (!First || (!Constraint && Kind == Tok::Rbrack))
    return arrayType(Lbrack, X);
  TParams = paramList(First, Constraint, Tok::Rbrack, ParamKind::Types);
  IsAlias = gotAssign();
  return typeOrNull();
}

/// X can be nothing but a type or a constraint element.
static bool isTypeElem(const Expr *X) {
  for (;;) {
    switch (X->kind()) {
    case NodeKind::ArrayType:
    case NodeKind::StructType:
    case NodeKind::FuncType:
    case NodeKind::InterfaceType:
    case NodeKind::SliceType:
    case NodeKind::MapType:
    case NodeKind::ChanType:
      return true;
    case NodeKind::Operation: {
      auto *O = llvm::cast<Operation>(X);
      if (O->Opcode == Op::Tilde || (O->Y && isTypeElem(O->Y)))
        return true;
      X = O->X;
      continue;
    }
    case NodeKind::ParenExpr:
      X = llvm::cast<ParenExpr>(X)->X;
      continue;
    default:
      return false;
    }
  }
}

/// Splits X into a name and the constraint that follows it: P *E, P (E) and
/// P *E|F have parsed as product, call and bitwise or. Splits only where the
/// constraint cannot be a value, unless Force. The name alone has no second
/// part; {null, X} is no split.
std::pair<Name *, Expr *> Parser::extractName(Expr *X, bool Force) {
  Nesting Level(*this);
  if (Kind == Tok::EndOfFile)
    return {nullptr, X};
  if (auto *N = dyn_cast<Name>(X))
    return {N, nullptr};
  if (auto *O = dyn_cast<Operation>(X); O && O->Y) {
    if (O->Opcode == Op::Mul) {
      auto *N = dyn_cast<Name>(O->X);
      if (N && (Force || isTypeElem(O->Y)))
        return {N, indirect(O->pos(), O->Y)};
    } else if (O->Opcode == Op::Or) {
      auto [N, Left] = extractName(O->X, Force || isTypeElem(O->Y));
      if (N && Left)
        return {N, make<Operation>(O->pos(), Op::Or, Left, O->Y)};
    }
  } else if (auto *C = dyn_cast<CallExpr>(X)) {
    auto *N = dyn_cast<Name>(C->Fun);
    if (N && C->Args.size() == 1 && !C->HasDots &&
        (Force || isTypeElem(C->Args[0])))
      return {N, unparen(C->Args[0])};
  }
  return {nullptr, X};
}

// FunctionDecl = "func" FunctionName [ TypeParams ] Signature [ FunctionBody ]
// MethodDecl   = "func" Receiver MethodName [ TypeParams ] Signature
//                [ FunctionBody ] .
FuncDecl *Parser::funcDecl() {
  Pos P = pos();
  PragmaSet *Pragmas = takePragmas();
  Field *Recv = nullptr;
  bool IsMethod = got(Tok::Lparen);
  if (IsMethod) {
    ArrayRef<Field *> List =
        paramList(nullptr, nullptr, Tok::Rparen, ParamKind::Other);
    if (List.empty())
      error(DiagCode::BadRecv, pos(), "method has no receiver");
    else if (List.size() > 1)
      error(DiagCode::BadRecv, pos(), "method has multiple receivers");
    if (!List.empty())
      Recv = List[0];
  }

  Name *FuncName;
  FuncType *Type;
  ArrayRef<Field *> TParams;
  if (Kind == Tok::Name) {
    FuncName = name();
    Type = funcType("", TParams);
  } else {
    FuncName = make<Name>(pos(), Names.intern("_"));
    Type = make<FuncType>(pos(), ArrayRef<Field *>(), ArrayRef<Field *>());
    expected(IsMethod ? "name" : "name or (");
    advance({Tok::Lbrace, Tok::Semi});
  }
  BlockStmt *Body = nullptr;
  if (Kind == Tok::Lbrace)
    Body = Opts.LazyBodies ? lazyBody() : funcBody();

  auto *D = make<FuncDecl>(P, Pragmas, Recv, FuncName, TParams, Type, Body);
  if (Pragmas)
    PragmaUses.push_back({D, Pragmas, false});
  return D;
}

BlockStmt *Parser::funcBody() {
  ++FuncNest;
  BlockStmt *Body = blockStmt("");
  --FuncNest;
  return Body;
}

BlockStmt *Parser::lazyBody() {
  Pos P = pos();
  if (!skipBlock())
    return funcBody();
  auto *Body = make<BlockStmt>(P, ArrayRef<Stmt *>(), pos());
  Body->Unparsed = true;
  want(Tok::Rbrace);
  return Body;
}

void Parser::parseBody(BlockStmt *Body) {
  next();
  Body->List = funcBody()->List;
  Body->Unparsed = false;
}
