//===- UnionType.cpp - Union elements of interfaces -----------------------===//
//
// Spec "General interfaces": terms T and ~T separated by |. A single term
// without ~ is just that type.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TermList.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;

/// gc refuses larger unions.
static constexpr size_t MaxTermCount = 100;

static UnionTerm parseTerm(Checker &C, Expr *TX) {
  Expr *X = TX;
  bool Tilde = false;
  if (auto *O = dyn_cast<Operation>(X); O && O->Opcode == Op::Tilde) {
    X = O->X;
    Tilde = true;
  }
  Type *T = typ(C, X);
  if (isTypeParam(T)) {
    if (Tilde)
      C.error(X, DiagCode::MisplacedTypeParam,
              "type in term " + C.str(TX) + " cannot be a type parameter");
    else
      C.error(X, DiagCode::MisplacedTypeParam,
              "term cannot be a type parameter");
    T = C.invalidType();
  }
  UnionTerm Term{Tilde, T};
  if (Tilde)
    C.recordTypeAndValue(
        TX, OperandMode::TypeExpr,
        C.Ctx.make<Union>(C.Ctx.arena().copy(ArrayRef<UnionTerm>(Term))),
        ConstantValue());
  return Term;
}

Type *ogo::parseTilde(Checker &C, Expr *E) {
  UnionTerm Term = parseTerm(C, E);
  return C.Ctx.make<Union>(C.Ctx.arena().copy(ArrayRef<UnionTerm>(Term)));
}

/// Terms of A|B|C in order, and the operations in between.
static void flatten(Expr *X, llvm::SmallVectorImpl<Expr *> &Ops,
                    llvm::SmallVectorImpl<Expr *> &Terms) {
  if (auto *O = dyn_cast<Operation>(X); O && O->Opcode == Op::Or && O->Y) {
    flatten(O->X, Ops, Terms);
    Ops.push_back(O);
    X = O->Y;
  }
  Terms.push_back(X);
}

/// Terms are written with package paths.
static std::string termString(const UnionTerm &T) {
  return (T.Tilde ? "~" : "") + typeString(T.T);
}

/// Index of a term before I that shares types with it, or -1.
static int overlapping(ArrayRef<UnionTerm> Terms, size_t I) {
  for (size_t J = 0; J != I; ++J)
    if (!isInterface(Terms[J].T) && isValid(Terms[J].T) &&
        !disjointTerms(Terms[J], Terms[I]))
      return static_cast<int>(J);
  return -1;
}

static void checkTerm(Checker &C, ArrayRef<UnionTerm> Terms, size_t I,
                      Expr *X) {
  const UnionTerm &T = Terms[I];
  if (!isValid(T.T))
    return;
  Type *U = under(T.T);
  auto *Iface = dyn_cast<Interface>(U);
  if (T.Tilde) {
    if (Iface) {
      C.error(X, DiagCode::InvalidUnion,
              "invalid use of ~ (" + C.str(T.T) + " is an interface)");
      return;
    }
    if (!identical(U, T.T)) {
      C.error(X, DiagCode::InvalidUnion,
              "invalid use of ~ (underlying type of " + C.str(T.T) + " is " +
                  C.str(U) + ")");
      return;
    }
  }
  if (Iface) {
    // Interfaces may overlap, but only those without methods are allowed.
    const TypeSet &S = typeSet(Iface);
    std::string Text = termString(T);
    if (!S.Methods.empty())
      C.error(X, DiagCode::InvalidUnion,
              "cannot use " + Text + " in union (" + Text +
                  " contains methods)");
    else if (T.T == C.Ctx.ComparableType)
      C.error(X, DiagCode::InvalidUnion, "cannot use comparable in union");
    else if (S.Comparable)
      C.error(X, DiagCode::InvalidUnion,
              "cannot use " + Text + " in union (" + Text +
                  " embeds comparable)");
    return;
  }
  if (int J = overlapping(Terms, I); J >= 0)
    C.softError(startPos(X), DiagCode::InvalidUnion,
                "overlapping terms " + termString(T) + " and " +
                    termString(Terms[J]));
}

Type *ogo::parseUnion(Checker &C, Expr *E) {
  llvm::SmallVector<Expr *, 8> Ops, Exprs;
  flatten(E, Ops, Exprs);

  llvm::SmallVector<UnionTerm, 8> Terms;
  auto MakeUnion = [&] {
    return C.Ctx.make<Union>(C.Ctx.arena().copy(ArrayRef<UnionTerm>(Terms)));
  };
  Type *U = nullptr;
  bool Ok = true;
  for (size_t I = 0; I != Exprs.size(); ++I) {
    UnionTerm Term = parseTerm(C, Exprs[I]);
    if (Exprs.size() == 1 && !Term.Tilde)
      return Term.T;
    if (Terms.size() < MaxTermCount) {
      Terms.push_back(Term);
      U = MakeUnion();
    } else if (Ok) {
      C.error(Exprs[I], DiagCode::InvalidUnion,
              "cannot handle more than " + llvm::Twine(MaxTermCount) +
                  " union terms (implementation limitation)");
      Ok = false;
      U = C.invalidType();
    }
    if (I)
      C.recordTypeAndValue(Ops[I - 1], OperandMode::TypeExpr, U,
                           ConstantValue());
  }
  if (!Ok)
    return U;

  ArrayRef<UnionTerm> All = llvm::cast<Union>(U)->Terms;
  ArrayRef<Expr *> Where = C.Ctx.arena().copyList(Exprs);
  C.later([&C, All, Where] {
    for (size_t I = 0; I != All.size(); ++I)
      checkTerm(C, All, I, Where[I]);
  });
  return U;
}
