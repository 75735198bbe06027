//===- DebugVariables.h - Variables of a function for debuggers *- C++ -*-===//
//
// What -g adds to one function: lexical blocks and the variables in them. Each
// variable is described once, where it gets its place in memory; LLVM follows
// it from there. A variable on the heap (or of an enclosing function) has its
// address kept in a slot of the frame, which costs nothing in optimized code
// and is the only thing a debugger could find it by in other code.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_IR_DEBUGVARIABLES_H
#define OGO_IR_DEBUGVARIABLES_H

#include "ir/FunctionLowering.h"

namespace ogo {

struct DebugVariables {
  /// Scope of the parameters and the body; null: no positions to go by.
  const Scope *Root = nullptr;
  llvm::DenseMap<const Scope *, llvm::DIScope *> Blocks;
  /// A scope's children by position; the checker makes those of literals late.
  llvm::DenseMap<const Scope *, llvm::SmallVector<const Scope *, 4>> Children;
  llvm::DenseMap<const Var *, unsigned> Arguments; // numbered from 1
  /// Where the address of a variable outside the frame is.
  llvm::DenseMap<const Var *, llvm::AllocaInst *> Slots;
};

/// Says that F's own scopes are those in Root.
void startDebugVariables(FunctionLowering &F, const Scope *Root);
/// V lives at Addr from here on. Nothing happens without -g.
void describeVariable(FunctionLowering &F, const Var *V, llvm::Value *Addr);
/// V has moved to Addr (a loop variable's next copy).
void moveDescribedVariable(FunctionLowering &F, const Var *V,
                           llvm::Value *Addr);
/// The innermost block around P that has variables; null without -g.
llvm::DIScope *debugScope(FunctionLowering &F, Pos P);

// --- DebugTypes.cpp
llvm::DIType *debugType(ModuleLowering &M, Type *T);

} // namespace ogo

#endif
