//===- DeferMarkers.h - The markers between ir and passes ------*- C++ -*-===//
//
// A function with defer statements reaches the passes with three kinds of
// marker calls (ir/README.md "Defer markers"). ir creates them and passes read
// them only through these views, so names, operands and metadata are known
// nowhere else:
//
//   scope = ogo.defer.scope(results, resume, size)   once, where F starts
//   ogo.defer(scope, thunk, env, size)               per statement
//   ogo.defer.run(scope)                             before each return
//
// Includes LLVM's headers: it is the compiler's.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_DEFERMARKERS_H
#define OGO_RUNTIME_ABI_DEFERMARKERS_H

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"

namespace ogo {

/// A call of the marker Name, or null.
class DeferMarker {
public:
  llvm::CallInst *Call = nullptr;

  explicit operator bool() const { return Call; }
  operator llvm::CallInst *() const { return Call; }
  llvm::CallInst *operator->() const { return Call; }

protected:
  DeferMarker() = default;
  DeferMarker(llvm::Value *V, llvm::StringRef Name) {
    auto *C = llvm::dyn_cast<llvm::CallInst>(V);
    llvm::Function *F = C ? C->getCalledFunction() : nullptr;
    if (F && F->getName() == Name)
      Call = C;
  }
  llvm::Value *operand(unsigned I) const { return Call->getArgOperand(I); }

  static llvm::CallInst *create(llvm::IRBuilderBase &B, llvm::StringRef Name,
                                llvm::Type *Result,
                                llvm::ArrayRef<llvm::Value *> Args) {
    llvm::SmallVector<llvm::Type *, 4> Params;
    for (llvm::Value *A : Args)
      Params.push_back(A->getType());
    llvm::FunctionCallee C =
        B.GetInsertBlock()->getModule()->getOrInsertFunction(
            Name, llvm::FunctionType::get(Result, Params, false));
    auto *Fn = llvm::cast<llvm::Function>(C.getCallee());
    // Passes must neither duplicate nor merge markers.
    Fn->addFnAttr(llvm::Attribute::Convergent);
    Fn->addFnAttr(llvm::Attribute::NoUnwind);
    return B.CreateCall(C, Args);
  }
};

/// Opens a function's scope. Results is the block of its results in gc's layout
/// (null: none, or returned in memory), resume the function that returns what
/// is in a copy of it, by F's own convention.
class DeferScopeMarker : public DeferMarker {
  enum Operand : unsigned { Results, Resume, Size };

public:
  static constexpr llvm::StringLiteral Name{"ogo.defer.scope"};
  explicit DeferScopeMarker(llvm::Value *V) : DeferMarker(V, Name) {}
  static llvm::CallInst *create(llvm::IRBuilderBase &B, llvm::Value *Results,
                                llvm::Function *Resume, uint64_t Size) {
    return DeferMarker::create(B, Name, B.getPtrTy(),
                               {Results, Resume, B.getInt64(Size)});
  }
  llvm::Value *results() const { return operand(Results)->stripPointerCasts(); }
  llvm::Constant *resume() const {
    return llvm::cast<llvm::Constant>(operand(Resume));
  }
  llvm::ConstantInt *resultSize() const {
    return llvm::cast<llvm::ConstantInt>(operand(Size));
  }
};

/// One defer statement. Thunk(env) makes the call; env is what was evaluated at
/// the statement.
class DeferSiteMarker : public DeferMarker {
  enum Operand : unsigned { Scope, Thunk, Env, EnvSize };

public:
  static constexpr llvm::StringLiteral Name{"ogo.defer"};
  explicit DeferSiteMarker(llvm::Value *V) : DeferMarker(V, Name) {}
  static llvm::CallInst *create(llvm::IRBuilderBase &B, llvm::Value *Scope,
                                llvm::Function *Thunk, llvm::Value *Env,
                                uint64_t Size) {
    return DeferMarker::create(B, Name, B.getVoidTy(),
                               {Scope, Thunk, Env, B.getInt64(Size)});
  }
  llvm::Value *scope() const { return operand(Scope); }
  llvm::Value *thunkValue() const { return operand(Thunk); }
  /// Null unless it is known.
  llvm::Function *thunk() const {
    return llvm::dyn_cast<llvm::Function>(operand(Thunk)->stripPointerCasts());
  }
  llvm::Value *env() const { return operand(Env); }
  llvm::Value *envSizeValue() const { return operand(EnvSize); }
  /// Null unless constant.
  llvm::ConstantInt *envSize() const {
    return llvm::dyn_cast<llvm::ConstantInt>(operand(EnvSize));
  }
};

/// Runs what a scope has pending, before a return.
class DeferRunMarker : public DeferMarker {
public:
  static constexpr llvm::StringLiteral Name{"ogo.defer.run"};
  explicit DeferRunMarker(llvm::Value *V) : DeferMarker(V, Name) {}
  static llvm::CallInst *create(llvm::IRBuilderBase &B, llvm::Value *Scope) {
    return DeferMarker::create(B, Name, B.getVoidTy(), {Scope});
  }
  llvm::Value *scope() const { return operand(0); }
};

/// A defer statement as the source has it: an operand of the module's list of
/// this name, and attached to the statement's marker as metadata of this kind.
/// Statements of other packages' functions have none.
class DeferSiteInfo {
  enum Operand : unsigned { File, Line, Column, LoopLine, Function, Scope };
  llvm::MDNode *N;

  uint64_t number(Operand I) const {
    return llvm::mdconst::extract<llvm::ConstantInt>(N->getOperand(I))
        ->getZExtValue();
  }

public:
  static constexpr llvm::StringLiteral Name{"ogo.defer.sites"};
  explicit DeferSiteInfo(llvm::MDNode *N) : N(N) {}
  static DeferSiteInfo of(const llvm::CallInst *Marker) {
    return DeferSiteInfo(Marker->getMetadata(Name));
  }
  static llvm::MDNode *create(llvm::Module &M, llvm::StringRef File,
                              uint64_t Line, uint64_t Column, uint64_t LoopLine,
                              llvm::StringRef Function, llvm::Metadata *Scope) {
    llvm::LLVMContext &C = M.getContext();
    auto Number = [&](uint64_t V) -> llvm::Metadata * {
      return llvm::ConstantAsMetadata::get(
          llvm::ConstantInt::get(llvm::Type::getInt64Ty(C), V));
    };
    auto *N = llvm::MDNode::getDistinct(
        C, {llvm::MDString::get(C, File), Number(Line), Number(Column),
            Number(LoopLine), llvm::MDString::get(C, Function), Scope});
    M.getOrInsertNamedMetadata(Name)->addOperand(N);
    return N;
  }
  explicit operator bool() const { return N; }
  unsigned line() const { return unsigned(number(Line)); }
  unsigned column() const { return unsigned(number(Column)); }
  /// 0: the statement is in no loop.
  uint64_t loopLine() const { return number(LoopLine); }
  llvm::StringRef function() const {
    return llvm::cast<llvm::MDString>(N->getOperand(Function))->getString();
  }
  llvm::Metadata *scope() const { return N->getOperand(Scope); }
};

} // namespace ogo

#endif // OGO_RUNTIME_ABI_DEFERMARKERS_H
