//===- LowerReturn.cpp - Return -------------------------------------------===//
//
// Results are evaluated completely before any is stored, so that a panic in one
// leaves the named results as they were. Deferred calls run between the store
// and the load that returns them: they may change named results.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"

namespace ogo {

void runDefers(FunctionLowering &F); // LowerDefer.cpp

void emitReturn(FunctionLowering &F) {
  if (F.RangeFunc)
    return exitRangeBodyByReturn(F);
  if (F.DeferScope)
    runDefers(F);
  if (!F.ABI) {
    F.B.CreateRetVoid();
    return;
  }
  const CallABI &ABI = *F.ABI;
  if (ABI.ResultInMemory) {
    for (unsigned I = 0; I != ABI.Results.size(); ++I)
      if (F.ResultOnHeap[I])
        F.store(F.offset(F.ResultPtr, ABI.ResultOffsets[I]),
                F.load(F.ResultVars[I].Addr, ABI.Results[I]));
    F.B.CreateRetVoid();
    return;
  }
  llvm::SmallVector<Value, 4> Results;
  for (unsigned I = 0; I != ABI.Results.size(); ++I)
    Results.push_back(F.load(F.ResultVars[I].Addr, ABI.Results[I]));
  returnValues(F, Results);
}

void lowerReturn(FunctionLowering &F, const ReturnStmt *S) {
  FunctionLowering &Owner = frameOwner(F);
  llvm::ArrayRef<Type *> Types = Owner.ABI->Results;
  llvm::ArrayRef<Expr *> Exprs = unpackList(S->Results);
  llvm::SmallVector<Value, 4> Values;
  if (Exprs.size() == 1 && Types.size() > 1) {
    lowerMulti(F, Exprs[0], Values);
    for (unsigned I = 0; I != Values.size(); ++I)
      Values[I] = convertForAssign(F, Values[I], Types[I]);
  } else {
    llvm::SmallVector<Operand, 4> Operands;
    for (unsigned I = 0; I != Exprs.size(); ++I)
      Operands.push_back({Exprs[I], Types[I]});
    InOrder Order(F, Operands);
    for (unsigned I = 0; I != Exprs.size(); ++I) {
      Value V = lowerExprAs(F, Exprs[I], Types[I]);
      Values.push_back(Exprs.size() > 1 ? F.copyToTemp(V) : V);
    }
  }
  F.setPos(S->pos());
  for (unsigned I = 0; I != Values.size(); ++I) {
    llvm::Value *Addr = Owner.ResultVars[I].Addr;
    if (&F != &Owner)
      Addr = captureFrame(F, Addr);
    F.store(Addr, {Types[I], Values[I].V});
  }
  emitReturn(F);
}

} // namespace ogo
