//===- ParseType.cpp - Types, fields, parameters and constraints ----------===//
//
// "x [n]E" and "x[T1, T2]" cannot be told apart before what follows is seen, so
// fields, parameters and interface elements are read in the common form first.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/ParserImpl.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::isa;
using llvm::StringRef;

Expr *Parser::type() {
  if (Expr *T = typeOrNull())
    return T;
  Expr *Bad = badExpr();
  expected("type");
  advance({Tok::Comma, Tok::Colon, Tok::Semi, Tok::Rparen, Tok::Rbrack,
           Tok::Rbrace});
  return Bad;
}

/// Type = TypeName | TypeLit | "(" Type ")" .
Expr *Parser::typeOrNull() {
  Nesting Level(*this);
  Pos P = pos();
  switch (Kind) {
  case Tok::Star:
    next();
    return indirect(P, type());
  case Tok::Arrow:
    next();
    want(Tok::KwChan);
    return make<ChanType>(P, ChanDir::RecvOnly, channelElem());
  case Tok::KwFunc:
    next();
    return funcType("function type");
  case Tok::Lbrack:
    next();
    if (got(Tok::Rbrack))
      return sliceType(P);
    return arrayType(P, nullptr);
  case Tok::KwChan: {
    next();
    ChanDir Dir = got(Tok::Arrow) ? ChanDir::SendOnly : ChanDir::Both;
    return make<ChanType>(P, Dir, channelElem());
  }
  case Tok::KwMap: {
    next();
    want(Tok::Lbrack);
    Expr *Key = type();
    want(Tok::Rbrack);
    return make<MapType>(P, Key, type());
  }
  case Tok::KwStruct:
    return structType();
  case Tok::KwInterface:
    return interfaceType();
  case Tok::Name:
    return qualifiedName(nullptr);
  case Tok::Lparen: {
    next();
    Expr *T = type();
    want(Tok::Rparen);
    return T;
  }
  default:
    return nullptr;
  }
}

/// TypeName [ TypeArgs ]; First is the already read first name, or null.
Expr *Parser::qualifiedName(Name *First) {
  Expr *X = First;
  if (!X && Kind == Tok::Name) {
    X = name();
  } else if (!X) {
    X = make<Name>(pos(), Names.intern("_"));
    expected("name");
    advance({Tok::Dot, Tok::Semi, Tok::Rbrace});
  }
  if (Kind == Tok::Dot) {
    Pos P = pos();
    next();
    X = make<SelectorExpr>(P, X, name());
  }
  return Kind == Tok::Lbrack ? typeInstance(X) : X;
}

Expr *Parser::typeInstance(Expr *Generic) {
  Pos P = pos();
  want(Tok::Lbrack);
  Expr *Index;
  if (Kind == Tok::Rbrack) {
    expected("type argument list");
    Index = badExpr();
  } else {
    bool SawComma;
    Index = typeList(/*Strict=*/true, SawComma);
  }
  want(Tok::Rbrack);
  return make<IndexExpr>(P, Generic, Index);
}

/// Type { "," Type } [ "," ]; unless Strict, the first may be any expression.
/// SawComma tells whether there was a comma, even a trailing one.
Expr *Parser::typeList(bool Strict, bool &SawComma) {
  ++ExprNest;
  Expr *X = Strict ? type() : expr();
  SawComma = got(Tok::Comma);
  if (SawComma) {
    if (Expr *T = typeOrNull()) {
      llvm::SmallVector<Expr *, 4> List{X, T};
      while (got(Tok::Comma) && (T = typeOrNull()))
        List.push_back(T);
      X = make<ListExpr>(X->pos(), copyList(List));
    }
  }
  --ExprNest;
  return X;
}

/// Signature, with type parameters if TParams may have them. A non-empty
/// Context names what may not: they are read and rejected.
FuncType *Parser::funcType(StringRef Context, ArrayRef<Field *> &TParams) {
  Pos P = pos();
  if (got(Tok::Lbrack)) {
    if (!Context.empty())
      syntaxErrorAt(P, Context + " must have no type parameters",
                    DiagCode::Syntax);
    if (Kind == Tok::Rbrack) {
      syntaxError("empty type parameter list");
      next();
    } else {
      TParams = paramList(nullptr, nullptr, Tok::Rbrack, ParamKind::Types);
    }
  }
  want(Tok::Lparen);
  ArrayRef<Field *> Params =
      paramList(nullptr, nullptr, Tok::Rparen, ParamKind::Params);
  return make<FuncType>(P, Params, funcResult());
}

// Result = Parameters | Type .
ArrayRef<Field *> Parser::funcResult() {
  if (got(Tok::Lparen))
    return paramList(nullptr, nullptr, Tok::Rparen, ParamKind::Other);
  Pos P = pos();
  if (Expr *T = typeOrNull())
    return copyList(Fields{make<Field>(P, nullptr, T)});
  return {};
}

/// "[" has been read at P, and the length if Len is not null.
Expr *Parser::arrayType(Pos P, Expr *Len) {
  if (!Len && !got(Tok::DotDotDot)) {
    ++ExprNest;
    Len = expr();
    --ExprNest;
  }
  if (Kind == Tok::Comma) {
    // A trailing comma is fine in type parameter lists only.
    syntaxError("unexpected comma; expected ]");
    next();
  }
  want(Tok::Rbrack);
  return make<ArrayType>(P, Len, type());
}

/// "[" and "]" have been read, the first at P.
Expr *Parser::sliceType(Pos P) { return make<SliceType>(P, type()); }

Expr *Parser::channelElem() {
  if (Expr *T = typeOrNull())
    return T;
  Expr *Bad = badExpr();
  syntaxError("missing channel element type");
  return Bad;
}

//===----------------------------------------------------------------------===//
// Structs
//===----------------------------------------------------------------------===//

// StructType = "struct" "{" { FieldDecl ";" } "}" .
Expr *Parser::structType() {
  Pos P = pos();
  want(Tok::KwStruct);
  want(Tok::Lbrace);
  StructFields S;
  list("struct type", Tok::Semi, Tok::Rbrace, [&] {
    fieldDecl(S);
    return false;
  });
  if (!S.Tags.empty())
    S.Tags.resize(S.List.size());
  return make<StructType>(P, copyList(S.List), copyList(S.Tags));
}

void Parser::addField(StructFields &S, Pos P, Name *FieldName, Expr *Type,
                      BasicLit *Tag) {
  if (Tag) {
    S.Tags.resize(S.List.size());
    S.Tags.push_back(Tag);
  }
  S.List.push_back(make<Field>(P, FieldName, Type));
}

// FieldDecl     = (IdentifierList Type | EmbeddedField) [ Tag ] .
// EmbeddedField = [ "*" ] TypeName [ TypeArgs ] .
void Parser::fieldDecl(StructFields &S) {
  Pos P = pos();
  Expr *Type;
  switch (Kind) {
  case Tok::Name: {
    Name *First = name();
    if (Kind == Tok::Dot || Kind == Tok::Literal || Kind == Tok::Semi ||
        Kind == Tok::Rbrace) {
      Type = qualifiedName(First);
      addField(S, P, nullptr, Type, literalOrNull());
      return;
    }
    ArrayRef<Name *> List = nameList(First);
    if (List.size() == 1 && Kind == Tok::Lbrack) {
      Type = arrayOrTypeArgs(First);
      if (isa<IndexExpr>(Type)) {
        addField(S, P, nullptr, Type, literalOrNull());
        return;
      }
    } else {
      Type = type();
    }
    BasicLit *Tag = literalOrNull();
    for (Name *N : List)
      addField(S, N->pos(), N, Type, Tag);
    return;
  }
  case Tok::Star:
    next();
    if (Kind == Tok::Lparen) {
      syntaxError("cannot parenthesize embedded type");
      next();
      Type = qualifiedName(nullptr);
      got(Tok::Rparen);
    } else {
      Type = qualifiedName(nullptr);
    }
    Type = indirect(P, Type);
    addField(S, P, nullptr, Type, literalOrNull());
    return;
  case Tok::Lparen:
    syntaxError("cannot parenthesize embedded type");
    next();
    if (Kind == Tok::Star) {
      Pos Star = pos();
      next();
      Type = indirect(Star, qualifiedName(nullptr));
    } else {
      Type = qualifiedName(nullptr);
    }
    got(Tok::Rparen);
    addField(S, P, nullptr, Type, literalOrNull());
    return;
  default:
    expected("field name or embedded type");
    advance({Tok::Semi, Tok::Rbrace});
  }
}

/// After a name: "[]E" or "[n]E" is a type the name has, "[T1, T2]" makes the
/// name a generic type's, and the result is the instance.
Expr *Parser::arrayOrTypeArgs(Expr *Generic) {
  Pos P = pos();
  want(Tok::Lbrack);
  if (got(Tok::Rbrack))
    return sliceType(P);
  bool SawComma;
  Expr *N = typeList(/*Strict=*/false, SawComma);
  want(Tok::Rbrack);
  if (!SawComma)
    if (Expr *Elem = typeOrNull())
      return make<ArrayType>(P, N, Elem);
  return make<IndexExpr>(P, Generic, N);
}

//===----------------------------------------------------------------------===//
// Interfaces and constraints
//===----------------------------------------------------------------------===//

// InterfaceType = "interface" "{" { ( MethodDecl | EmbeddedElem ) ";" } "}" .
Expr *Parser::interfaceType() {
  Pos P = pos();
  want(Tok::KwInterface);
  want(Tok::Lbrace);
  Fields List;
  list("interface type", Tok::Semi, Tok::Rbrace, [&] {
    Field *F = Kind == Tok::Name ? methodDecl() : nullptr;
    if (!F || !F->FieldName)
      F = embeddedElem(F);
    List.push_back(F);
    return false;
  });
  return make<InterfaceType>(P, copyList(List));
}

/// MethodSpec = MethodName Signature | TypeName .
Field *Parser::methodDecl() {
  auto *F = make<Field>(pos(), nullptr, nullptr);
  Name *N = name();
  switch (Kind) {
  case Tok::Lparen:
    F->FieldName = N;
    F->Type = funcType("interface method");
    break;
  case Tok::Lbrack:
    bracketedMethod(F, N);
    break;
  default:
    F->Type = qualifiedName(N);
  }
  return F;
}

/// "m[" starts a generic method, which is an error, or an instance T[A, B].
void Parser::bracketedMethod(Field *F, Name *N) {
  auto MakeMethod = [&] {
    F->FieldName = N;
    F->Type = funcType("interface method");
  };
  Pos Lbrack = pos();
  next();
  if (Kind == Tok::Rbrack) {
    // As if [] were absent.
    Pos Rbrack = pos();
    next();
    if (Kind == Tok::Lparen) {
      error(DiagCode::Syntax, Rbrack, "empty type parameter list");
      MakeMethod();
    } else {
      error(DiagCode::Syntax, Rbrack, "empty type argument list");
      F->Type = N;
    }
    return;
  }

  // Type arguments look like parameters without names.
  ArrayRef<Field *> List =
      paramList(nullptr, nullptr, Tok::Rbrack, ParamKind::Other);
  if (List.empty()) {
    if (Kind == Tok::Lparen)
      MakeMethod();
    else
      F->Type = N;
    return;
  }
  if (List[0]->FieldName) {
    MakeMethod();
    error(DiagCode::InvalidMethodTypeParams, Lbrack,
          "interface method must have no type parameters");
    return;
  }
  Expr *Index = List[0]->Type;
  if (List.size() > 1) {
    llvm::SmallVector<Expr *, 4> Types;
    for (Field *Arg : List)
      Types.push_back(Arg->Type);
    Index = make<ListExpr>(List[0]->pos(), copyList(Types));
  }
  F->Type = make<IndexExpr>(Lbrack, N, Index);
}

/// EmbeddedElem = EmbeddedTerm { "|" EmbeddedTerm } . A non-null F holds the
/// first term.
Field *Parser::embeddedElem(Field *F) {
  if (!F) {
    Pos P = pos();
    F = make<Field>(P, nullptr, embeddedTerm());
  }
  for (unsigned Chain = 0; atOperator(Op::Or); ++Chain) {
    Pos P = pos();
    next();
    F->Type = make<Operation>(P, Op::Or, F->Type, embeddedTerm());
    if (Chain > MaxChain)
      abandon();
  }
  return F;
}

// EmbeddedTerm = [ "~" ] Type .
Expr *Parser::embeddedTerm() {
  if (atOperator(Op::Tilde)) {
    Pos P = pos();
    next();
    return make<Operation>(P, Op::Tilde, type(), nullptr);
  }
  if (Expr *T = typeOrNull())
    return T;
  Expr *Bad = badExpr();
  expected("~ term or type");
  advance({Tok::Operator, Tok::Semi, Tok::Rparen, Tok::Rbrack, Tok::Rbrace});
  return Bad;
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

/// One parameter of a list closed by Follow: a name, a type, or both. First is
/// an already read name. In type parameter lists constraints may be unions.
Field *Parser::paramDeclOrNull(Name *First, Tok Follow) {
  bool Constraints = Follow == Tok::Rbrack;
  auto AtUnion = [&] { return Constraints && atOperator(Op::Or); };
  if (!First && Constraints && atOperator(Op::Tilde))
    return embeddedElem(nullptr);

  auto *F = make<Field>(First ? First->pos() : pos(), nullptr, nullptr);
  if (First || Kind == Tok::Name) {
    Name *N = First ? First : name();
    if (Kind == Tok::Lbrack) {
      F->Type = arrayOrTypeArgs(N);
      if (!isa<IndexExpr>(F->Type))
        F->FieldName = N;
      return AtUnion() ? embeddedElem(F) : F;
    }
    if (Kind == Tok::Dot) {
      F->Type = qualifiedName(N);
      return AtUnion() ? embeddedElem(F) : F;
    }
    if (AtUnion()) {
      F->Type = N;
      return embeddedElem(F);
    }
    F->FieldName = N;
  }

  if (Kind == Tok::DotDotDot) {
    Pos P = pos();
    next();
    Expr *Elem = typeOrNull();
    if (Elem) {
      F->Type = make<DotsType>(P, Elem);
    } else {
      F->Type = badExpr();
      syntaxError("... is missing type");
    }
    return F;
  }
  if (Constraints && atOperator(Op::Tilde)) {
    F->Type = embeddedElem(nullptr)->Type;
    return F;
  }
  F->Type = typeOrNull();
  if (F->Type && AtUnion())
    F = embeddedElem(F);
  if (F->FieldName || F->Type)
    return F;

  expected(tokText(Follow));
  advance({Tok::Comma, Follow});
  return nullptr;
}

/// Parameters after the opening token. First and FirstType are what was already
/// read of the first one. Either all or none of the result are named.
ArrayRef<Field *> Parser::paramList(Name *First, Expr *FirstType, Tok Close,
                                    ParamKind K) {
  bool RequireNames = K == ParamKind::Types;
  // list() would not look at an element before Close.
  if (First && FirstType && Kind == Close) {
    next();
    return copyList(Fields{make<Field>(First->pos(), First, FirstType)});
  }

  unsigned Named = 0, Typed = 0; // with name and type; with type
  Fields List;
  Pos End = list("parameter list", Tok::Comma, Close, [&] {
    Field *F = FirstType ? make<Field>(First->pos(), First, FirstType)
                         : paramDeclOrNull(First, Close);
    First = nullptr;
    FirstType = nullptr;
    if (F) {
      Named += F->FieldName && F->Type;
      Typed += F->Type != nullptr;
      List.push_back(F);
    }
    return false;
  });

  if (Named == 0 && !RequireNames) {
    // Lone names are types.
    for (Field *F : List)
      if (F->FieldName) {
        F->Type = F->FieldName;
        F->FieldName = nullptr;
      }
  } else if (Named != List.size()) {
    nameAllParams(List, Named, Typed, End, RequireNames);
  }
  checkDots(List, K == ParamKind::Params);
  return copyList(List);
}

/// Reports the first "..." that is not the last parameter's (if LastOk), and
/// removes all of those.
void Parser::checkDots(ArrayRef<Field *> List, bool LastOk) {
  if (LastOk && !List.empty())
    List = List.drop_back();
  bool Reported = false;
  for (Field *F : List) {
    auto *D = llvm::dyn_cast_or_null<DotsType>(F->Type);
    if (!D)
      continue;
    if (!Reported)
      error(DiagCode::MisplacedDotDotDot, D->pos(),
            LastOk ? "can only use ... with final parameter"
                   : "invalid use of ...");
    Reported = true;
    F->Type = D->Elem;
  }
}

/// Gives each parameter without type that of the parameter to its right.
void Parser::nameAllParams(ArrayRef<Field *> List, unsigned Named,
                           unsigned Typed, Pos End, bool RequireNames) {
  Pos Wrong; // of the leftmost parameter that lacks a name or a type
  Expr *Type = nullptr;
  for (Field *F : llvm::reverse(List)) {
    if (F->Type) {
      Type = F->Type;
      if (!F->FieldName) {
        Wrong = startPos(Type);
        F->FieldName = make<Name>(Wrong, Names.intern("_"));
      }
    } else if (Type) {
      F->Type = Type;
    } else {
      Wrong = F->FieldName->pos();
      F->Type = make<BadExpr>(Wrong);
    }
  }
  if (!Wrong.isValid())
    return;
  // If whatever has a type has a name, names at the end lack their type.
  if (Named == Typed)
    return syntaxErrorAt(End, RequireNames ? "missing type constraint"
                                           : "missing parameter type");
  if (!RequireNames)
    return syntaxErrorAt(Wrong, "missing parameter name");
  syntaxErrorAt(Wrong, List.size() == 1 ? "missing type parameter name or "
                                          "invalid array length"
                                        : "missing type parameter name");
}
