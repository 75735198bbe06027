//===- RuntimeCalls.h - The runtime's functions in passes ------*- C++ -*-===//
#ifndef OGO_PASSES_RUNTIMECALLS_H
#define OGO_PASSES_RUNTIMECALLS_H

#include "runtime/abi/Layout.h"
#include "runtime/abi/RuntimeFunctions.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include <optional>

namespace ogo {

using DeferEvent = rt::DeferEvent;
using DeferKind = rt::DeferKind;

/// Which entry of RuntimeFunctions.def F is.
std::optional<RuntimeFn> runtimeFunction(const llvm::Function &F);
/// F returns fresh memory and does not look into its arguments.
bool runtimeFunctionAllocates(const llvm::Function &F);

/// Calls a runtime function without result.
llvm::CallInst *callRuntime(llvm::IRBuilder<> &B, RuntimeFn Fn,
                            llvm::ArrayRef<llvm::Value *> Args);

/// Tells the runtime about a deferred call (-defertrace).
void traceDefer(llvm::IRBuilder<> &B, DeferEvent E, DeferKind K,
                llvm::Function *Thunk);

} // namespace ogo

#endif
