//===- Escape.h - What may live in a frame ---------------------*- C++ -*-===//
//
// Escape analysis of whole packages, on typed trees, before anything is
// lowered. Functions are analyzed in batches of mutually recursive ones,
// callees first; what callers need to know about a function is its summary: how
// far each parameter's value gets. A summary is a few bytes, so that a package
// taken from the build cache brings its own along and need not be analyzed
// again.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_ESCAPE_ESCAPE_H
#define OGO_FRONTEND_ESCAPE_ESCAPE_H

#include "frontend/escape/EscapeGraph.h"
#include "llvm/ADT/StringMap.h"

namespace ogo {

/// What was found out about one package's variables and allocations. Whatever
/// the analysis did not see is on the heap.
class PackageEscape {
public:
  /// V must be on the heap: its address may outlive the frame.
  bool onHeap(const Var *V) const { return Vars.lookup(V) & VarHeap; }
  /// What expression N allocates (&T{…}, new, make, slice literal, closure,
  /// method value, variadic slice, string) must be on the heap.
  bool onHeap(const Node *N) const {
    return (Nodes.lookup(N) & (AllocHeap | AllocStack)) != AllocStack;
  }
  /// []byte(s) N may be the bytes of s: nobody writes to them.
  bool isZeroCopy(const Node *N) const {
    return (Nodes.lookup(N) & (ZeroCopy | NotZeroCopy)) == ZeroCopy;
  }
  /// The value of expression N, converted implicitly or by N itself to an
  /// interface, must be on the heap.
  bool boxOnHeap(const Node *N) const {
    return (Nodes.lookup(N) & (BoxHeap | BoxStack)) != BoxStack;
  }
  /// Closures hold a copy of V: nothing changes it once one is made.
  bool capturedByValue(const Var *V) const {
    return Vars.lookup(V) & VarByValue;
  }
  /// Free variables of a function literal, in order of first use.
  llvm::ArrayRef<Var *> captures(const FuncLit *L) const {
    auto It = Captures.find(L);
    return It == Captures.end() ? llvm::ArrayRef<Var *>() : It->second;
  }

  enum : uint8_t { VarHeap = 1, VarByValue = 2 };
  enum : uint8_t {
    AllocStack = 1,
    AllocHeap = 2,
    BoxStack = 4,
    BoxHeap = 8,
    ZeroCopy = 16,
    NotZeroCopy = 32
  };
  llvm::DenseMap<const Var *, uint8_t> Vars;
  llvm::DenseMap<const Node *, uint8_t> Nodes;
  llvm::DenseMap<const FuncLit *, llvm::SmallVector<Var *, 4>> Captures;
  bool Complete = false; // every function has been analyzed
};

/// One line of -m.
struct EscapeMessage {
  Pos At;
  std::string Text;
};

/// One entry per parameter, the receiver first.
using EscapeSummary = llvm::SmallVector<Leaks, 4>;

class EscapeAnalysis {
public:
  EscapeAnalysis();
  ~EscapeAnalysis();

  /// Analyzes all of P, unless that was done, and gives the facts about it.
  const PackageEscape &analyzePackage(Package *P);
  /// Facts about those functions of P that have been analyzed.
  const PackageEscape &factsOf(Package *P);
  /// Analyzes F, whose body is lowered outside of its package.
  void analyzeFunction(Func *F) { analyze(F); }
  /// The summary of F; null for interface methods and the like.
  const EscapeSummary *summary(Func *F);

  /// Summaries of P's functions, to be kept with its object.
  std::string writeSummaries(Package *P);
  /// P's functions are as Text says; they need no analysis for their callers.
  void readSummaries(Package *P, llvm::StringRef Text);

  /// Collects messages about P from now on.
  void report(Package *P) { Reported = P; }
  llvm::ArrayRef<EscapeMessage> messages() const { return Messages; }

private:
  friend class EscapeBatch;
  /// Analyzes F and what it calls, unless that is known.
  void analyze(Func *F);
  bool isKnown(Func *F) const;
  void analyzeBatch(llvm::ArrayRef<Func *> Batch);
  void analyzeVariables(Package *P);
  const llvm::StringMap<EscapeSummary> *loaded(Package *P) const;

  llvm::DenseMap<Package *, std::unique_ptr<PackageEscape>> Packages;
  llvm::DenseMap<const Func *, EscapeSummary> Summaries;
  llvm::DenseMap<const Func *, bool> Analyzed; // bodies
  llvm::DenseMap<Package *, std::unique_ptr<llvm::StringMap<EscapeSummary>>>
      Loaded;
  Package *Reported = nullptr;
  std::vector<EscapeMessage> Messages;
};

} // namespace ogo

#endif
