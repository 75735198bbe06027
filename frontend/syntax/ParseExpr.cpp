//===- ParseExpr.cpp - Expressions ----------------------------------------===//
//
// '{' after an operand starts a composite literal unless the expression stands
// in a statement header, where it starts the block; ExprNest is negative there
// and brackets of any kind make it count from that level again.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/ParserImpl.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

/// Expression = UnaryExpr | Expression binary_op Expression .
/// X, if not null, is the already parsed first operand.
Expr *Parser::binaryExpr(Expr *X, unsigned Prec) {
  if (!X)
    X = unaryExpr();
  unsigned Chain = 0;
  while ((Kind == Tok::Operator || Kind == Tok::Star) && Precedence > Prec) {
    Pos P = pos();
    Op O = Opcode;
    unsigned Inner = Precedence;
    next();
    Expr *Y = binaryExpr(nullptr, Inner);
    X = make<Operation>(P, O, X, Y);
    if (++Chain > MaxChain)
      abandon();
  }
  return X;
}

/// UnaryExpr = PrimaryExpr | unary_op UnaryExpr .
Expr *Parser::unaryExpr() {
  Nesting Level(*this);
  if (Kind == Tok::Operator || Kind == Tok::Star) {
    Pos P = pos();
    Op O = Opcode;
    switch (O) {
    case Op::Mul:
    case Op::Add:
    case Op::Sub:
    case Op::Not:
    case Op::Xor:
    case Op::Tilde:
      next();
      return make<Operation>(P, O, unaryExpr(), nullptr);
    case Op::And:
      next();
      // &(T{}) is &T{}.
      return make<Operation>(P, O, unparen(unaryExpr()), nullptr);
    default:
      break;
    }
  } else if (Kind == Tok::Arrow) {
    return receiveOrChannel();
  }
  return primaryExpr(nullptr, /*KeepParens=*/true);
}

/// "<-x" or "<-chan T", known only after the operand: the arrow then moves into
/// the channel type, and every type it displaces an arrow of takes the next:
/// <-(chan<- T) is <-chan (<-T).
Expr *Parser::receiveOrChannel() {
  Pos P = pos();
  next();
  Expr *X = unaryExpr();
  if (!isa<ChanType>(X))
    return make<Operation>(P, Op::Recv, X, nullptr);

  ChanDir Dir = ChanDir::SendOnly;
  Expr *T = X;
  while (Dir == ChanDir::SendOnly) {
    auto *C = dyn_cast<ChanType>(T);
    if (!C)
      break;
    Dir = C->Dir;
    if (Dir == ChanDir::RecvOnly)
      syntaxError("unexpected <-, expected chan");
    C->Dir = ChanDir::RecvOnly;
    T = C->Elem;
  }
  if (Dir == ChanDir::SendOnly)
    syntaxError("unexpected " + llvm::Twine(exprString(T)) + ", expected chan");
  return X;
}

/// Operand = Literal | OperandName | "(" Expression ")" | Type .
/// Composite literals are primaryExpr's. Parentheses are dropped unless
/// KeepParens, as nothing but some error messages depends on them.
Expr *Parser::operand(bool KeepParens) {
  switch (Kind) {
  case Tok::Name:
    return name();
  case Tok::Literal:
    return literalOrNull();
  case Tok::Lparen: {
    Pos P = pos();
    next();
    ++ExprNest;
    Expr *X = expr();
    --ExprNest;
    want(Tok::Rparen);
    // X may be the type of a composite literal, which takes no parentheses.
    if (Kind == Tok::Lbrace)
      KeepParens = true;
    return KeepParens ? make<ParenExpr>(P, X) : X;
  }
  case Tok::KwFunc: {
    Pos P = pos();
    next();
    FuncType *Type = funcType("function type");
    if (Kind != Tok::Lbrace)
      return Type;
    ++ExprNest;
    BlockStmt *Body = funcBody();
    --ExprNest;
    return make<FuncLit>(P, Type, Body);
  }
  case Tok::Lbrack:
  case Tok::KwChan:
  case Tok::KwMap:
  case Tok::KwStruct:
  case Tok::KwInterface:
    return type();
  default: {
    Expr *X = badExpr();
    expected("expression");
    advance({Tok::Rparen, Tok::Rbrack, Tok::Rbrace});
    return X;
  }
  }
}

/// PrimaryExpr = Operand { Selector | Index | Slice | TypeAssertion |
///               Arguments | LiteralValue } .
Expr *Parser::primaryExpr(Expr *X, bool KeepParens) {
  if (!X)
    X = operand(KeepParens);
  for (unsigned Chain = 0;; ++Chain) {
    if (Chain > MaxChain)
      abandon();
    Pos P = pos();
    switch (Kind) {
    case Tok::Dot:
      next();
      X = selectorOrAssert(X, P);
      break;
    case Tok::Lbrack:
      next();
      X = indexOrSlice(X, P);
      break;
    case Tok::Lparen: {
      next();
      ++ExprNest;
      llvm::SmallVector<Expr *, 8> Args;
      bool HasDots = false;
      Pos Rparen = list("argument list", Tok::Comma, Tok::Rparen, [&] {
        Args.push_back(expr());
        return HasDots = got(Tok::DotDotDot);
      });
      --ExprNest;
      X = make<CallExpr>(P, X, copyList(Args), HasDots, Rparen);
      break;
    }
    case Tok::Lbrace: {
      Expr *Type = unparen(X);
      if (!startsCompositeLit(Type))
        return X;
      if (Type != X)
        syntaxError("cannot parenthesize type in composite literal");
      X = compositeLit(X);
      break;
    }
    default:
      return X;
    }
  }
}

Expr *Parser::selectorOrAssert(Expr *X, Pos P) {
  if (Kind == Tok::Name)
    return make<SelectorExpr>(P, X, name());
  if (got(Tok::Lparen)) {
    if (got(Tok::KwType))
      X = make<TypeSwitchGuard>(P, nullptr, X); // Lhs: see simpleStmt
    else
      X = make<AssertExpr>(P, X, type());
    want(Tok::Rparen);
    return X;
  }
  expected("name or (");
  advance({Tok::Semi, Tok::Rparen});
  return X;
}

Expr *Parser::indexOrSlice(Expr *X, Pos P) {
  Expr *Index = nullptr;
  if (Kind != Tok::Colon) {
    bool SawComma = false;
    if (Kind == Tok::Rbrack) {
      expected("operand");
      Index = badExpr();
    } else {
      Index = typeList(/*Strict=*/false, SawComma);
    }
    if (SawComma || Kind == Tok::Rbrack) {
      want(Tok::Rbrack);
      return make<IndexExpr>(P, X, Index);
    }
  }

  if (!got(Tok::Colon)) {
    expected("comma, : or ]");
    advance({Tok::Comma, Tok::Colon, Tok::Rbrack});
  }
  ++ExprNest;
  Expr *High = nullptr, *Max = nullptr;
  bool Full = false;
  if (Kind != Tok::Colon && Kind != Tok::Rbrack)
    High = expr();
  if (Kind == Tok::Colon) {
    Full = true;
    if (!High) {
      error(DiagCode::Syntax, pos(), "middle index required in 3-index slice");
      High = badExpr();
    }
    next();
    if (Kind != Tok::Rbrack) {
      Max = expr();
    } else {
      error(DiagCode::Syntax, pos(), "final index required in 3-index slice");
      Max = badExpr();
    }
  }
  --ExprNest;
  want(Tok::Rbrack);
  return make<SliceExpr>(P, X, Index, High, Max, Full);
}

/// X is a value for sure, whatever its names mean.
static bool isValue(const Expr *X) {
  for (;;) {
    switch (X->kind()) {
    case NodeKind::BasicLit:
    case NodeKind::CompositeLit:
    case NodeKind::FuncLit:
    case NodeKind::SliceExpr:
    case NodeKind::AssertExpr:
    case NodeKind::TypeSwitchGuard:
    case NodeKind::CallExpr:
      return true;
    case NodeKind::Operation:
      return cast<Operation>(X)->Opcode != Op::Mul || cast<Operation>(X)->Y;
    case NodeKind::ParenExpr:
      X = cast<ParenExpr>(X)->X;
      continue;
    case NodeKind::IndexExpr:
      if (isValue(cast<IndexExpr>(X)->Index))
        return true;
      X = cast<IndexExpr>(X)->X;
      continue;
    default:
      return false;
    }
  }
}

bool Parser::startsCompositeLit(const Expr *Type) const {
  switch (Type->kind()) {
  case NodeKind::Name:
  case NodeKind::SelectorExpr:
    return ExprNest >= 0;
  case NodeKind::IndexExpr:
    return ExprNest >= 0 && !isValue(Type);
  case NodeKind::ArrayType:
  case NodeKind::SliceType:
  case NodeKind::StructType:
  case NodeKind::MapType:
    return true;
  default:
    return false;
  }
}

/// Element = Expression | LiteralValue .
Expr *Parser::literalElement() {
  return Kind == Tok::Lbrace ? compositeLit(nullptr) : expr();
}

/// LiteralValue = "{" [ ElementList [ "," ] ] "}" .
CompositeLit *Parser::compositeLit(Expr *Type) {
  Nesting Level(*this);
  Pos P = pos();
  ++ExprNest;
  want(Tok::Lbrace);
  llvm::SmallVector<Expr *, 8> Elems;
  unsigned NumKeys = 0;
  Pos Rbrace = list("composite literal", Tok::Comma, Tok::Rbrace, [&] {
    Expr *E = literalElement();
    if (Kind == Tok::Colon) {
      Pos Colon = pos();
      next();
      E = make<KeyValueExpr>(Colon, E, literalElement());
      ++NumKeys;
    }
    Elems.push_back(E);
    return false;
  });
  --ExprNest;
  return make<CompositeLit>(P, Type, copyList(Elems), NumKeys, Rbrace);
}

/// ExpressionList = Expression { "," Expression } .
Expr *Parser::exprList() {
  Expr *X = expr();
  if (Kind != Tok::Comma)
    return X;
  llvm::SmallVector<Expr *, 8> List{X};
  while (got(Tok::Comma))
    List.push_back(expr());
  return make<ListExpr>(X->pos(), copyList(List));
}

Name *Parser::name() {
  Pos P = pos();
  if (Kind == Tok::Name) {
    auto *N = make<Name>(P, Names.intern(text()));
    next();
    return N;
  }
  expected("name");
  advance();
  return make<Name>(P, Names.intern("_"));
}

/// IdentifierList = identifier { "," identifier } .
ArrayRef<Name *> Parser::nameList(Name *First) {
  llvm::SmallVector<Name *, 4> List{First};
  while (got(Tok::Comma))
    List.push_back(name());
  return copyList(List);
}

BasicLit *Parser::literalOrNull() {
  if (Kind != Tok::Literal)
    return nullptr;
  auto *L = make<BasicLit>(pos(), text(), Lit, BadLiteral);
  next();
  return L;
}
