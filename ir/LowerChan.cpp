//===- LowerChan.cpp - Send and receive -----------------------------------===//
#include "ir/EvaluationOrder.h"

namespace ogo {

Value lowerRecv(FunctionLowering &F, Expr *ChanExpr, llvm::Value **Ok) {
  Value C = lowerExpr(F, ChanExpr);
  Type *T = F.concrete(underAs<Chan>(C.T)->Elem);
  bool Empty = F.layout(T).Size == 0;
  llvm::Value *Temp = Empty ? static_cast<llvm::Value *>(
                                  llvm::ConstantPointerNull::get(F.M.PtrTy))
                            : F.createTemp(T, "recv");
  F.setPos(ChanExpr->pos());
  if (Ok) {
    llvm::Value *R = F.callRuntime(RuntimeFn::ChanRecv2, {C.V, Temp});
    *Ok = F.B.CreateICmpNE(R, F.B.getInt8(0));
  } else {
    F.callRuntime(RuntimeFn::ChanRecv, {C.V, Temp});
  }
  return Empty ? F.zero(T) : F.load(Temp, T);
}

void lowerSend(FunctionLowering &F, const SendStmt *S) {
  Type *T = F.concrete(underAs<Chan>(commonUnder(F.typeOf(S->Chan)))->Elem);
  InOrder Order(F, {Operand(S->Chan), {S->Value, T}});
  Value C = lowerExpr(F, S->Chan);
  Value V = lowerExprAs(F, S->Value, T);
  F.setPos(S->pos());
  F.callRuntime(RuntimeFn::ChanSend, {C.V, F.addressOf(V)});
}

} // namespace ogo
