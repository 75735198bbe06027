//===- Named.cpp - Underlying types and methods of defined types ----------===//
//
// An instance of a generic type starts out with nothing but its origin and its
// arguments. Its underlying type is substituted when it is first asked for and
// each method when it is first looked up; expanding earlier would not end for
// recursive types, and would ask for declarations that are not checked yet.
//
// While a package is checked, a type's right-hand side may be another defined
// type that is not complete; under() follows such chains, and reports a cycle.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Instantiate.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::StringRef;

static Type *expandUnderlying(Named *N, TypeContext &Ctx) {
  Named *Orig = N->Orig;
  Type *Base = Orig->underlying();
  // A wrong number of arguments is reported where the instance is written.
  if (!Base || Orig->TParams.size() != N->TArgs.size())
    return Ctx.basic(BasicKind::Invalid);
  // The raw type: a chain through another generic type stays a chain.
  Base = Orig->Underlying;
  Type *U = substitute(Ctx, Base, Substitution(Orig->TParams, N->TArgs));
  auto *I = dyn_cast<Interface>(U);
  llvm::SmallVector<Func *, 8> Methods;
  if (!I || !replaceRecvType(Ctx, I->Methods, Orig, N, Methods))
    return U;
  if (I == Base) {
    // Nothing was substituted, but the receivers still need a new interface.
    Interface *Old = I;
    I = N->Check ? N->Check->newInterface() : Ctx.make<Interface>();
    I->Embeddeds = Old->Embeddeds;
    I->EmbedPos = Old->EmbedPos;
    I->Complete = Old->Complete;
    I->Implicit = Old->Implicit;
  }
  I->Methods = Ctx.arena().copyList(Methods);
  I->TSet = nullptr;
  return I;
}

/// Makes an instance's underlying type available.
static void resolve(Named *N) {
  if (!N->isInstance() || N->Expanded || N->Expanding)
    return;
  N->Expanding = true;
  TypeContext &Ctx = N->Check ? N->Check->Ctx : *N->Ctx;
  Type *U = expandUnderlying(N, Ctx);
  N->Underlying = U;
  N->FromRHS = N->Orig->FromRHS;
  N->Expanding = false;
  N->Expanded = true;
}

Type *Named::underlying() {
  resolve(this);
  return unalias(Underlying);
}

ArrayRef<TypeParam *> Named::typeParams() { return Orig->TParams; }

unsigned Named::numMethods() { return Orig->Methods.size(); }

/// The origin's method I with N's arguments put in.
static Func *expandMethod(Named *N, unsigned I) {
  Func *Orig = N->Orig->Methods[I];
  if (N->Check)
    objDecl(*N->Check, Orig);
  Signature *OrigSig = Orig->signature();
  if (!OrigSig || !OrigSig->Recv)
    return Orig; // a cycle or an invalid receiver, reported elsewhere
  // N may be the receiver type as the method itself writes it.
  if (deref(OrigSig->Recv->T).first == N)
    return Orig;

  TypeContext &Ctx = N->Check ? N->Check->Ctx : *N->Ctx;
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
  resolve(this);
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
    if (FoldCase ? equalFold(List[I]->Name, Name)
                 : List[I]->Name == Name) {
      Index = static_cast<int>(I);
      return method(I);
    }
  return nullptr;
}

/// The name cycle reports use: an instance is reported where it is written.
static Object *reportedObject(TypeContext &Ctx, Named *N) {
  if (!N->InstPos.isValid())
    return N->Obj;
  auto *O = Ctx.make<TypeName>(*N->Obj);
  O->P = N->InstPos;
  return O;
}

/// Follows a chain of defined types whose first link is Next.
static Type *underChain(Named *N, Named *Next) {
  Checker *C = N->Check;
  if (!C)
    return under(Next); // complete, so the chain ends
  llvm::SmallVector<Named *, 8> Seen;
  llvm::SmallVector<Object *, 8> Path;
  Type *U;
  for (;;) {
    Seen.push_back(N);
    Path.push_back(reportedObject(C->Ctx, N));
    N = Next;
    if (auto *I = llvm::find(Seen, N); I != Seen.end()) {
      ArrayRef<Object *> Cycle = ArrayRef(Path).slice(I - Seen.begin());
      cycleError(*C, Cycle, firstInSrc(Cycle));
      U = C->invalidType();
      break;
    }
    U = N->underlying();
    if (!U) {
      U = C->invalidType();
      break;
    }
    Next = dyn_cast<Named>(U);
    if (!Next)
      break;
  }
  for (Named *S : Seen)
    S->Underlying = U;
  return U;
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
  Type *U = N->underlying();
  if (!U) {
    // Only reached when a declaration needs itself before its right-hand side
    // is known; the cycle is reported elsewhere.
    TypeContext *Ctx = N->Check ? &N->Check->Ctx : N->Ctx;
    return Ctx->basic(BasicKind::Invalid);
  }
  if (auto *Next = dyn_cast<Named>(U))
    return underChain(N, Next);
  return U;
}
