//===- LowerSwitch.cpp - Expression switches ------------------------------===//
//
// Cases are tried from left to right, top to bottom. A switch over an integer
// with constant cases becomes LLVM's switch; many constant strings are first
// told apart by length.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"
#include "llvm/ADT/MapVector.h"

namespace ogo {

namespace {

/// One switch being lowered.
class SwitchLowering {
public:
  SwitchLowering(FunctionLowering &F, const SwitchStmt *S) : F(F), S(S) {}
  void run();

private:
  FunctionLowering &F;
  const SwitchStmt *S;
  Value Tag;
  llvm::SmallVector<llvm::BasicBlock *, 8> Bodies;
  llvm::BasicBlock *Default = nullptr, *Done = nullptr;

  bool allConstant(Type *TagT, unsigned Info) const;
  void dispatch();
  void dispatchIntegers();
  void dispatchStrings();
  void testInOrder();
  llvm::Value *matches(Expr *E);
  void lowerBodies();
};

bool SwitchLowering::allConstant(Type *TagT, unsigned Info) const {
  if (!TagT || !isBasicInfo(TagT, Info))
    return false;
  for (CaseClause *C : S->Clauses)
    for (Expr *E : unpackList(C->Cases))
      if (!F.Facts.typeAndValue(E).isConstant() || isInterface(F.typeOf(E)))
        return false;
  return true;
}

void SwitchLowering::dispatchIntegers() {
  llvm::SwitchInst *Sw = F.B.CreateSwitch(Tag.V, Default);
  for (unsigned I = 0; I != S->Clauses.size(); ++I)
    for (Expr *E : unpackList(S->Clauses[I]->Cases)) {
      auto *C = llvm::cast<llvm::ConstantInt>(
          F.M.constantValue(F.Facts.typeAndValue(E).Val, Tag.T));
      // An instance of a generic function may repeat a value.
      if (Sw->findCaseValue(C) == Sw->case_default())
        Sw->addCase(C, Bodies[I]);
    }
}

void SwitchLowering::dispatchStrings() {
  struct Entry {
    Expr *E;
    llvm::BasicBlock *Body;
  };
  llvm::MapVector<uint64_t, llvm::SmallVector<Entry, 4>> ByLength;
  for (unsigned I = 0; I != S->Clauses.size(); ++I)
    for (Expr *E : unpackList(S->Clauses[I]->Cases))
      ByLength[F.Facts.typeAndValue(E).Val.stringVal().size()].push_back(
          {E, Bodies[I]});
  llvm::SwitchInst *Sw = F.B.CreateSwitch(F.extract(Tag, 1), Default);
  for (auto &[Len, Entries] : ByLength) {
    llvm::BasicBlock *Next = F.newBlock("case.len");
    Sw->addCase(F.B.getInt64(Len), Next);
    F.B.SetInsertPoint(Next);
    // The length is known: say so, so that only bytes are compared.
    Value Known = F.make(Tag.T, {F.extract(Tag, 0), F.B.getInt64(Len)});
    for (Entry &X : Entries) {
      F.setPos(X.E->pos());
      Value V = lowerConstant(F, F.Facts.typeAndValue(X.E).Val, Tag.T);
      llvm::BasicBlock *Else = F.newBlock("case");
      F.B.CreateCondBr(emitEqual(F, Known, V), X.Body, Else);
      F.B.SetInsertPoint(Else);
    }
    F.B.CreateBr(Default);
  }
}

llvm::Value *SwitchLowering::matches(Expr *E) {
  if (F.Facts.typeAndValue(E).Mode == OperandMode::NilValue)
    return F.B.CreateIsNull(F.extract(Tag, 0));
  Value V = lowerExpr(F, E);
  F.setPos(E->pos());
  return emitMixedEqual(F, Tag, V);
}

void SwitchLowering::testInOrder() {
  for (unsigned I = 0; I != S->Clauses.size(); ++I)
    for (Expr *E : unpackList(S->Clauses[I]->Cases)) {
      llvm::BasicBlock *Next = F.newBlock("case");
      F.setPos(E->pos());
      if (Tag.isNull() && isInterface(F.typeOf(E))) {
        Value True = F.boolean(F.B.getTrue(), F.M.Ctx.basic(BasicKind::Bool));
        Value V = lowerExpr(F, E);
        F.B.CreateCondBr(emitMixedEqual(F, True, V), Bodies[I], Next);
      } else if (Tag.isNull())
        lowerCond(F, E, Bodies[I], Next);
      else
        F.B.CreateCondBr(matches(E), Bodies[I], Next);
      F.B.SetInsertPoint(Next);
    }
  F.B.CreateBr(Default);
}

void SwitchLowering::dispatch() {
  unsigned NumCases = 0;
  for (CaseClause *C : S->Clauses)
    NumCases += unpackList(C->Cases).size();
  if (NumCases && allConstant(Tag.T, IsInteger) && !F.layout(Tag.T).isMemory())
    dispatchIntegers();
  else if (NumCases >= 8 && allConstant(Tag.T, IsString))
    dispatchStrings();
  else
    testInOrder();
}

void SwitchLowering::lowerBodies() {
  llvm::BasicBlock *SavedFall = F.Fallthrough;
  F.Jumps.push_back({S, Done, nullptr});
  for (unsigned I = 0; I != S->Clauses.size(); ++I) {
    F.B.SetInsertPoint(Bodies[I]);
    F.Fallthrough = I + 1 < Bodies.size() ? Bodies[I + 1] : Done;
    lowerStmtList(F, S->Clauses[I]->Body);
    F.jump(Done);
  }
  F.Jumps.pop_back();
  F.Fallthrough = SavedFall;
  F.B.SetInsertPoint(Done);
}

void SwitchLowering::run() {
  if (S->Tag) {
    Tag = F.copyToTemp(allConstant(F.typeOf(S->Tag), IsString)
                           ? lowerBorrowed(F, S->Tag)
                           : lowerExpr(F, S->Tag));
    F.setPos(S->Tag->pos());
  }
  Done = F.newBlock("switch.done");
  for (CaseClause *C : S->Clauses) {
    Bodies.push_back(F.newBlock(C->Cases ? "switch.case" : "switch.default"));
    if (!C->Cases)
      Default = Bodies.back();
  }
  if (!Default)
    Default = Done;
  dispatch();
  lowerBodies();
}

} // namespace

void lowerSwitch(FunctionLowering &F, const SwitchStmt *S) {
  if (S->Init)
    lowerStmt(F, S->Init);
  F.setPos(S->pos());
  if (llvm::isa_and_nonnull<TypeSwitchGuard>(S->Tag))
    return lowerTypeSwitch(F, S);
  SwitchLowering(F, S).run();
}

} // namespace ogo
