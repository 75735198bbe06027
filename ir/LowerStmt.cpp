//===- LowerStmt.cpp - Statements -----------------------------------------===//
//
// Dispatch, blocks, jumps and if. Code after a terminating statement goes into
// a block without predecessors, which LLVM drops.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"

namespace ogo {

const Stmt *loopOf(const Stmt *Target) {
  while (auto *L = llvm::dyn_cast_or_null<LabeledStmt>(Target))
    Target = L->Body;
  return Target;
}

LangVersion versionAt(FunctionLowering &F, Pos P) {
  for (const File *File : F.Pkg->Files) {
    if (P < File->Source->start() || File->EndOfFile < P)
      continue;
    LangVersion V = F.Facts.FileVersions.lookup(File->id());
    if (V.isSet())
      return V;
  }
  return F.Pkg->GoVersion.isSet() ? F.Pkg->GoVersion : CurrentLangVersion;
}

static llvm::BasicBlock *labelBlock(FunctionLowering &F, const LabeledStmt *L) {
  llvm::BasicBlock *&BB = F.LabelBlocks[L];
  if (!BB)
    BB = F.newBlock(L->Label->Value);
  return BB;
}

void lowerJump(FunctionLowering &F, Tok Keyword, const Stmt *Target) {
  if (Keyword == Tok::KwGoto) {
    if (F.RangeFunc && !isInRangeBody(F, Target))
      return exitRangeBody(F, Keyword, Target);
    F.jump(labelBlock(F, llvm::cast<LabeledStmt>(Target)));
    return;
  }
  const Stmt *Loop = loopOf(Target);
  for (const JumpTarget &J : llvm::reverse(F.Jumps))
    if (J.Target == Loop) {
      F.jump(Keyword == Tok::KwBreak ? J.Break : J.Continue);
      return;
    }
  assert(F.RangeFunc && "jump out of nowhere");
  if (!isRangeBodyOf(F, Loop))
    return exitRangeBody(F, Keyword, Target);
  if (Keyword == Tok::KwBreak)
    breakRangeBody(F);
  else
    continueRangeBody(F);
}

static void lowerBranch(FunctionLowering &F, const BranchStmt *S) {
  if (S->Keyword == Tok::KwFallthrough) {
    F.jump(F.Fallthrough);
    return;
  }
  lowerJump(F, S->Keyword, F.Facts.BranchTargets.lookup(S->id()));
}

static void lowerIf(FunctionLowering &F, const IfStmt *S) {
  if (S->Init)
    lowerStmt(F, S->Init);
  llvm::BasicBlock *Then = F.newBlock("if.then");
  llvm::BasicBlock *Done = F.newBlock("if.done");
  llvm::BasicBlock *Else = S->Else ? F.newBlock("if.else") : Done;
  lowerCond(F, S->Cond, Then, Else);
  F.B.SetInsertPoint(Then);
  lowerBlock(F, S->Then);
  F.jump(Done);
  if (S->Else) {
    F.B.SetInsertPoint(Else);
    lowerStmt(F, S->Else);
    F.jump(Done);
  }
  F.B.SetInsertPoint(Done);
}

static void lowerVarDecl(FunctionLowering &F, const VarDecl *D, bool Keep) {
  auto VarOf = [&](Name *N) {
    return N->Value == "_" ? nullptr
                           : llvm::dyn_cast_or_null<Var>(F.Facts.defOf(N));
  };
  if (!D->Values) {
    for (Name *N : D->Names)
      if (Var *V = VarOf(N)) {
        F.setPos(N->pos());
        declareVar(F, V);
      }
    return;
  }
  llvm::ArrayRef<Expr *> Values = unpackList(D->Values);
  Type *Declared = D->Type ? F.concrete(F.Facts.typeOf(D->Type)) : nullptr;
  llvm::SmallVector<Value, 4> Results;
  if (Values.size() != D->Names.size()) {
    lowerMulti(F, Values[0], Results);
  } else {
    auto TypeAt = [&](unsigned I) {
      Var *V = VarOf(D->Names[I]);
      return Declared ? Declared : V ? F.concrete(V->type()) : nullptr;
    };
    llvm::SmallVector<Operand, 4> Operands;
    for (unsigned I = 0; I != Values.size(); ++I)
      Operands.push_back({Values[I], TypeAt(I)});
    InOrder Order(F, Operands);
    for (unsigned I = 0; I != Values.size(); ++I) {
      Type *T = TypeAt(I);
      Value X = T ? lowerExprAs(F, Values[I], T) : lowerExpr(F, Values[I]);
      Results.push_back(Values.size() > 1 ? F.copyToTemp(X) : X);
    }
  }
  for (unsigned I = 0; I != D->Names.size(); ++I) {
    Var *V = VarOf(D->Names[I]);
    if (!V) {
      if (Keep)
        keepValue(F, Results[I]);
      continue;
    }
    F.setPos(D->Names[I]->pos());
    Value X = convertForAssign(F, Results[I], F.concrete(V->type()));
    declareVar(F, V, &X);
    if (Keep)
      keepVariable(F, V, X);
  }
}

void lowerLocalDecl(FunctionLowering &F, const DeclStmt *S) {
  bool Keep = F.Kept == S;
  for (const Decl *D : S->Decls)
    if (auto *V = llvm::dyn_cast<VarDecl>(D))
      lowerVarDecl(F, V, Keep);
}

static void lowerExprStmt(FunctionLowering &F, const ExprStmt *S) {
  Expr *X = unparen(S->X);
  if (auto *Call = llvm::dyn_cast<CallExpr>(X)) {
    llvm::SmallVector<Value, 4> Results;
    lowerCall(F, Call, Results);
    if (F.Kept == S)
      for (const Value &V : Results)
        keepValue(F, V);
    return;
  }
  auto *O = llvm::cast<Operation>(X); // a receive
  lowerRecv(F, O->X, nullptr);
}

void lowerBlock(FunctionLowering &F, const BlockStmt *B) {
  lowerStmtList(F, B->List);
}

void lowerStmtList(FunctionLowering &F, llvm::ArrayRef<Stmt *> List) {
  for (const Stmt *S : List) {
    if (F.InBenchLoop)
      F.Kept = S;
    lowerStmt(F, S);
  }
}

void lowerStmt(FunctionLowering &F, const Stmt *S) {
  if (!F.isOpen())
    F.B.SetInsertPoint(F.newBlock("dead"));
  F.setPos(S->pos());
  switch (S->kind()) {
  case NodeKind::EmptyStmt:
    return;
  case NodeKind::LabeledStmt: {
    auto *L = llvm::cast<LabeledStmt>(S);
    F.enter(labelBlock(F, L));
    if (F.Kept == S)
      F.Kept = L->Body;
    return lowerStmt(F, L->Body);
  }
  case NodeKind::BlockStmt:
    return lowerBlock(F, llvm::cast<BlockStmt>(S));
  case NodeKind::ExprStmt:
    return lowerExprStmt(F, llvm::cast<ExprStmt>(S));
  case NodeKind::SendStmt:
    return lowerSend(F, llvm::cast<SendStmt>(S));
  case NodeKind::DeclStmt:
    return lowerLocalDecl(F, llvm::cast<DeclStmt>(S));
  case NodeKind::AssignStmt:
    return lowerAssign(F, llvm::cast<AssignStmt>(S));
  case NodeKind::BranchStmt:
    return lowerBranch(F, llvm::cast<BranchStmt>(S));
  case NodeKind::CallStmt: {
    auto *C = llvm::cast<CallStmt>(S);
    return C->Keyword == Tok::KwGo ? lowerGo(F, C) : lowerDefer(F, C);
  }
  case NodeKind::ReturnStmt:
    return lowerReturn(F, llvm::cast<ReturnStmt>(S));
  case NodeKind::IfStmt:
    return lowerIf(F, llvm::cast<IfStmt>(S));
  case NodeKind::ForStmt:
    return lowerFor(F, llvm::cast<ForStmt>(S));
  case NodeKind::SwitchStmt:
    return lowerSwitch(F, llvm::cast<SwitchStmt>(S));
  case NodeKind::SelectStmt:
    return lowerSelect(F, llvm::cast<SelectStmt>(S));
  default:
    break;
  }
  llvm_unreachable("not a statement");
}

} // namespace ogo
