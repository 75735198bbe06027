//===- DeferScope.h - The defer markers of a function ----------*- C++ -*-===//
//
// Reads the markers that ir emits (ir/README.md "Defer markers") into scopes,
// sites and exits, and says which sites may run more than once.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_PASSES_DEFERSCOPE_H
#define OGO_PASSES_DEFERSCOPE_H

#include "runtime/abi/DeferMarkers.h"
#include "runtime/abi/Layout.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DepthFirstIterator.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace ogo {

using DeferKind = rt::DeferKind;

/// One defer statement.
struct DeferSite {
  DeferSiteMarker Marker;
  unsigned Number = 0; // order of registration among the frame's sites
  bool InLoop = false; // may be reached again before its scope's exit
  DeferKind Kind = DeferKind::HeapRecord;
  std::string Reason; // why not a better kind

  llvm::Function *thunk() const { return Marker.thunk(); }
  llvm::Value *env() const { return Marker.env(); }
  /// Null unless constant.
  llvm::ConstantInt *envSize() const { return Marker.envSize(); }
  unsigned line() const;
};

/// One function's defers: the function itself or one inlined into it.
struct DeferScope {
  DeferScopeMarker Marker;
  llvm::SmallVector<DeferSite, 4> Sites;
  llvm::SmallVector<llvm::CallInst *, 4> Runs;
  /// The scope is also used elsewhere (the body of a range-over-func loop
  /// defers into it), so records may be pushed that are not seen here.
  bool Escapes = false;
  /// Which of its function's lists of records is the scope's.
  unsigned List = 0;
};

/// Scopes of F, outer before inner; sites numbered so that of two that can be
/// pending at once the later registered has the higher number.
llvm::SmallVector<DeferScope, 1> collectDeferScopes(llvm::Function &F);

/// Tells code that can be reached from its function's entry from dead code.
class ReachableCode {
public:
  bool contains(const llvm::Instruction &I);

private:
  llvm::DenseMap<const llvm::Function *,
                 llvm::df_iterator_default_set<const llvm::BasicBlock *>>
      Blocks;
};

/// A deferred call of the thunk may call recover: the thunk publishes its
/// callee (runtime.recoverpublish), or its code is not known.
bool thunkMayRecover(const llvm::Function *Thunk);

/// Thunks up to this many instructions are inlined where they are called.
inline constexpr unsigned CheapThunk = 60;

/// A marker's metadata: why its call was not made direct.
inline constexpr llvm::StringLiteral DeferReasonName = "ogo.defer.reason";

/// Attribute of functions that a defer pass changed and that want cleaning up.
inline constexpr llvm::StringLiteral DeferChangedAttr = "ogo-defer-changed";

} // namespace ogo

#endif
