//===- Named.cpp - Underlying types and methods of defined types ----------===//
//
// An instance of a generic type starts out with nothing but its origin and its
// arguments. Its underlying type is substituted when it is first asked for and
// each method when it is first looked up; expanding earlier would not end for
// recursive types, and would ask for declarations that are not checked yet.
//
// While a package is checked, a type's right-hand side may lead to a defined
// type that is not complete; there is no underlying type then. Cycles of names
// alone are broken before (Cycle.cpp), so following names ends.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Completion.h"
#include "frontend/types/Instantiate.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::StringRef;

/// What the right-hand side of instance N would be if N were declared; null
/// while the origin's is not known.
static Type *expandRHS(Named *N, TypeContext &Ctx) {
  Named *Orig = N->Orig;
  // A wrong number of arguments is reported where the instance is written.
  if (Orig->TParams.size() != N->TArgs.size())
    return Ctx.basic(BasicKind::Invalid);
  Type *Base = Orig->FromRHS;
  if (!Base)
    return nullptr;
  Type *RHS = substitute(Ctx, Base, Substitution(Orig->TParams, N->TArgs));
  auto *I = dyn_cast<Interface>(RHS);
  llvm::SmallVector<Func *, 8> Methods;
  if (!I || !replaceRecvType(Ctx, I->Methods, Orig, N, Methods))
    return RHS;
  if (I == Base) {
    // Nothing was substituted, but the receivers still need a new interface.
    Interface *Old = I;
    I = Ctx.makeInterface(N->Checking);
    I->Embeddeds = Old->Embeddeds;
    I->EmbedPos = Old->EmbedPos;
    I->Complete = Old->Complete;
    I->Implicit = Old->Implicit;
  }
  I->Methods = Ctx.arena().copyList(Methods);
  I->TSet = nullptr;
  return I;
}

Type *Named::rhs() {
  if (isInstance() && !FromRHS)
    FromRHS = expandRHS(this, *Ctx);
  return FromRHS;
}

Type *Named::underlying() {
  if (Underlying)
    return Underlying;
  // A generic type may lead to ever new instances of itself, which is reported
  // with its declaration.
  constexpr size_t MaxChain = 10000;
  llvm::SmallVector<Named *, 4> Path;
  Type *U = this;
  while (auto *N = llvm::dyn_cast_or_null<Named>(U)) {
    if (N->Underlying) {
      U = N->Underlying;
      break;
    }
    if (llvm::is_contained(Path, N) || Path.size() == MaxChain) {
      U = Ctx->basic(BasicKind::Invalid);
      break;
    }
    Path.push_back(N);
    U = unalias(N->rhs());
  }
  if (!U)
    return nullptr; // a declaration on the way is not complete
  for (Named *N : Path)
    N->Underlying = U;
  return U;
}

ArrayRef<TypeParam *> Named::typeParams() { return Orig->TParams; }

unsigned Named::numMethods() { return Orig->Methods.size(); }

/// The origin's method I with N's arguments put in.
static Func *expandMethod(Named *N, unsigned I) {
  Func *Orig = N->Orig->Methods[I];
  if (N->Checking)
    N->Checking->declare(Orig);
  Signature *OrigSig = Orig->signature();
  if (!OrigSig || !OrigSig->Recv)
    return Orig; // a cycle or an invalid receiver, reported elsewhere
  // N may be the receiver type as the method itself writes it.
  if (deref(OrigSig->Recv->T).first == N)
    return Orig;

  TypeContext &Ctx = *N->Ctx;
  Signature *Sig = OrigSig;
  // Wrong receiver parameters leave nothing to map arguments to.
  if (OrigSig->RecvTParams.size() == N->TArgs.size())
    Sig = cast<Signature>(
        substitute(Ctx, OrigSig, Substitution(OrigSig->RecvTParams, N->TArgs)));
  if (Sig == OrigSig)
    Sig = Ctx.make<Signature>(*OrigSig);
  Type *Recv = N;
  if (Orig->hasPtrRecv())
    Recv = Ctx.make<Pointer>(N);
  Sig->Recv = substVar(Ctx, OrigSig->Recv, Recv);
  return substFunc(Ctx, Orig, Sig);
}

Func *Named::method(unsigned I) {
  if (!isInstance())
    return Methods[I];
  if (Methods.size() != Orig->Methods.size())
    Methods.resize(Orig->Methods.size());
  if (!Methods[I]) {
    Func *F = expandMethod(this, I);
    // Expanding may have come here again and may have grown the list.
    if (Methods[I])
      return Methods[I];
    // A method whose own declaration is in progress has no signature yet to
    // be substituted: do not keep it.
    if (F == Orig->Methods[I] && (!F->signature() || !F->signature()->Recv))
      return F;
    Methods[I] = F;
  }
  return Methods[I];
}

Func *Named::lookupMethod(Package *Pkg, StringRef Name, bool FoldCase,
                          int &Index) {
  if (Name == "_")
    return nullptr;
  if (!FoldCase && !isExported(Name) && !samePkg(Obj->Pkg, Pkg))
    return nullptr;
  ArrayRef<Func *> List = Orig->Methods;
  for (size_t I = 0; I != List.size(); ++I)
    if (FoldCase ? equalFold(List[I]->Name, Name) : List[I]->Name == Name) {
      Index = static_cast<int>(I);
      return method(I);
    }
  return nullptr;
}

Type *ogo::under(const Type *T) {
  Type *X = unalias(T);
  if (!X)
    return nullptr;
  if (auto *P = dyn_cast<TypeParam>(X))
    return constraintOf(P);
  auto *N = dyn_cast<Named>(X);
  if (!N)
    return X;
  if (Type *U = N->underlying())
    return U;
  // Only reached when a declaration needs itself before its right-hand side is
  // known; the cycle is reported elsewhere.
  return N->Ctx->basic(BasicKind::Invalid);
}
