//===- LowerTypeSwitch.cpp - Type switches --------------------------------===//
//
// The operand is evaluated once; cases compare its dynamic type in order. The
// symbol of a clause with one type has that type, of any other clause the
// operand's.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"

namespace ogo {

namespace {

class TypeSwitchLowering {
public:
  TypeSwitchLowering(FunctionLowering &F, const SwitchStmt *S)
      : F(F), S(S), Guard(llvm::cast<TypeSwitchGuard>(S->Tag)) {}
  void run();

private:
  FunctionLowering &F;
  const SwitchStmt *S;
  const TypeSwitchGuard *Guard;
  Value X;
  llvm::BasicBlock *Default = nullptr, *Done = nullptr;
  llvm::SmallVector<llvm::BasicBlock *, 8> Bodies;
  /// Value of the clause's symbol, where the test already made it.
  llvm::SmallVector<Value, 8> Bound;

  bool isNil(Expr *E) {
    return F.Facts.typeAndValue(E).Mode == OperandMode::NilValue;
  }
  /// The type of a clause with exactly one, which is not nil; else null.
  Type *singleType(const CaseClause *C) {
    llvm::ArrayRef<Expr *> Cases = unpackList(C->Cases);
    return Cases.size() == 1 && !isNil(Cases[0]) ? F.typeOf(Cases[0]) : nullptr;
  }
  void test(unsigned I, Expr *E, llvm::BasicBlock *Next);
  void lowerClause(unsigned I);
};

void TypeSwitchLowering::test(unsigned I, Expr *E, llvm::BasicBlock *Next) {
  F.setPos(E->pos());
  if (isNil(E)) {
    F.B.CreateCondBr(F.B.CreateIsNull(F.extract(X, 0)), Bodies[I], Next);
    return;
  }
  Type *T = F.typeOf(E);
  bool NeedsValue =
      singleType(S->Clauses[I]) && F.Facts.implicitOf(S->Clauses[I]);
  if (isInterface(T) && NeedsValue) {
    // The assertion finds the method table that the symbol needs.
    llvm::Value *Ok = nullptr;
    Bound[I] = lowerTypeAssert(F, X, T, &Ok, E->pos());
    F.B.CreateCondBr(Ok, Bodies[I], Next);
    return;
  }
  F.B.CreateCondBr(typeMatches(F, X, T), Bodies[I], Next);
}

void TypeSwitchLowering::lowerClause(unsigned I) {
  const CaseClause *C = S->Clauses[I];
  F.B.SetInsertPoint(Bodies[I]);
  if (auto *V = llvm::cast_or_null<Var>(F.Facts.implicitOf(C))) {
    F.setPos(C->pos());
    Type *T = singleType(C);
    Value Sym = !T ? X : Bound[I].isNull() ? unpackIface(F, X, T) : Bound[I];
    Sym.T = F.concrete(V->type());
    declareVar(F, V, &Sym);
  }
  lowerStmtList(F, C->Body);
  F.jump(Done);
}

void TypeSwitchLowering::run() {
  X = lowerExpr(F, Guard->X);
  F.setPos(Guard->pos());
  Done = F.newBlock("switch.done");
  for (CaseClause *C : S->Clauses) {
    Bodies.push_back(F.newBlock(C->Cases ? "type.case" : "type.default"));
    Bound.push_back(Value());
    if (!C->Cases)
      Default = Bodies.back();
  }
  for (unsigned I = 0; I != S->Clauses.size(); ++I)
    for (Expr *E : unpackList(S->Clauses[I]->Cases)) {
      llvm::BasicBlock *Next = F.newBlock("type.next");
      test(I, E, Next);
      F.B.SetInsertPoint(Next);
    }
  F.B.CreateBr(Default ? Default : Done);
  F.Jumps.push_back({S, Done, nullptr});
  for (unsigned I = 0; I != S->Clauses.size(); ++I)
    lowerClause(I);
  F.Jumps.pop_back();
  F.B.SetInsertPoint(Done);
}

} // namespace

void lowerTypeSwitch(FunctionLowering &F, const SwitchStmt *S) {
  TypeSwitchLowering(F, S).run();
}

} // namespace ogo
