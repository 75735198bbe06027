//===- ExportData.cpp - The names gc knows of an imported package ---------===//
//
// gc's export data begins with a package's exported objects and takes along
// what they lead to: the types in their types, and what is mentioned in bodies
// that importers may inline or must instantiate.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/ExportData.h"
#include "frontend/check/InlineCost.h"
#include "frontend/syntax/Walk.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;

namespace {

class Reach {
public:
  Reach(Package &P, llvm::DenseSet<const Object *> &Seen)
      : P(P), Seen(Seen), Costs(P) {}
  void run();

private:
  void add(Object *O);
  void object(Object *O);
  void type(Type *T);
  void tuple(Tuple *T);
  void body(Func *F);
  void mentioned(const Node *N);

  Package &P;
  llvm::DenseSet<const Object *> &Seen;
  llvm::DenseSet<const Type *> SeenTypes;
  llvm::SmallVector<Object *, 32> Work;
  InlineCosts Costs;
};

} // namespace

void Reach::add(Object *O) {
  if (O && O->Pkg == &P && Seen.insert(O).second)
    Work.push_back(O);
}

void Reach::tuple(Tuple *T) {
  if (T)
    for (Var *V : T->Vars)
      type(V->type());
}

void Reach::type(Type *T) {
  if (!T || !SeenTypes.insert(T).second)
    return;
  switch (T->kind()) {
  case TypeKind::Basic:
    return;
  case TypeKind::Array:
    return type(cast<Array>(T)->Elem);
  case TypeKind::Slice:
    return type(cast<Slice>(T)->Elem);
  case TypeKind::Pointer:
    return type(cast<Pointer>(T)->Elem);
  case TypeKind::Chan:
    return type(cast<Chan>(T)->Elem);
  case TypeKind::Map:
    type(cast<Map>(T)->Key);
    return type(cast<Map>(T)->Elem);
  case TypeKind::Tuple:
    return tuple(cast<Tuple>(T));
  case TypeKind::Struct:
    for (Var *F : cast<Struct>(T)->Fields)
      type(F->type());
    return;
  case TypeKind::Signature: {
    auto *Sig = cast<Signature>(T);
    for (TypeParam *Param : Sig->TParams)
      type(Param);
    tuple(Sig->Params);
    return tuple(Sig->Results);
  }
  case TypeKind::Interface:
    for (Func *M : cast<Interface>(T)->Methods)
      type(M->signature());
    for (Type *E : cast<Interface>(T)->Embeddeds)
      type(E);
    return;
  case TypeKind::Union:
    for (const UnionTerm &Term : cast<Union>(T)->Terms)
      type(Term.T);
    return;
  case TypeKind::TypeParam:
    return type(cast<TypeParam>(T)->Bound);
  case TypeKind::Alias:
    add(cast<Alias>(T)->Obj);
    return type(unalias(T));
  case TypeKind::Named:
    for (Type *Arg : cast<Named>(T)->TArgs)
      type(Arg);
    return add(cast<Named>(T)->Orig->Obj);
  }
}

void Reach::mentioned(const Node *N) {
  if (auto *Id = dyn_cast<Name>(N)) {
    Object *O = P.Facts.useOf(Id);
    // Constants are there as values.
    if (O && O->Parent == &P.PkgScope && !llvm::isa<Const>(O))
      add(O);
  }
  forEachChild(N, [&](const Node *Child) { mentioned(Child); });
}

void Reach::body(Func *F) {
  const FuncDecl *D = F->Syntax;
  Signature *Sig = F->signature();
  if (!D || !D->Body || !Sig)
    return;
  bool Generic = !Sig->TParams.empty() || !Sig->RecvTParams.empty();
  if (!Generic && !Costs.of(F))
    return;
  needBody(F);
  mentioned(D->Body);
}

void Reach::object(Object *O) {
  if (auto *F = dyn_cast<Func>(O))
    body(F);
  auto *N =
      llvm::isa<TypeName>(O) ? llvm::dyn_cast_or_null<Named>(O->T) : nullptr;
  if (!N || N->Obj != O)
    return type(O->T);
  for (TypeParam *Param : N->typeParams())
    type(Param);
  type(N->underlying());
  for (unsigned I = 0; I != N->numMethods(); ++I) {
    type(N->method(I)->T);
    body(N->method(I));
  }
}

void Reach::run() {
  for (Object *O : P.PkgScope.objects())
    if (O->exported())
      add(O);
  while (!Work.empty())
    object(Work.pop_back_val());
}

bool ExportData::has(Package &P, const Object *O) {
  auto [It, New] = Known.try_emplace(&P);
  if (New)
    Reach(P, It->second).run();
  return It->second.contains(O);
}
