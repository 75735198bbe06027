//===- Mono.cpp - Instantiation must come to an end -----------------------===//
//
// A generic function that instantiates itself with ever bigger type arguments
// would need infinitely many instances. The flow of type arguments between type
// parameters is a graph; a cycle with an edge along which the type grows is
// such a program. All instantiations count, also those that would never run.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Mono.h"
#include "frontend/check/Decl.h"
#include "frontend/types/TypeString.h"

using namespace ogo;
using llvm::ArrayRef;
using Graph = Checker::MonoGraph;

static Graph &graphOf(Checker &C) {
  if (!C.Mono)
    C.Mono = std::make_unique<Graph>();
  return *C.Mono;
}

static void reportLoop(Checker &C, Graph &G, int V) {
  // The path found ends at V but V need not be on its cycle: walk back until a
  // vertex comes up twice and forget what was before.
  llvm::SmallVector<int, 8> Stack;
  std::vector<bool> Seen(G.Vertices.size());
  while (!Seen[V]) {
    Stack.push_back(V);
    Seen[V] = true;
    V = G.Edges[G.Vertices[V].Pre].Src;
  }
  ArrayRef<int> Cycle = Stack;
  while (Cycle.front() != V)
    Cycle = Cycle.drop_front();

  ErrorBuilder Err(C, DiagCode::InvalidInstanceCycle);
  Err.add(G.Vertices[V].Obj->pos(), "instantiation cycle:");
  for (int I : Cycle) {
    const Graph::Edge &E = G.Edges[G.Vertices[I].Pre];
    TypeName *Obj = G.Vertices[E.Dst].Obj;
    llvm::StringRef Verb = llvm::isa<TypeParam>(Obj->type())
                               ? " instantiated as "
                               : " implicitly parameterized by ";
    Err.add(E.At, Obj->name() + Verb + typeString(E.T, &C.Pkg));
  }
  Err.report();
}

void ogo::monomorph(Checker &C) {
  if (!C.Mono)
    return;
  // Bellman-Ford for the heaviest paths, stopped at a fixed point or at a path
  // as long as the number of vertices (which then has a growing cycle).
  Graph &G = *C.Mono;
  for (bool Again = true; Again;) {
    Again = false;
    for (size_t I = 0; I < G.Edges.size(); ++I) {
      const Graph::Edge &E = G.Edges[I];
      const Graph::Vertex &Src = G.Vertices[E.Src];
      Graph::Vertex &Dst = G.Vertices[E.Dst];
      int W = Src.Weight + E.Weight;
      if (W <= Dst.Weight)
        continue;
      Dst.Pre = I;
      Dst.Len = Src.Len + 1;
      if (Dst.Len == G.Vertices.size())
        return reportLoop(C, G, E.Dst);
      Dst.Weight = W;
      Again = true;
    }
  }
}

void ogo::recordMonoCanon(Checker &C, TypeParam *Mp, TypeParam *Tp) {
  graphOf(C).Canon[Mp] = Tp;
}

static int typeParamVertex(Graph &G, TypeParam *P) {
  if (P->Origin)
    P = P->Origin; // G[int].M and G[string].M are one method
  if (TypeParam *Q = G.Canon.lookup(P))
    P = Q;
  auto [It, New] = G.Index.try_emplace(P->Obj, G.Vertices.size());
  if (New)
    G.Vertices.push_back({P->Obj});
  return It->second;
}

/// Vertex of a type declared inside a generic function, -1 for others: it
/// depends on all type parameters in scope where it is declared.
static int localNamedVertex(Graph &G, Package *Pkg, Named *N) {
  TypeName *Obj = N->Obj;
  Scope *Root = &Pkg->PkgScope;
  if (Obj->Pkg != Pkg || Obj->Parent == Root || !Obj->Parent)
    return -1;
  if (auto It = G.Index.find(Obj); It != G.Index.end())
    return It->second;
  int Idx = -1;
  for (Scope *S = Obj->Parent; S && S != Root; S = S->Parent)
    for (Object *E : S->objects()) {
      auto *TN = llvm::dyn_cast<TypeName>(E);
      if (!TN || TN->pos() >= Obj->pos() || !TN->type())
        continue;
      auto *P = llvm::dyn_cast<TypeParam>(TN->type());
      if (!P || P->Obj != TN)
        continue;
      if (Idx < 0) {
        Idx = G.Vertices.size();
        G.Vertices.push_back({Obj});
      }
      int Src = typeParamVertex(G, P);
      G.Edges.push_back({Idx, Src, 1, Obj->pos(), P});
    }
  G.Index[Obj] = Idx;
  return Idx;
}

namespace {

/// Adds edges to the vertex of TParam from all that TArg mentions.
class Flow {
public:
  Flow(Graph &G, Package *Pkg, Pos At, TypeParam *TParam, Type *TArg)
      : G(G), Pkg(Pkg), At(At), TParam(TParam), TArg(TArg) {}
  void walk(Type *T);

private:
  void edge(int Src, Type *T) {
    int Dst = typeParamVertex(G, TParam);
    G.Edges.push_back({Dst, Src, T == TArg ? 0 : 1, At, TArg});
  }
  void walkTuple(Tuple *T) {
    if (T)
      for (Var *V : T->Vars)
        walk(V->type());
  }
  Graph &G;
  Package *Pkg;
  Pos At;
  TypeParam *TParam;
  Type *TArg;
};

} // namespace

void Flow::walk(Type *T) {
  T = unalias(T);
  switch (T->kind()) {
  case TypeKind::Basic:
  case TypeKind::Alias:
  case TypeKind::Union:
    return;
  case TypeKind::TypeParam:
    return edge(typeParamVertex(G, llvm::cast<TypeParam>(T)), T);
  case TypeKind::Named: {
    auto *N = llvm::cast<Named>(T);
    if (int Src = localNamedVertex(G, Pkg, N->Orig); Src >= 0)
      edge(Src, T);
    for (Type *A : N->TArgs)
      walk(A);
    return;
  }
  case TypeKind::Array:
    return walk(llvm::cast<Array>(T)->Elem);
  case TypeKind::Slice:
    return walk(llvm::cast<Slice>(T)->Elem);
  case TypeKind::Pointer:
    return walk(llvm::cast<Pointer>(T)->Elem);
  case TypeKind::Chan:
    return walk(llvm::cast<Chan>(T)->Elem);
  case TypeKind::Map:
    walk(llvm::cast<Map>(T)->Key);
    return walk(llvm::cast<Map>(T)->Elem);
  case TypeKind::Tuple:
    return walkTuple(llvm::cast<Tuple>(T));
  case TypeKind::Interface:
    for (Func *M : llvm::cast<Interface>(T)->Methods)
      walk(M->type());
    return;
  case TypeKind::Signature:
    walkTuple(llvm::cast<Signature>(T)->Params);
    return walkTuple(llvm::cast<Signature>(T)->Results);
  case TypeKind::Struct:
    for (Var *F : llvm::cast<Struct>(T)->Fields)
      walk(F->type());
    return;
  }
}

void ogo::recordMonoInstance(Checker &C, Package *Pkg, Pos At,
                             ArrayRef<TypeParam *> TParams,
                             ArrayRef<Type *> TArgs, ArrayRef<Expr *> XList) {
  for (size_t I = 0; I < TParams.size(); ++I) {
    // There are no template-template parameters, so a cycle stays within one
    // package.
    if (TParams[I]->Obj->Pkg != Pkg)
      continue;
    Pos P = I < XList.size() ? startPos(XList[I]) : At;
    Flow(graphOf(C), Pkg, P, TParams[I], TArgs[I]).walk(TArgs[I]);
  }
}
