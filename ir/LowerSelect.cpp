//===- LowerSelect.cpp - Select statements --------------------------------===//
//
// Channel and send operands of all cases are evaluated once, in source order.
// The runtime gets all sends before all receives and tells which case it chose;
// what a receive statement assigns to is evaluated only if it was chosen. Small
// selects have entry points of their own, as in gc.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"

namespace ogo {

namespace {

class SelectLowering {
public:
  SelectLowering(FunctionLowering &F, const SelectStmt *S) : F(F), S(S) {}
  void run();

private:
  struct Case {
    const CommClause *Clause;
    bool IsSend = false;
    llvm::Value *Chan = nullptr;
    llvm::Value *Elem = nullptr; // address, or null: nothing to transfer
    Type *ElemT = nullptr;
    unsigned Index = 0; // in the runtime's order
    llvm::BasicBlock *Body = nullptr;
  };
  FunctionLowering &F;
  const SelectStmt *S;
  llvm::SmallVector<Case, 4> Cases;
  const CommClause *Default = nullptr;
  llvm::BasicBlock *DefaultBody = nullptr, *Done = nullptr;
  llvm::Value *Received = nullptr; // i8

  /// The receive operation of a clause that is not a send.
  static Operation *recvOf(const Stmt *Comm) {
    Expr *X = nullptr;
    if (auto *E = llvm::dyn_cast<ExprStmt>(Comm))
      X = E->X;
    else
      X = llvm::cast<AssignStmt>(Comm)->Rhs;
    return llvm::cast<Operation>(unparen(X));
  }
  void evaluate(Case &C);
  void callSelectGo();
  void callNonBlocking(Case &C);
  void assignReceived(const Case &C);
  void lowerBodies();
};

void SelectLowering::evaluate(Case &C) {
  F.setPos(C.Clause->pos());
  const Stmt *Comm = C.Clause->Comm;
  if (auto *Send = llvm::dyn_cast<SendStmt>(Comm)) {
    C.IsSend = true;
    Value Ch = lowerExpr(F, Send->Chan);
    C.Chan = Ch.V;
    C.ElemT = F.concrete(underAs<Chan>(Ch.T)->Elem);
    Value V = F.copyToTemp(lowerExprAs(F, Send->Value, C.ElemT));
    C.Elem = F.addressOf(V);
    return;
  }
  Value Ch = lowerExpr(F, recvOf(Comm)->X);
  C.Chan = Ch.V;
  C.ElemT = F.concrete(underAs<Chan>(Ch.T)->Elem);
  bool Used = llvm::isa<AssignStmt>(Comm) && F.layout(C.ElemT).Size;
  C.Elem = Used ? static_cast<llvm::Value *>(F.createTemp(C.ElemT, "recv"))
                : llvm::ConstantPointerNull::get(F.M.PtrTy);
}

/// select with one case and a default.
void SelectLowering::callNonBlocking(Case &C) {
  llvm::Value *Selected;
  if (C.IsSend) {
    Selected = F.callRuntime(RuntimeFn::SelectNbSend, {C.Chan, C.Elem});
  } else {
    llvm::Value *R = F.callRuntime(RuntimeFn::SelectNbRecv, {C.Elem, C.Chan});
    Selected = F.B.CreateExtractValue(R, 0);
    Received = F.B.CreateExtractValue(R, 1);
  }
  F.B.CreateCondBr(F.B.CreateICmpNE(Selected, F.B.getInt8(0)), C.Body,
                   DefaultBody);
}

void SelectLowering::callSelectGo() {
  unsigned NumSends = 0, Next = 0;
  for (bool Sends : {true, false})
    for (Case &C : Cases)
      if (C.IsSend == Sends) {
        C.Index = Next++;
        NumSends += Sends;
      }
  using rt::SelectCase;
  auto *CaseTy =
      llvm::ArrayType::get(F.M.I8Ty, sizeof(SelectCase) * Cases.size());
  llvm::Value *Array =
      F.createRawTemp(CaseTy, llvm::Align(alignof(SelectCase)), "cases");
  for (const Case &C : Cases) {
    uint64_t At = sizeof(SelectCase) * C.Index;
    F.B.CreateStore(C.Chan, F.offset(Array, At + offsetof(SelectCase, Chan)));
    F.B.CreateStore(C.Elem, F.offset(Array, At + offsetof(SelectCase, Elem)));
  }
  llvm::Value *R =
      F.callRuntime(RuntimeFn::SelectGo, {Array, F.B.getInt64(NumSends),
                                          F.B.getInt64(Cases.size() - NumSends),
                                          F.B.getInt8(!Default)});
  llvm::Value *Chosen = F.B.CreateExtractValue(R, 0);
  Received = F.B.CreateExtractValue(R, 1);
  llvm::BasicBlock *Other = DefaultBody;
  if (!Other) {
    Other = F.newBlock("select.none");
    new llvm::UnreachableInst(F.M.LLVM, Other);
  }
  llvm::SwitchInst *Sw = F.B.CreateSwitch(Chosen, Other);
  for (const Case &C : Cases)
    Sw->addCase(F.B.getInt64(C.Index), C.Body);
}

/// v, ok = <-c of the chosen case.
void SelectLowering::assignReceived(const Case &C) {
  auto *A = llvm::dyn_cast<AssignStmt>(C.Clause->Comm);
  if (!A)
    return;
  F.setPos(A->pos());
  llvm::ArrayRef<Expr *> Lhs = unpackList(A->Lhs);
  bool Used = F.layout(C.ElemT).Size;
  Value Values[2];
  Values[0] = Used ? F.load(C.Elem, C.ElemT) : F.zero(C.ElemT);
  if (Lhs.size() > 1)
    Values[1] = {F.M.Ctx.basic(BasicKind::Bool), Received};
  assignValues(F, Lhs, Values, A->Opcode == Op::Def);
}

void SelectLowering::lowerBodies() {
  F.Jumps.push_back({S, Done, nullptr});
  for (const Case &C : Cases) {
    F.B.SetInsertPoint(C.Body);
    assignReceived(C);
    lowerStmtList(F, C.Clause->Body);
    F.jump(Done);
  }
  if (Default) {
    F.B.SetInsertPoint(DefaultBody);
    lowerStmtList(F, Default->Body);
    F.jump(Done);
  }
  F.Jumps.pop_back();
  F.B.SetInsertPoint(Done);
}

void SelectLowering::run() {
  Done = F.newBlock("select.done");
  for (const CommClause *C : S->Clauses) {
    if (!C->Comm) {
      Default = C;
      DefaultBody = F.newBlock("select.default");
      continue;
    }
    Case X;
    X.Clause = C;
    evaluate(X);
    X.Body = F.newBlock("select.case");
    Cases.push_back(X);
  }
  F.setPos(S->pos());
  if (Cases.empty()) {
    if (Default) {
      F.B.CreateBr(DefaultBody);
    } else {
      F.callRuntime(RuntimeFn::Block, {});
      F.B.CreateUnreachable();
    }
  } else if (Cases.size() == 1 && Default) {
    callNonBlocking(Cases[0]);
  } else if (Cases.size() == 1) {
    Case &C = Cases[0];
    if (C.IsSend)
      F.callRuntime(RuntimeFn::ChanSend, {C.Chan, C.Elem});
    else
      Received = F.callRuntime(RuntimeFn::ChanRecv2, {C.Chan, C.Elem});
    F.B.CreateBr(C.Body);
  } else {
    callSelectGo();
  }
  lowerBodies();
}

} // namespace

void lowerSelect(FunctionLowering &F, const SelectStmt *S) {
  SelectLowering(F, S).run();
}

} // namespace ogo
