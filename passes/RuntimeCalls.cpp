//===- RuntimeCalls.cpp - The runtime's functions in passes ---------------===//
#include "passes/RuntimeCalls.h"
#include "runtime/abi/RuntimeDeclaration.h"

namespace ogo {

std::optional<RuntimeFn> runtimeFunction(const llvm::Function &F) {
  if (!F.isDeclaration() || !F.getName().starts_with("runtime."))
    return std::nullopt;
  for (unsigned I = 0; I != unsigned(RuntimeFn::NumRuntimeFns); ++I)
    if (F.getName() == getRuntimeFnInfo(RuntimeFn(I)).Symbol)
      return RuntimeFn(I);
  return std::nullopt;
}

bool runtimeFunctionAllocates(const llvm::Function &F) {
  std::optional<RuntimeFn> Fn = runtimeFunction(F);
  return Fn && (getRuntimeFnInfo(*Fn).Attrs & RuntimeAttr::Alloc);
}

llvm::CallInst *callRuntime(llvm::IRBuilder<> &B, RuntimeFn Fn,
                            llvm::ArrayRef<llvm::Value *> Args) {
  llvm::Module &M = *B.GetInsertBlock()->getModule();
  RuntimeFnInfo Info = getRuntimeFnInfo(Fn);
  llvm::FunctionCallee Callee = M.getOrInsertFunction(
      Info.Symbol, runtimeFunctionType(M.getContext(), Info));
  if (auto *F = llvm::dyn_cast<llvm::Function>(Callee.getCallee()))
    addRuntimeAttributes(*F, Info);
  llvm::CallInst *C = B.CreateCall(Callee, Args);
  C->setCallingConv(llvm::CallingConv::Swift);
  return C;
}

void traceDefer(llvm::IRBuilder<> &B, DeferEvent E, DeferKind K,
                llvm::Function *Thunk) {
  callRuntime(B, RuntimeFn::DeferTrace,
              {B.getInt64(uint64_t(E)), B.getInt64(uint64_t(K)), Thunk});
}

} // namespace ogo
