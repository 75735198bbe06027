//===- LowerRecover.cpp - Which functions may recover ---------------------===//
//
// Only the function that a deferred call runs may stop a panic, never a helper
// it calls, and inlining must not change that. So a function that contains
// recover() asks at its entry for the token that a defer thunk published for
// it (by code address); functions without recover() have nothing to ask and
// cost nothing.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Walk.h"
#include "ir/LowerCall.h"

namespace ogo {

static void walk(const Node *N, llvm::function_ref<bool(const Node *)> Enter) {
  if (Enter(N))
    forEachChild(N, [&](const Node *C) { walk(C, Enter); });
}

bool containsDefer(const Node *Body) {
  bool Found = false;
  walk(Body, [&](const Node *N) {
    if (auto *S = llvm::dyn_cast<CallStmt>(N))
      Found |= S->Keyword == Tok::KwDefer;
    return !Found && !llvm::isa<FuncLit>(N);
  });
  return Found;
}

/// By name: a false yes costs a lookup of the token, nothing else.
bool containsRecover(const Node *Body) {
  bool Found = false;
  walk(Body, [&](const Node *N) {
    if (auto *E = llvm::dyn_cast<CallExpr>(N))
      if (auto *Fun = llvm::dyn_cast<Name>(unparen(E->Fun)))
        Found |= Fun->Value == "recover";
    return !Found && !llvm::isa<FuncLit>(N);
  });
  return Found;
}

bool mayRecover(const Func *F) {
  Func *Declared = const_cast<Func *>(F)->origin();
  needSyntax(Declared);
  const FuncDecl *D = Declared->Syntax;
  // A function without a body is bound by linkname to some other one.
  return !D || !D->Body || containsRecover(D->Body);
}

bool mayRecover(const FuncLit *L) { return containsRecover(L->Body); }

llvm::Value *recoverToken(FunctionLowering &F) {
  if (F.RecoverToken)
    return F.RecoverToken;
  if (F.RangeFunc)
    return captureRaw(F, recoverToken(*F.Outer));
  return llvm::ConstantPointerNull::get(F.M.PtrTy);
}

} // namespace ogo
