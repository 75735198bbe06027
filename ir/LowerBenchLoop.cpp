//===- LowerBenchLoop.cpp - Bodies of benchmark loops ---------------------===//
//
// In `for b.Loop() { … }`, with testing.(*B).Loop, nothing that is computed may
// be left out: what a statement assigns, what a call gives and, where it gives
// nothing, what it is called with are used by empty assembly. Whoever measures
// an expression would measure nothing otherwise.
//
// Statements in the blocks of the body count, not those in the headers of
// nested statements, nor those of function literals, as in gc. Beyond gc, whose
// optimizer moves nothing out of loops, the arguments of calls come out of the
// assembly as well: a pure call of what does not change in the loop would be
// made once, before it. Constants stay what they are.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"
#include "llvm/IR/InlineAsm.h"

namespace ogo {

/// What lets the assembly have a value of type T in a register.
static const char *registerClass(FunctionLowering &F, llvm::Type *T) {
  if (!T->isFloatingPointTy())
    return "r";
  return F.M.Opts.Arch == TargetArch::AArch64 ? "w" : "x";
}

static llvm::InlineAsm *emptyAsm(llvm::Type *Result, llvm::Type *Operand,
                                 const llvm::Twine &Constraints) {
  return llvm::InlineAsm::get(llvm::FunctionType::get(Result, {Operand}, false),
                              "", Constraints.str(),
                              /*hasSideEffects=*/true);
}

/// What is at Addr has to be there.
static void useMemory(FunctionLowering &F, llvm::Value *Addr) {
  F.B.CreateCall(emptyAsm(F.M.VoidTy, F.M.PtrTy, "r,~{memory}"), {Addr});
}

/// Makes V used, and reads nothing else.
static void useScalar(FunctionLowering &F, llvm::Value *V) {
  llvm::CallInst *Use = F.B.CreateCall(
      emptyAsm(F.M.VoidTy, V->getType(), registerClass(F, V->getType())), {V});
  Use->setMemoryEffects(llvm::MemoryEffects::inaccessibleMemOnly());
}

static bool isBenchmarkLoop(FunctionLowering &F, const ForStmt *S) {
  auto *Call = S->Cond ? llvm::dyn_cast<CallExpr>(unparen(S->Cond)) : nullptr;
  const SelectorExpr *Method =
      Call ? F.Facts.methodOf(unparen(Call->Fun)) : nullptr;
  if (!Method)
    return false;
  const Selection *Sel = F.Facts.selectionOf(Method);
  auto *Fn = llvm::dyn_cast_or_null<Func>(Sel ? Sel->Obj : nullptr);
  if (!Fn || Fn->name() != "Loop" || !Fn->pkg() || Fn->pkg()->Path != "testing")
    return false;
  Type *Recv = Fn->signature()->Recv ? Fn->signature()->Recv->type() : nullptr;
  auto *P = llvm::dyn_cast_or_null<Pointer>(Recv);
  Named *N = P ? asNamed(P->Elem) : nullptr;
  return N && N->Obj->name() == "B";
}

BenchLoop::BenchLoop(FunctionLowering &F, const ForStmt *S)
    : F(F), Outer(F.InBenchLoop) {
  F.InBenchLoop |= isBenchmarkLoop(F, S);
}

void keepValue(FunctionLowering &F, Value V) {
  if (F.layout(V.T).isMemory())
    return useMemory(F, V.V);
  for (unsigned I = 0, N = F.layout(V.T).Leaves.size(); I != N; ++I)
    useScalar(F, F.extract(V, I));
}

void keepAssigned(FunctionLowering &F, const Place &P, Value V) {
  // A variable of the frame may be in registers; anything else is where it is.
  bool InFrame =
      P.K != Place::Kind::Memory ||
      llvm::isa<llvm::AllocaInst>(P.Addr->stripInBoundsConstantOffsets());
  if (InFrame)
    keepValue(F, {P.T ? P.T : V.T, V.V});
  else
    useMemory(F, P.Addr);
}

void keepVariable(FunctionLowering &F, const Var *V, Value X) {
  Place P;
  P.K = Place::Kind::Memory;
  P.T = X.T;
  P.Addr = F.Vars[V].Addr;
  keepAssigned(F, P,
               P.Addr && F.layout(X.T).isMemory() ? Value{X.T, P.Addr} : X);
}

void keepArgument(FunctionLowering &F, Value &V) {
  if (llvm::isa<llvm::Constant>(V.V))
    return;
  const Layout &L = F.layout(V.T);
  if (L.isMemory())
    return useMemory(F, V.V);
  llvm::SmallVector<llvm::Value *, 4> Leaves;
  for (unsigned I = 0; I != L.Leaves.size(); ++I) {
    llvm::Value *Leaf = F.extract(V, I);
    if (!llvm::isa<llvm::Constant>(Leaf)) {
      llvm::Type *T = Leaf->getType();
      llvm::CallInst *Same = F.B.CreateCall(
          emptyAsm(T, T, llvm::Twine("=") + registerClass(F, T) + ",0"),
          {Leaf});
      // Pointers may be read through: what they point to has to be there.
      if (!T->isPointerTy())
        Same->setMemoryEffects(llvm::MemoryEffects::inaccessibleMemOnly());
      Leaf = Same;
    }
    Leaves.push_back(Leaf);
  }
  if (!Leaves.empty())
    V = F.make(V.T, Leaves);
}

} // namespace ogo
