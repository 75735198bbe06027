//===- DebugVariables.cpp - Variables of a function for debuggers ---------===//
//
// Blocks come from the checker's scopes, not from the statements being lowered:
// a position tells its scope, so that no Lower file has to keep track. Only
// scopes with variables become blocks.
//
//===----------------------------------------------------------------------===//
#include "ir/DebugVariables.h"
#include "frontend/types/Scope.h"
#include "ir/ModuleImpl.h"

namespace ogo {

using llvm::DIScope;

static bool hasVariables(const Scope *S) {
  return llvm::any_of(S->objects(), [](const Object *O) {
    return llvm::isa<Var>(O) && O->name() != "_";
  });
}

/// The block of S within F, or the function itself if S is not in it.
static DIScope *blockFor(FunctionLowering &F, const Scope *S) {
  llvm::DISubprogram *SP = F.Fn->getSubprogram();
  if (!S || S == F.Debug->Root)
    return SP;
  if (DIScope *Known = F.Debug->Blocks.lookup(S))
    return Known;
  // Scopes outside Root belong to an enclosing function.
  const Scope *Up = S->IsFunc ? nullptr : S->Parent;
  DIScope *Block = blockFor(F, Up);
  if (Up && hasVariables(S)) {
    Position At = F.M.Diags.sources().resolve(S->Start);
    Block =
        F.M.P->DI->createLexicalBlock(Block, SP->getFile(), At.Line, At.Column);
  }
  return F.Debug->Blocks[S] = Block;
}

static llvm::ArrayRef<const Scope *> childrenOf(FunctionLowering &F,
                                                const Scope *S) {
  auto [It, New] = F.Debug->Children.try_emplace(S);
  if (New) {
    for (const Scope *C : S->Children)
      if (!C->IsFunc)
        It->second.push_back(C);
    llvm::sort(It->second, [](const Scope *A, const Scope *B) {
      return A->Start < B->Start;
    });
  }
  return It->second;
}

DIScope *debugScope(FunctionLowering &F, Pos P) {
  if (!F.Debug || !F.Debug->Root || !F.Fn->getSubprogram())
    return nullptr;
  const Scope *S = F.Debug->Root;
  for (;;) {
    llvm::ArrayRef<const Scope *> List = childrenOf(F, S);
    auto It = llvm::partition_point(
        List, [&](const Scope *C) { return C->Start <= P; });
    if (It == List.begin() || !(P < It[-1]->End))
      return blockFor(F, S);
    S = It[-1];
  }
}

void startDebugVariables(FunctionLowering &F, const Scope *Root) {
  if (!F.M.Opts.FullDebugInfo)
    return;
  F.Debug = std::make_unique<DebugVariables>();
  F.Debug->Root = Root;
}

/// Addr as a slot of the frame and what leads from it to the variable.
static llvm::Value *inFrame(FunctionLowering &F, const Var *V,
                            llvm::Value *Addr,
                            llvm::SmallVectorImpl<uint64_t> &Path) {
  llvm::APInt Offset(64, 0);
  llvm::Value *Base =
      Addr->stripAndAccumulateInBoundsConstantOffsets(F.M.DL, Offset);
  if (llvm::isa<llvm::AllocaInst>(Base)) {
    if (uint64_t N = Offset.getZExtValue())
      Path.append({llvm::dwarf::DW_OP_plus_uconst, N});
    return Base;
  }
  llvm::AllocaInst *Slot =
      F.createRawTemp(F.M.PtrTy, llvm::Align(8), "&" + V->name());
  F.B.CreateStore(Addr, Slot);
  F.Debug->Slots[V] = Slot;
  Path.push_back(llvm::dwarf::DW_OP_deref);
  return Slot;
}

void describeVariable(FunctionLowering &F, const Var *V, llvm::Value *Addr) {
  llvm::DISubprogram *SP = F.Fn->getSubprogram();
  if (!F.Debug || !SP || V->name().empty() || V->name() == "_" ||
      !V->pos().isValid() || llvm::isa<llvm::Constant>(Addr))
    return;
  llvm::DIBuilder &DI = *F.M.P->DI;
  Position At = F.M.Diags.sources().resolve(V->pos());
  unsigned Column = At.Column < 0xFFFF ? At.Column : 0;
  llvm::DIType *T = debugType(F.M, F.concrete(V->type()));
  unsigned Argument = F.Debug->Arguments.lookup(V);
  DIScope *Scope = Argument ? SP : blockFor(F, V->Parent);
  llvm::DILocalVariable *Described =
      Argument
          ? DI.createParameterVariable(Scope, V->name(), Argument,
                                       SP->getFile(), At.Line, T)
          : DI.createAutoVariable(Scope, V->name(), SP->getFile(), At.Line, T);
  llvm::SmallVector<uint64_t, 2> Path;
  llvm::Value *Slot = inFrame(F, V, Addr, Path);
  assert(F.B.GetInsertPoint() == F.B.GetInsertBlock()->end() &&
         "variables are declared at the end of a block");
  DI.insertDeclare(Slot, Described, DI.createExpression(Path),
                   llvm::DILocation::get(F.M.LLVM, At.Line, Column, Scope),
                   F.B.GetInsertBlock());
}

void moveDescribedVariable(FunctionLowering &F, const Var *V,
                           llvm::Value *Addr) {
  if (F.Debug)
    if (llvm::AllocaInst *Slot = F.Debug->Slots.lookup(V))
      F.B.CreateStore(Addr, Slot);
}

} // namespace ogo
