//===- InitOrder.cpp - Package initialization order -----------------------===//
//
// Spec "Package initialization": "the next package-level variable that is
// earliest in declaration order and ready for initialization" is initialized
// next. Functions are taken out of the dependency graph by connecting what
// depends on them with what they depend on; what is left is emitted by number
// of open dependencies. A node that still has some is on a cycle.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <set>

using namespace ogo;
using llvm::isa;

namespace {
struct GraphNode {
  Object *O;
  llvm::DenseSet<GraphNode *> Pred, Succ; // only counted, order is no matter
  size_t NumDeps = 0;
  uint64_t cost() const { return uint64_t(Pred.size()) * Succ.size(); }
};

/// Constants first, then by open dependencies, then by source order.
struct ByPriority {
  bool operator()(const GraphNode *A, const GraphNode *B) const {
    bool AC = isa<Const>(A->O), BC = isa<Const>(B->O);
    if (AC != BC)
      return AC;
    if (A->NumDeps != B->NumDeps)
      return A->NumDeps < B->NumDeps;
    return A->O->Order < B->O->Order;
  }
};

class InitGraph {
public:
  explicit InitGraph(Checker &C) : C(C) {}
  void build();
  void emit();

private:
  void removeFunction(GraphNode *N);
  void emitVar(Object *O);

  Checker &C;
  std::deque<GraphNode> Nodes;
  llvm::DenseMap<Object *, GraphNode *> NodeOf;
  std::vector<GraphNode *> Remaining; // without functions
  llvm::SmallPtrSet<DeclInfo *, 16> Emitted;
};
} // namespace

static bool isDependency(const Object *O) {
  return isa<Const>(O) || isa<Var>(O) || isa<Func>(O);
}

void InitGraph::removeFunction(GraphNode *N) {
  for (GraphNode *P : N->Pred) {
    if (P == N)
      continue;
    for (GraphNode *S : N->Succ)
      if (S != N) {
        P->Succ.insert(S);
        S->Pred.insert(P);
      }
    P->Succ.erase(N);
  }
  for (GraphNode *S : N->Succ)
    if (S != N)
      S->Pred.erase(N);
}

void InitGraph::build() {
  for (auto &[O, D] : C.ObjMap)
    if (isDependency(O)) {
      GraphNode &N = Nodes.emplace_back();
      N.O = O;
      NodeOf[O] = &N;
    }
  for (GraphNode &N : Nodes)
    for (Object *Dep : C.ObjMap.lookup(N.O)->Deps)
      if (GraphNode *D = NodeOf.lookup(Dep)) {
        N.Succ.insert(D);
        D->Pred.insert(&N);
      }
  // Each removal copies edges, so what has many goes last.
  std::vector<GraphNode *> Funcs;
  for (GraphNode &N : Nodes)
    (isa<Func>(N.O) ? Funcs : Remaining).push_back(&N);
  llvm::sort(Funcs, [](const GraphNode *A, const GraphNode *B) {
    return A->cost() != B->cost() ? A->cost() < B->cost()
                                  : A->O->Order < B->O->Order;
  });
  for (GraphNode *N : Funcs)
    removeFunction(N);
  for (GraphNode *N : Remaining)
    N->NumDeps = N->Succ.size();
}

/// A path of dependencies From → … → To, last object first.
static bool findPath(Checker &C, Object *From, Object *To,
                     llvm::SmallPtrSetImpl<Object *> &Seen,
                     llvm::SmallVectorImpl<Object *> &Path) {
  if (!Seen.insert(From).second)
    return false;
  DeclInfo *D = C.ObjMap.lookup(From);
  if (!D)
    return false;
  llvm::SmallVector<Object *, 8> Deps(D->Deps.begin(), D->Deps.end());
  llvm::sort(Deps, [](Object *A, Object *B) { return A->Order < B->Order; });
  for (Object *Dep : Deps) {
    if (Dep == To) {
      Path.push_back(Dep);
      return true;
    }
    if (findPath(C, Dep, To, Seen, Path)) {
      Path.push_back(Dep);
      return true;
    }
  }
  return false;
}

static void reportInitCycle(Checker &C, Object *Start) {
  llvm::SmallPtrSet<Object *, 16> Seen;
  llvm::SmallVector<Object *, 8> Cycle;
  // Not on a cycle itself: it only leads to one, which is reported there.
  if (!findPath(C, Start, Start, Seen, Cycle))
    return;
  Object *O = Cycle[0];
  if (Cycle.size() == 1) {
    C.error(O->P, DiagCode::InvalidInitCycle,
            "initialization cycle: " + O->Name + " refers to itself");
    return;
  }
  ErrorBuilder Err(C, DiagCode::InvalidInitCycle);
  Err.add(O->P, "initialization cycle for " + O->Name);
  for (size_t I = Cycle.size(); I-- != 0;) {
    Err.add(O->P, O->Name + " refers to " + Cycle[I]->Name);
    O = Cycle[I];
  }
  Err.report();
}

void InitGraph::emitVar(Object *O) {
  auto *V = llvm::dyn_cast<Var>(O);
  DeclInfo *D = V ? C.ObjMap.lookup(V) : nullptr;
  // Variables that share one initializer are initialized together.
  if (!D || !D->hasInitializer() || !Emitted.insert(D).second)
    return;
  Initializer I;
  if (D->Lhs.empty())
    I.Lhs.push_back(V);
  else
    I.Lhs.assign(D->Lhs.begin(), D->Lhs.end());
  I.Rhs = D->Init;
  C.Facts.InitOrder.push_back(std::move(I));
}

void InitGraph::emit() {
  std::set<GraphNode *, ByPriority> Queue(Remaining.begin(), Remaining.end());
  while (!Queue.empty()) {
    GraphNode *N = *Queue.begin();
    Queue.erase(Queue.begin());
    if (N->NumDeps > 0)
      reportInitCycle(C, N->O);
    for (GraphNode *P : N->Pred) {
      bool Queued = Queue.erase(P);
      --P->NumDeps;
      if (Queued)
        Queue.insert(P);
    }
    emitVar(N->O);
  }
}

void ogo::initOrder(Checker &C) {
  C.Facts.InitOrder.clear();
  InitGraph G(C);
  G.build();
  G.emit();
}
