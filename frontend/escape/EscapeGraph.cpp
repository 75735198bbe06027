//===- EscapeGraph.cpp - Solving the flow of pointers ---------------------===//
//
// From each location the graph is walked backwards for the least number of
// loads between it and every other location. Taking an address counts -1, but
// what lies before an address that was taken counts from 0 again: of
// `root = &l; l = x` root gets l's address, not x's. So there are no negative
// cycles and the walk ends.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeGraph.h"
#include <climits>

namespace ogo {

static constexpr uint8_t AllAttrs =
    AttrEscapes | AttrPersists | AttrMutates | AttrCalls;

void Leaks::add(unsigned I, int D) {
  if (int Old = get(I); Old < 0 || D < Old)
    V[I] = uint8_t(std::min(D + 1, UCHAR_MAX));
}

void Leaks::optimize() {
  int H = heap();
  if (H < 0)
    return;
  for (unsigned I = 1; I != Size; ++I)
    if (get(I) >= H)
      V[I] = 0;
}

EscapeGraph::EscapeGraph() {
  Heap.Attrs = AllAttrs;
  Mutator.Attrs = AttrMutates;
  Callee.Attrs = AttrCalls;
}

Location *EscapeGraph::newLocation(LocationKind Kind, EscapeFunction *Fn,
                                   int LoopDepth, bool Persists) {
  Location &L = All.emplace_back();
  L.Kind = Kind;
  L.Fn = Fn;
  L.LoopDepth = LoopDepth;
  if (Persists)
    L.Attrs |= AttrPersists;
  return &L;
}

void EscapeGraph::flow(Hole K, Location *Src) {
  if (K.AddressTaken)
    Src->AddressTaken = true;
  if (K.Dst == &Blank || (K.Dst == Src && K.Derefs >= 0))
    return;
  if (K.Dst->has(AttrEscapes) && K.Derefs < 0) {
    Src->Attrs |= AllAttrs;
    return;
  }
  K.Dst->Edges.push_back({Src, K.Derefs});
}

/// C is a function literal or loop body somewhere inside F.
static bool contains(const EscapeFunction *F, const EscapeFunction *C) {
  for (const EscapeFunction *P = C ? C->Parent : nullptr; P; P = P->Parent)
    if (P == F)
      return true;
  return false;
}

bool EscapeGraph::outlives(const Location *L, const Location *Other) const {
  if (L->has(AttrEscapes))
    return true;
  if (L == &Mutator || L == &Callee)
    return false;
  // Nobody knows what callers do with results, but if all calls of a literal
  // are known, its results have been traced to them.
  if (L->Kind == LocationKind::Result)
    return !contains(Other->Fn, L->Fn) || L->Fn->ResultsLost;
  if (L->Fn == Other->Fn)
    return L->LoopDepth < Other->LoopDepth;
  return contains(L->Fn, Other->Fn);
}

void EscapeGraph::leak(Location *Param, const Location *Sink, int Derefs) {
  if (!Sink->has(AttrEscapes) && Sink->Kind == LocationKind::Result &&
      Sink->Fn == Param->Fn && Sink->ResultIndex < Leaks::NumResults)
    Param->Param.addResult(Sink->ResultIndex, Derefs);
  else
    Param->Param.addHeap(Derefs);
}

void EscapeGraph::walk(Location *Root,
                       llvm::function_ref<void(Location *)> Enqueue) {
  ++WalkGen;
  Root->WalkGen = WalkGen;
  Root->Derefs = 0;
  if (Root->has(AttrCalls) && Root->Closure && !Root->Closure->ResultsLost) {
    Root->Closure->ResultsLost = true;
    for (Location *R : Root->Closure->Results)
      Enqueue(R);
  }
  llvm::SmallVector<Location *, 16> Todo = {Root};
  while (!Todo.empty()) {
    Location *L = Todo.pop_back_val();
    int Derefs = L->Derefs;
    uint8_t New = 0;
    if (Derefs < 0) { // L's address flows to Root
      Derefs = 0;
      if (outlives(Root, L))
        New |= AllAttrs;
      else if (Root->has(AttrPersists))
        New |= AttrPersists;
    }
    if (Derefs == 0)
      New |= Root->Attrs & (AttrMutates | AttrCalls);
    if (L->Kind == LocationKind::Param) {
      if (outlives(Root, L))
        leak(L, Root, Derefs);
      if (Root->has(AttrMutates))
        L->Param.addMutator(Derefs);
      if (Root->has(AttrCalls))
        L->Param.addCallee(Derefs);
    }
    if (New & ~L->Attrs) {
      L->Attrs |= New;
      Enqueue(L);
      if (L->has(AttrEscapes))
        continue; // walked as a root of its own
    }
    for (const EscapeEdge &E : L->Edges) {
      if (E.Src->has(AttrEscapes))
        continue;
      int D = Derefs + E.Derefs;
      if (E.Src->WalkGen != WalkGen || E.Src->Derefs > D) {
        E.Src->WalkGen = WalkGen;
        E.Src->Derefs = D;
        Todo.push_back(E.Src);
      }
    }
  }
}

void EscapeGraph::solve() {
  std::vector<Location *> Todo;
  Todo.reserve(All.size() + 3);
  auto Enqueue = [&](Location *L) {
    if (!L->Queued) {
      L->Queued = true;
      Todo.push_back(L);
    }
  };
  for (Location &L : All)
    Enqueue(&L);
  Enqueue(&Mutator);
  Enqueue(&Callee);
  Enqueue(&Heap);
  while (!Todo.empty()) {
    Location *L = Todo.back();
    Todo.pop_back();
    L->Queued = false;
    walk(L, Enqueue);
  }
}

} // namespace ogo
