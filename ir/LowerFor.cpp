//===- LowerFor.cpp - For loops -------------------------------------------===//
//
// Since Go 1.22 each iteration has its own copy of the loop's variables: "prior
// to executing the post statement, a fresh copy is made". Only a variable on
// the heap can tell, because one on the stack is gone before anybody compares.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/DebugVariables.h"
#include "ir/LowerCall.h"

namespace ogo {

/// Variables that Init declares and that need a new cell per iteration.
static llvm::SmallVector<Var *, 2> copiedVars(FunctionLowering &F,
                                              const ForStmt *S) {
  llvm::SmallVector<Var *, 2> Vars;
  auto *Init = llvm::dyn_cast_or_null<AssignStmt>(S->Init);
  if (!Init || Init->Opcode != Op::Def ||
      versionAt(F, S->pos()) < PerIterationVars)
    return Vars;
  for (Expr *E : unpackList(Init->Lhs))
    if (auto *V =
            llvm::dyn_cast_or_null<Var>(F.Facts.defOf(llvm::cast<Name>(E))))
      if (V->name() != "_" && F.M.escape(F.Pkg).onHeap(V))
        Vars.push_back(V);
  return Vars;
}

void lowerFor(FunctionLowering &F, const ForStmt *S) {
  if (llvm::isa_and_nonnull<RangeClause>(S->Init))
    return lowerRange(F, S);
  if (S->Init)
    lowerStmt(F, S->Init);
  llvm::BasicBlock *Head = F.newBlock("for"), *Body = F.newBlock("for.body"),
                   *Post = F.newBlock("for.post"),
                   *Done = F.newBlock("for.done");
  llvm::SmallVector<Var *, 2> Copied = copiedVars(F, S);
  llvm::SmallVector<llvm::PHINode *, 2> Cells;
  llvm::BasicBlock *Before = F.B.GetInsertBlock();
  F.enter(Head);
  for (Var *V : Copied) {
    llvm::PHINode *Cell = F.B.CreatePHI(F.M.PtrTy, 2, V->name());
    Cell->addIncoming(F.Vars[V].Addr, Before);
    F.Vars[V].Addr = Cell;
    Cells.push_back(Cell);
  }
  for (Var *V : Copied)
    moveDescribedVariable(F, V, F.Vars[V].Addr);
  if (S->Cond)
    lowerCond(F, S->Cond, Body, Done);
  else
    F.B.CreateBr(Body);
  F.Jumps.push_back({S, Done, Post});
  F.B.SetInsertPoint(Body);
  {
    BenchLoop Scope(F, S);
    lowerBlock(F, S->Body);
  }
  F.Jumps.pop_back();
  F.enter(Post);
  F.setPos(S->Post ? S->Post->pos() : S->pos());
  for (unsigned I = 0; I != Copied.size(); ++I) {
    Type *T = F.concrete(Copied[I]->type());
    llvm::Value *New = F.newObject(T);
    F.store(New, F.load(Cells[I], T));
    F.Vars[Copied[I]].Addr = New;
  }
  if (S->Post)
    lowerStmt(F, S->Post);
  for (unsigned I = 0; I != Copied.size(); ++I)
    Cells[I]->addIncoming(F.Vars[Copied[I]].Addr, F.B.GetInsertBlock());
  F.jump(Head);
  F.B.SetInsertPoint(Done);
}

} // namespace ogo
