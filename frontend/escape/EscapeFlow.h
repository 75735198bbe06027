//===- EscapeFlow.h - From a body to flows ---------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_ESCAPE_ESCAPEFLOW_H
#define OGO_FRONTEND_ESCAPE_ESCAPEFLOW_H

#include "frontend/escape/EscapeBatch.h"
#include "frontend/types/Predicates.h"

namespace ogo {

/// A callee that is known: declared, or a literal of this batch.
struct StaticCallee {
  Func *Decl = nullptr;
  EscapeFunction *Body = nullptr; // of this batch
  explicit operator bool() const { return Decl || Body; }
};

/// Walks one function body. Every expression is evaluated into a hole, also
/// where its value is not wanted: parts of it may allocate.
class EscapeFlow {
public:
  EscapeFlow(EscapeBatch &B, EscapeFunction *Fn)
      : B(B), G(B.G), Facts(B.Facts), Fn(Fn) {}

  // --- EscapeStmt.cpp
  void body(const BlockStmt *S) { block(S->List); }
  void rangeBody(const ForStmt *S);
  void initializer(const Initializer &I);

private:
  EscapeBatch &B;
  EscapeGraph &G;
  const Info &Facts;
  EscapeFunction *Fn;
  int LoopDepth = 1;
  using Holes = llvm::SmallVector<Hole, 4>;

  // --- EscapeStmt.cpp
  void stmt(const Stmt *S);
  void block(llvm::ArrayRef<Stmt *> List);
  void forLoop(const ForStmt *S);
  void rangeLoop(const ForStmt *S);
  void rangeOverFunc(const ForStmt *S);
  void switchStmt(const SwitchStmt *S);
  void selectStmt(const SelectStmt *S);
  void returnStmt(const ReturnStmt *S);
  void varDecl(const VarDecl *D);
  Hole declare(const Var *V);

  // --- EscapeAssign.cpp
  void assign(const AssignStmt *S);
  /// The place that E denotes, as something to be stored to.
  Hole place(const Expr *E);
  void reassigned(llvm::ArrayRef<Hole> Ks);
  /// Dsts = the values of Rhs, which has several if Dsts does.
  void assignMulti(llvm::ArrayRef<Hole> Ks, llvm::ArrayRef<Type *> Types,
                   const Expr *Rhs);
  bool isSelfAssign(const Expr *Dst, const Expr *Src) const;
  Type *placeType(const Expr *E) const;

  // --- EscapeExpr.cpp
  void expr(Hole K, const Expr *E);
  void discard(const Expr *E) {
    if (E)
      expr(G.discard(), E);
  }
  /// E converted to T by assignment.
  void exprAs(Hole K, const Expr *E, Type *T);
  /// Hole for a value of type From that is converted to To, which may box it;
  /// Site is the expression, null if nobody will ask about it.
  Hole converted(Hole K, Type *From, Type *To, const Expr *Site);
  /// Same where To is an interface type.
  Hole boxed(Hole K, Type *From, const Expr *Site);
  Hole spill(Hole K, LocationKind Kind, const Node *Site);
  Hole tee(llvm::ArrayRef<Hole> Ks);
  Hole later(Hole K);
  void operation(Hole K, const Operation *E);
  void compositeLit(Hole K, const CompositeLit *E, Type *T);
  void closure(Hole K, const FuncLit *E);
  void fieldSelector(Hole K, const SelectorExpr *E, const Selection *S);
  void methodValue(Hole K, const SelectorExpr *E, const Selection *S);
  void index(Hole K, const IndexExpr *E);
  void slice(Hole K, const SliceExpr *E);
  void conversion(Hole K, const CallExpr *E);
  void unsafeValue(Hole K, const Expr *E);
  Hole typeAsserted(Hole K, Type *T);

  // --- EscapeCall.cpp
  /// Ks get the results; empty: nobody wants them. Until, if given, gets all
  /// that is evaluated now for a call that is made later (go, defer).
  void call(llvm::ArrayRef<Hole> Ks, const CallExpr *E,
            const Hole *Until = nullptr);
  void builtin(llvm::ArrayRef<Hole> Ks, const CallExpr *E, BuiltinId Id,
               const Hole *Until);
  /// First is the number of the callee's parameter that the first argument is
  /// for; Shift0 the loads between that argument and the parameter.
  void arguments(llvm::ArrayRef<Hole> Ks, const CallExpr *E, Signature *Sig,
                 StaticCallee C, unsigned First, int Shift0, const Hole *Until);
  void argument(Hole K, const Expr *E, Type *T, StaticCallee C);
  void goOrDefer(const CallStmt *S);
  StaticCallee staticCallee(const Expr *Fun);
  /// The concrete type that interface value X surely holds, null if unknown.
  Type *dynamicType(const Expr *X) const;
  Signature *calleeSignature(const Expr *Fun);
  /// Where an argument for parameter I (receiver first) goes.
  Hole parameter(llvm::ArrayRef<Hole> Ks, StaticCallee C, unsigned I);
  /// Loads (or -1: address) between X in X.M and M's receiver.
  int receiverShift(Type *X, llvm::ArrayRef<int> Path, const Func *M);
};

/// E is the Data field of a reflect.SliceHeader or StringHeader behind a
/// pointer: a pointer, although its type is uintptr.
bool isHeaderData(const Info &Facts, const Expr *E);

/// The declared method that selection S denotes if calls of it are static.
Func *staticMethod(const Selection *S);

} // namespace ogo

#endif
