//===- TypeDecl.cpp - Type declarations and type parameters ---------------===//
//
// A type's name denotes its Named or Alias before the right-hand side is
// checked, so that the type can refer to itself; until then it has none.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::isa;

bool ogo::isImportedConstraint(Checker &C, Type *T) {
  Named *N = asNamed(T);
  if (!N || N->Obj->Pkg == &C.Pkg || !N->Obj->Pkg)
    return false;
  auto *I = dyn_cast<Interface>(under(N));
  return I && !typeSet(I).isMethodSet();
}

static Named *newNamed(Checker &C, TypeName *O) {
  Named *N = C.Ctx.makeNamed(&C, O);
  if (!O->T)
    O->T = N;
  return N;
}

static Alias *newAlias(Checker &C, TypeName *O) {
  auto *A = C.Ctx.make<Alias>();
  A->Obj = O;
  if (!O->T)
    O->T = A;
  C.atEnd([A] { unalias(A); });
  return A;
}

/// Returns the right-hand side.
static Type *aliasDecl(Checker &C, TypeName *O, const TypeDecl *D,
                       bool &VersionErr) {
  bool Generic = !D->TParams.empty();
  // The highest requirement first: fixing it fixes the other.
  if (Generic &&
      !C.verifyVersion(D->TParams[0], LangVersion{23}, "generic type alias"))
    VersionErr = true;
  if (!VersionErr && !C.verifyVersion(D, LangVersion{9}, "type alias"))
    VersionErr = true;

  Alias *A = newAlias(C, O);
  if (Generic) {
    C.openScope(D);
    collectTypeParams(C, &A->TParams, D->TParams);
  }
  Type *RHS = declaredType(C, D->Type, O);
  A->FromRHS = RHS;
  // "In an alias declaration the given type cannot be a type parameter declared
  // in the same declaration."
  if (auto *P = dyn_cast<TypeParam>(RHS);
      P && llvm::is_contained(A->TParams, P)) {
    C.error(D->Type, DiagCode::MisplacedTypeParam,
            "cannot use type parameter declared in alias declaration as RHS");
    A->FromRHS = C.invalidType();
  }
  if (Generic)
    C.closeScope();
  return RHS;
}

/// Returns the right-hand side.
static Type *definition(Checker &C, TypeName *O, const TypeDecl *D,
                        bool &VersionErr) {
  bool Generic = !D->TParams.empty();
  if (Generic &&
      !C.verifyVersion(D->TParams[0], LangVersion{18}, "type parameter"))
    VersionErr = true;
  Named *N = newNamed(C, O);
  if (Generic) {
    C.openScope(D);
    collectTypeParams(C, &N->TParams, D->TParams);
  }
  Type *RHS = declaredType(C, D->Type, O);
  N->FromRHS = RHS;
  // "In a type definition the given type cannot be a type parameter."
  if (isTypeParam(RHS)) {
    C.error(D->Type, DiagCode::MisplacedTypeParam,
            "cannot use a type parameter as RHS in type declaration");
    N->FromRHS = C.invalidType();
  }
  if (Generic)
    C.closeScope();
  return RHS;
}

void ogo::typeDecl(Checker &C, TypeName *O, const TypeDecl *D) {
  // The action is queued first, but runs when the declaration is complete.
  struct State {
    Type *RHS = nullptr;
    bool VersionErr = false;
  };
  auto *S = C.Ctx.make<State>();
  C.later([&C, O, D, S] {
    if (Named *N = asNamed(O->T))
      validType(C, N);
    if (!S->VersionErr && isImportedConstraint(C, S->RHS) &&
        !C.allowVersion(D->Type->pos(), LangVersion{18}))
      C.verifyVersion(D->Type, LangVersion{18},
                      "using type constraint " + C.str(S->RHS));
  });
  S->RHS = D->IsAlias ? aliasDecl(C, O, D, S->VersionErr)
                      : definition(C, O, D, S->VersionErr);
}

TypeParam *ogo::declareTypeParam(Checker &C, Name *N, Pos ScopePos) {
  auto *O = C.Ctx.make<TypeName>(N->pos(), &C.Pkg, N->Value, nullptr);
  // The bound is invalid until it is known, so that there always is one.
  TypeParam *P = C.Ctx.makeTypeParam(&C, O, C.invalidType());
  C.declare(C.scope(), N, O, ScopePos);
  return P;
}

/// A constraint as written; ~T and A|B stand for an interface of just that.
static Type *bound(Checker &C, Expr *X) {
  auto *O = dyn_cast<Operation>(X);
  if (!O || (O->Opcode != Op::Tilde && O->Opcode != Op::Or))
    return typ(C, X);
  Interface *I = C.Ctx.makeInterface(&C);
  Type *Elem = parseUnion(C, X);
  Pos At = startPos(X);
  I->Embeddeds = C.Ctx.arena().copy(ArrayRef<Type *>(Elem));
  I->EmbedPos = C.Ctx.arena().copy(ArrayRef<Pos>(At));
  I->Implicit = I->Complete = true;
  C.later([&C, I] { computeTypeSet(&C, I); });
  return I;
}

void ogo::collectTypeParams(Checker &C, ArrayRef<TypeParam *> *Dst,
                            ArrayRef<Field *> List) {
  llvm::SmallVector<TypeParam *, 4> TParams;
  // Their scope starts with the list: bounds may refer to all of them.
  for (Field *F : List)
    TParams.push_back(declareTypeParam(C, F->FieldName, List[0]->pos()));
  // Bounds may also refer to the type that is being declared.
  *Dst = bindTParams(C.Ctx.arena().copyList(TParams));

  assert(!C.Env.InTParamList && "parameter lists do not nest");
  C.Env.InTParamList = true;
  Type *B = nullptr;
  for (size_t I = 0; I != List.size(); ++I) {
    // Grouped parameters share one bound, which also groups them in messages.
    if (I == 0 || List[I]->Type != List[I - 1]->Type) {
      B = bound(C, List[I]->Type);
      if (isTypeParam(B)) {
        C.error(List[I]->Type, DiagCode::MisplacedTypeParam,
                "cannot use a type parameter as constraint");
        B = C.invalidType();
      }
    }
    TParams[I]->Bound = B;
  }
  C.Env.InTParamList = false;
}

/// "If the base type is a struct type, the non-blank method and field names
/// must be distinct."
static void checkFieldUniqueness(Checker &C, Named *Base) {
  auto *S = dyn_cast<Struct>(under(Base));
  if (!S)
    return;
  for (Var *F : S->Fields) {
    if (F->Name == "_")
      continue;
    auto M = llvm::find_if(Base->Methods,
                           [F](Func *M) { return M->sameId(F->Pkg, F->Name); });
    if (M == Base->Methods.end())
      continue;
    ErrorBuilder Err(C, DiagCode::DuplicateFieldAndMethod);
    Err.add((*M)->P, "field and method with the same name " + F->Name);
    Err.addAltDecl(F);
    Err.report();
  }
}

void ogo::collectMethods(Checker &C, TypeName *O) {
  auto I = C.Methods.find(O);
  if (I == C.Methods.end())
    return;
  llvm::SmallVector<Func *, 4> List = std::move(I->second);
  C.Methods.erase(I);
  Named *Base = asNamed(O->T);
  if (Base)
    // Its underlying type may not be complete yet.
    C.later([&C, Base] { checkFieldUniqueness(C, Base); });

  llvm::StringMap<Func *> Present;
  for (Func *M : List) {
    auto [E, New] = Present.try_emplace(M->Name, M);
    if (!New) {
      C.error(M->P, DiagCode::DuplicateMethod,
              "method " + O->Name + "." + M->Name + " already declared at " +
                  C.Diags.sources().toString(E->second->P));
      continue;
    }
    if (Base)
      Base->Methods.push_back(M);
  }
}
