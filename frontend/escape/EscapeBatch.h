//===- EscapeBatch.h - One batch of functions being analyzed ---*- C++ -*-===//
#ifndef OGO_FRONTEND_ESCAPE_ESCAPEBATCH_H
#define OGO_FRONTEND_ESCAPE_ESCAPEBATCH_H

#include "frontend/escape/Escape.h"
#include "runtime/abi/Limits.h"
#include "llvm/ADT/DenseSet.h"

namespace ogo {

constexpr int64_t MaxStackVariable = limits::MaxStackVariable;
constexpr int64_t MaxImplicitStack = limits::MaxImplicitStack;
/// Variables up to this size are captured by value.
constexpr int64_t MaxByValueCapture = 128;

/// What a first look at the bodies finds out about a variable.
struct VariableScan {
  EscapeFunction *Owner = nullptr;
  const Expr *Init = nullptr; // the one value it is declared with
  bool Assigned = false;      // elsewhere
  bool AddressTaken = false;
  Pos At; // of a type switch's clause, if it declares it
};

/// Mutually recursive functions of one package, or its variables' initializers.
class EscapeBatch {
public:
  EscapeBatch(EscapeAnalysis &A, Package *P)
      : A(A), P(P), Facts(P->Facts), Out(*A.Packages[P]) {}

  void addFunction(Func *F);
  void run();
  /// Package variables, instead of functions.
  void runVariables();

  EscapeAnalysis &A;
  Package *P;
  const Info &Facts;
  PackageEscape &Out;
  EscapeGraph G;

  /// FuncDecl, FuncLit or ForStmt over a function → its function.
  EscapeFunction *functionOf(const Node *N) const { return Funcs.lookup(N); }
  EscapeFunction *functionOf(const Func *F) const { return Decls.lookup(F); }
  /// Location of a local variable; null for others.
  Location *locationOf(const Var *V);
  /// What E always evaluates to, as far as single definitions tell.
  const Expr *staticValue(const Expr *E) const;
  /// Value of the integer E, or of the length of a slice literal, as far as
  /// single definitions tell; not negative.
  std::optional<int64_t> staticLength(const Expr *E) const;
  bool isLoopLabel(const LabeledStmt *L) const {
    return LoopLabels.contains(L);
  }
  /// Where V is declared, to whom reads messages.
  Pos declaredAt(const Var *V) const {
    auto It = Scans.find(V);
    return It != Scans.end() && It->second.At.isValid() ? It->second.At
                                                        : V->pos();
  }
  /// Which literal of its outermost function F is, from 1.
  unsigned literalNumber(const EscapeFunction *F) const;
  /// Versions before 1.22: loop variables are shared by all iterations.
  bool sharesLoopVars(Pos At) const;
  bool isReported() const { return A.Reported == P; }
  void note(Pos At, const llvm::Twine &Text) {
    if (isReported())
      A.Messages.push_back({At, Text.str()});
  }
  /// Closures, with the hole that captured variables flow into.
  llvm::SmallVector<std::pair<Hole, const FuncLit *>, 8> Closures;

private:
  friend class EscapeScan;
  EscapeFunction *newFunction(const Node *Syntax, EscapeFunction *Parent,
                              Signature *Sig);
  void flowClosures();
  void limitSizes();
  void finish();
  void summarize(EscapeFunction &F);

  std::deque<EscapeFunction> AllFuncs;
  llvm::SmallVector<EscapeFunction *, 4> Roots; // declared
  llvm::DenseMap<const Node *, EscapeFunction *> Funcs;
  llvm::DenseMap<const Func *, EscapeFunction *> Decls;
  llvm::DenseMap<const Var *, VariableScan> Scans;
  llvm::DenseMap<const Var *, Location *> Locs;
  llvm::DenseSet<const LabeledStmt *> LoopLabels;
};

// --- EscapeScan.cpp
/// Finds literals, loop bodies, captures, assigned variables and loops made of
/// gotos in N, which belongs to F.
void scanForEscape(EscapeBatch &B, EscapeFunction *F, const Node *N);
/// Functions that F's body mentions.
void collectCallees(Func *F, llvm::SmallVectorImpl<Func *> &Out);
void collectCalleesIn(Package *P, const Node *N,
                      llvm::SmallVectorImpl<Func *> &Out);

// --- EscapeStmt.cpp
/// Adds the flows of F's body to the batch's graph.
void buildEscapeFlows(EscapeBatch &B, EscapeFunction *F);
/// Same for the initialization of a package variable.
void buildEscapeFlows(EscapeBatch &B, EscapeFunction *F, const Initializer &I);

// --- EscapeTypes.cpp
/// Values of T may hold pointers (type parameters: yes).
bool mayHavePointers(Type *T);
/// Values of T are an interface's data word. Maybe: T is a type parameter.
enum class DirectIface : uint8_t { No, Yes, Maybe };
DirectIface directIface(Type *T);
/// Size of T if it does not depend on type parameters, else 0.
int64_t knownSize(Type *T);
/// The summary of a function without a body that the compiler knows.
bool intrinsicSummary(Func *F, EscapeSummary &Out);
/// internal/abi.EscapeNonString: what its argument points at must not be on a
/// stack, unless it is a string's. Only generic code calls it, where that is
/// not known.
bool keepsOnHeap(const Func *F);

// --- EscapeReport.cpp
void reportLocation(EscapeBatch &B, const Location &L);
void reportSelfAssign(EscapeBatch &B, const EscapeFunction *F,
                      const AssignStmt *S);
void reportExternal(EscapeBatch &B, const Func *F, const EscapeSummary &S);
void reportParameter(EscapeBatch &B, const EscapeFunction &F, unsigned I,
                     const Leaks &Param);

} // namespace ogo

#endif
