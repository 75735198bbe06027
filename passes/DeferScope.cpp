//===- DeferScope.cpp - The defer markers of a function -------------------===//
#include "passes/DeferScope.h"
#include "runtime/abi/RuntimeFunctions.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"

namespace ogo {

unsigned DeferSite::line() const {
  const llvm::DebugLoc &Loc = Marker->getDebugLoc();
  return Loc ? Loc.getLine() : 0;
}

bool thunkMayRecover(const llvm::Function *Thunk) {
  if (!Thunk || Thunk->isDeclaration())
    return true;
  llvm::StringRef Publish = getRuntimeFnInfo(RuntimeFn::RecoverPublish).Symbol;
  for (const llvm::BasicBlock &BB : *Thunk)
    for (const llvm::Instruction &I : BB)
      if (auto *C = llvm::dyn_cast<llvm::CallBase>(&I))
        if (auto *Callee = C->getCalledFunction();
            Callee && Callee->getName() == Publish)
          return true;
  return false;
}

/// Site can be reached again from behind itself without leaving its scope.
static bool reachesItself(const DeferSite &Site, const DeferScope &Scope) {
  llvm::BasicBlock *Home = Site.Marker->getParent();
  llvm::SmallPtrSet<llvm::BasicBlock *, 16> Seen;
  llvm::SmallVector<llvm::BasicBlock *, 16> Work;
  // The scope's marker or an exit in a block ends the walk there.
  auto Ends = [&](llvm::BasicBlock *BB, llvm::Instruction *From) {
    for (auto I = From ? std::next(From->getIterator()) : BB->begin();
         I != BB->end(); ++I)
      if (&*I == Scope.Marker.Call || llvm::is_contained(Scope.Runs, &*I))
        return true;
    return false;
  };
  auto Push = [&](llvm::BasicBlock *BB) {
    for (llvm::BasicBlock *Succ : llvm::successors(BB))
      if (Seen.insert(Succ).second)
        Work.push_back(Succ);
  };
  if (Ends(Home, Site.Marker))
    return false;
  Push(Home);
  while (!Work.empty()) {
    llvm::BasicBlock *BB = Work.pop_back_val();
    if (BB == Home) {
      // Reached the site's block from above; is the scope left before it?
      for (llvm::Instruction &I : *BB) {
        if (&I == Site.Marker.Call)
          return true;
        if (&I == Scope.Marker.Call || llvm::is_contained(Scope.Runs, &I))
          break;
      }
      continue;
    }
    if (!Ends(BB, nullptr))
      Push(BB);
  }
  return false;
}

bool ReachableCode::contains(const llvm::Instruction &I) {
  const llvm::Function *F = I.getFunction();
  auto [It, New] = Blocks.try_emplace(F);
  if (New)
    for ([[maybe_unused]] const llvm::BasicBlock *BB :
         llvm::depth_first_ext(F, It->second))
      ;
  return It->second.contains(I.getParent());
}

llvm::SmallVector<DeferScope, 1> collectDeferScopes(llvm::Function &F) {
  llvm::SmallVector<DeferScope, 1> Scopes;
  if (F.isDeclaration())
    return Scopes;
  // Reverse post order puts an outer scope's marker before those inlined below
  // it, and a site before those that can only come after it.
  llvm::ReversePostOrderTraversal<llvm::Function *> RPOT(&F);
  llvm::DenseMap<llvm::Value *, unsigned> Index;
  for (llvm::BasicBlock *BB : RPOT)
    for (llvm::Instruction &I : *BB)
      if (DeferScopeMarker M{&I}) {
        Index[M] = Scopes.size();
        Scopes.push_back({M, {}, {}, false});
      }
  if (Scopes.empty())
    return Scopes;
  for (llvm::BasicBlock *BB : RPOT)
    for (llvm::Instruction &I : *BB) {
      if (DeferSiteMarker M{&I}) {
        auto It = Index.find(M.scope());
        if (It != Index.end())
          Scopes[It->second].Sites.push_back({M, 0, false, {}, {}});
      } else if (DeferRunMarker M{&I}) {
        auto It = Index.find(M.scope());
        if (It != Index.end())
          Scopes[It->second].Runs.push_back(M);
      }
    }
  unsigned Next = 0;
  for (DeferScope &S : Scopes) {
    for (llvm::User *U : S.Marker->users()) {
      DeferSiteMarker Site(U);
      DeferRunMarker Run(U);
      S.Escapes |= !(Site && Site.scope() == S.Marker) && !Run;
    }
    for (DeferSite &Site : S.Sites) {
      Site.Number = Next++;
      Site.InLoop = reachesItself(Site, S);
    }
  }
  return Scopes;
}

} // namespace ogo
