//===- EscapeGraph.h - Where pointers flow ---------------------*- C++ -*-===//
//
// The graph that escape analysis solves, for a batch of mutually recursive
// functions. A location is a variable, an allocation or a temporary; an edge
// says that a value flows from one location to another, after so many loads:
//
//     p = &q  -1      p = q  0      p = *q  1      p = **q  2
//
// Fields and elements are not told apart from what they are part of, and
// neither is the order of statements. A location whose address reaches one that
// outlives it cannot be in the frame.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_ESCAPE_ESCAPEGRAPH_H
#define OGO_FRONTEND_ESCAPE_ESCAPEGRAPH_H

#include "frontend/types/Package.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <deque>

namespace ogo {

struct EscapeFunction;

/// How far a parameter's value gets: for each sink the least number of loads
/// after which it arrives there, -1 if it never does.
class Leaks {
public:
  static constexpr unsigned NumResults = 5, Size = 3 + NumResults;
  int heap() const { return get(0); }
  int mutator() const { return get(1); }
  int callee() const { return get(2); }
  int result(unsigned I) const { return get(3 + I); }
  void addHeap(int D) { add(0, D); }
  void addMutator(int D) { add(1, D); }
  void addCallee(int D) { add(2, D); }
  void addResult(unsigned I, int D) { add(3 + I, D); }
  /// Drops paths that the one to the heap makes pointless.
  void optimize();
  uint8_t byte(unsigned I) const { return V[I]; }
  void setByte(unsigned I, uint8_t B) { V[I] = B; }

private:
  int get(unsigned I) const { return int(V[I]) - 1; }
  void add(unsigned I, int D);
  uint8_t V[Size] = {};
};

struct Location;

struct EscapeEdge {
  Location *Src;
  int Derefs; // >= -1
};

/// What a location stands for; for allocations also how it is printed.
enum class LocationKind : uint8_t {
  Temp,
  Variable,
  Param,
  Result,
  New,        // new(T), new(x)
  PointerLit, // &T{…}
  SliceLit,   // []T{…}
  MapLit,     // map[K]V{…}
  MakeSlice,
  MakeMap,
  Append,      // what append may have to allocate
  Closure,     // func literal
  RangeBody,   // the function a range-over-func body becomes
  MethodValue, // x.M
  Variadic,    // … argument
  StringConv,  // string(b) and relatives
  Concat,      // a + b
  Box,         // the value behind an interface
};

enum LocationAttr : uint8_t {
  AttrEscapes = 1,  // must be on the heap
  AttrPersists = 2, // its storage cannot be reused by the next statement
  AttrMutates = 4,  // what it points to may be written
  AttrCalls = 8,    // a closure it holds may be called, its results unseen
};

struct Location {
  LocationKind Kind = LocationKind::Temp;
  uint8_t Attrs = 0;
  bool Queued = false, Captured = false, Reassigned = false,
       AddressTaken = false;
  const Var *V = nullptr;            // Variable, Param, Result
  const Node *Site = nullptr;        // allocations: the expression
  EscapeFunction *Fn = nullptr;      // whose frame it would be in
  EscapeFunction *Closure = nullptr; // Kind Closure
  int LoopDepth = 0;
  unsigned ResultIndex = 0; // Result
  int Derefs = 0;           // while walking: from the root
  unsigned WalkGen = 0;
  Leaks Param;
  llvm::SmallVector<EscapeEdge, 2> Edges; // incoming

  /// A []byte of a string that nobody writes to may be the string itself.
  bool isZeroCopy(const Info &Facts) const;
  bool has(uint8_t A) const { return Attrs & A; }
  bool isVariable() const {
    return Kind == LocationKind::Variable || Kind == LocationKind::Param ||
           Kind == LocationKind::Result;
  }
};

/// Where the value of an expression goes, after so many loads.
struct Hole {
  Location *Dst;
  int Derefs = 0;
  bool AddressTaken = false; // the expression's address is taken
  Hole shift(int Delta) const { return {Dst, Derefs + Delta, Delta < 0}; }
  Hole deref() const { return shift(1); }
  Hole addr() const { return shift(-1); }
};

/// A function body: declared, literal, or that of a range-over-func loop.
struct EscapeFunction {
  const Node *Syntax = nullptr; // FuncDecl, FuncLit, ForStmt; null: variables
  EscapeFunction *Parent = nullptr; // around a literal or loop body
  Func *Decl = nullptr;
  Signature *Sig = nullptr; // null for loop bodies and variables' initializers
  bool ResultsLost = false; // a closure's results go who knows where
  bool IsRangeBody = false;
  llvm::SmallVector<Location *, 4> Params, Results; // receiver first
};

class EscapeGraph {
public:
  EscapeGraph();
  Hole heap() { return {&Heap}; }
  Hole mutator() { return {&Mutator}; }
  Hole callee() { return {&Callee}; }
  Hole discard() { return {&Blank}; }
  bool isDiscard(const Hole &K) const { return K.Dst == &Blank; }
  bool isHeap(const Hole &K) const { return K.Dst == &Heap; }

  Location *newLocation(LocationKind Kind, EscapeFunction *Fn, int LoopDepth,
                        bool Persists);
  /// Src flows into K.
  void flow(Hole K, Location *Src);
  /// Finds what escapes and how parameters leak.
  void solve();
  std::deque<Location> &locations() { return All; }

private:
  void walk(Location *Root, llvm::function_ref<void(Location *)> Enqueue);
  bool outlives(const Location *L, const Location *Other) const;
  void leak(Location *Param, const Location *Sink, int Derefs);

  std::deque<Location> All;
  Location Heap, Mutator, Callee, Blank;
  unsigned WalkGen = 0;
};

} // namespace ogo

#endif
