//===- FrameLimits.cpp - Functions that need too much stack ---------------===//
//
// gc refuses functions whose frame, arguments included, is larger than 1 GB.
// The frame here is an estimate by gc's rules for what lives on the stack:
// variables above a limit go to the heap, but what has no name does not:
// results of calls that are arguments of others, the copy of an array that is
// ranged over, the elements of a slice literal a local variable starts with.
// What gc would inline needs its stack in the caller. Such a copy and an
// inlined function share their place with others whose time is over, but not
// with what the loop over the copy needs. A function is inlined into itself,
// once. Almost no package has values of such sizes, so nothing is walked unless
// a large type or literal was seen.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/InlineCost.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"
#include "runtime/abi/Limits.h"

using namespace ogo;

using limits::MaxFrame, limits::MaxStackVariable;
/// Fewer bytes take more than 16,000 variables.
static constexpr uint64_t WorthALook = uint64_t(1) << 16;

namespace {

struct Frame {
  uint64_t Locals = 0; // what lives at the same time
  uint64_t Shared = 0; // the largest of what has its time to itself
  uint64_t Args = 0;   // receiver, parameters and results
  uint64_t Callee = 0; // the largest of those of called functions
  uint64_t locals() const { return Locals + Shared; }
};

class FrameEstimator {
public:
  explicit FrameEstimator(Checker &C) : C(C), Costs(C.Pkg) {}
  /// Adds what N and its children, but not function literals, need to F.
  void visit(const Node *N, Frame &F);
  void function(Pos At, Signature *Sig, const BlockStmt *Body);
  void function(const FuncDecl *D);

private:
  void limit(Pos At, const Frame &F);
  void rangeLoop(const ForStmt *S, const RangeClause *R, Frame &F);
  void call(const CallExpr *E, Frame &F, bool MayInline = true);
  bool inlined(const CallExpr *E, Frame &F);
  void sliceLiterals(llvm::ArrayRef<Expr *> Inits, Frame &F);
  /// What F needs where it is inlined, without the limit: its own calls of
  /// itself are calls there. Null if it has no body, or where it is met in
  /// itself the third time.
  const Frame *frameOf(Func *F);

  Checker &C;
  InlineCosts Costs;
  struct Known {
    Frame Need;        // with F inlined into itself
    Frame NeedInlined; // if it calls itself
    bool Done = false, InItself = false, Recursive = false;
    const Frame *inlined() const { return Recursive ? &NeedInlined : &Need; }
  };
  bool Reports = true; // literals: not those of functions in themselves
  std::unordered_map<const Func *, Known> Frames;
};

} // namespace

/// Size of T; 0 if it depends on type parameters.
static uint64_t sizeOfKnown(Type *T) {
  if (!T || !isTyped(T) || hasTypeParams(T))
    return 0;
  int64_t S = sizeOf(T);
  return S < 0 ? MaxFrame : S;
}

static uint64_t sizeOfTuple(Tuple *T) {
  uint64_t Sum = 0;
  if (T)
    for (Var *V : T->Vars)
      Sum += sizeOfKnown(V->type());
  return Sum;
}

static uint64_t sizeOfArgs(Signature *Sig) {
  uint64_t Sum = sizeOfTuple(Sig->Params) + sizeOfTuple(Sig->Results);
  return Sig->Recv ? Sum + sizeOfKnown(Sig->Recv->type()) : Sum;
}

/// Size of the array that R copies before the first iteration.
static uint64_t sizeOfCopy(const Info &Facts, const RangeClause *R) {
  auto *L = llvm::dyn_cast_or_null<ListExpr>(R->Lhs);
  if (!L || L->Elems.size() < 2)
    return 0; // only the length is needed
  Type *T = Facts.typeOf(R->X);
  return T && underAs<Array>(T) ? sizeOfKnown(T) : 0;
}

void FrameEstimator::rangeLoop(const ForStmt *S, const RangeClause *R,
                               Frame &F) {
  visit(R, F);
  uint64_t Outside = std::exchange(F.Shared, 0);
  visit(S->Body, F);
  F.Shared = std::max(Outside, F.Shared + sizeOfCopy(C.Facts, R));
}

/// Signature of a call of a function that is not built in, or null.
static Signature *calledSignature(Checker &C, const Expr *E) {
  auto *Call = llvm::dyn_cast<CallExpr>(unparen(E));
  if (!Call || C.Facts.typeAndValue(Call->Fun).Mode == OperandMode::Builtin)
    return nullptr;
  Type *T = C.Facts.typeOf(Call->Fun);
  return T ? underAs<Signature>(T) : nullptr;
}

/// Adds to F what gc's inliner makes part of it, if it does so with E.
bool FrameEstimator::inlined(const CallExpr *E, Frame &F) {
  Func *Fun = Costs.callee(E);
  if (!Fun || !Costs.of(Fun))
    return false;
  const Frame *Callee = frameOf(Fun);
  if (!Callee)
    return false;
  F.Shared = std::max(F.Shared, Callee->locals() + Callee->Args);
  F.Callee = std::max(F.Callee, Callee->Callee);
  return true;
}

void FrameEstimator::call(const CallExpr *E, Frame &F, bool MayInline) {
  Signature *Sig = calledSignature(C, E);
  if (!Sig)
    return;
  if (!MayInline || !inlined(E, F))
    F.Callee = std::max(F.Callee, sizeOfArgs(Sig));
  // They must be kept while the other arguments are evaluated.
  for (const Expr *Arg : E->Args)
    if (Signature *S = calledSignature(C, Arg))
      F.Locals += sizeOfTuple(S->Results);
}

void FrameEstimator::sliceLiterals(llvm::ArrayRef<Expr *> Inits, Frame &F) {
  for (const Expr *E : Inits)
    if (auto *L = llvm::dyn_cast<CompositeLit>(unparen(E)))
      if (auto It = C.LargeSliceLits.find(L); It != C.LargeSliceLits.end())
        F.Locals += It->second.first * sizeOfKnown(It->second.second);
}

void FrameEstimator::visit(const Node *N, Frame &F) {
  if (auto *Lit = llvm::dyn_cast<FuncLit>(N)) {
    if (auto *Sig = llvm::dyn_cast_or_null<Signature>(C.Facts.typeOf(Lit)))
      function(Lit->pos(), Sig, Lit->Body);
    return;
  }
  if (auto *Id = llvm::dyn_cast<Name>(N)) {
    if (auto *V = llvm::dyn_cast_or_null<Var>(C.Facts.defOf(Id)))
      if (uint64_t S = sizeOfKnown(V->type()); S <= MaxStackVariable)
        F.Locals += S;
    return;
  }
  if (auto *S = llvm::dyn_cast<CallStmt>(N)) {
    const Expr *X = unparen(S->Call);
    if (auto *E = llvm::dyn_cast<CallExpr>(X))
      call(E, F, /*MayInline=*/false);
    forEachChild(X, [&](const Node *Child) { visit(Child, F); });
    return;
  }
  if (auto *S = llvm::dyn_cast<ForStmt>(N))
    if (auto *R = llvm::dyn_cast_or_null<RangeClause>(S->Init))
      return rangeLoop(S, R, F);
  if (auto *E = llvm::dyn_cast<CallExpr>(N))
    call(E, F);
  else if (auto *A = llvm::dyn_cast<AssignStmt>(N); A && A->Opcode == Op::Def)
    sliceLiterals(unpackList(A->Rhs), F);
  else if (auto *D = llvm::dyn_cast<VarDecl>(N))
    sliceLiterals(unpackList(D->Values), F);
  forEachChild(N, [&](const Node *Child) { visit(Child, F); });
}

const Frame *FrameEstimator::frameOf(Func *F) {
  auto [It, New] = Frames.try_emplace(F);
  Known &K = It->second; // stays where it is
  if (K.Done)
    return K.inlined();
  if (K.InItself || !F->signature() || !F->Syntax->Body)
    return nullptr;
  Frame &Need = New ? K.Need : K.NeedInlined;
  if (!New)
    K.NeedInlined = Frame();
  K.Recursive |= !New;
  K.InItself = !New;
  bool Reported = std::exchange(Reports, New && Reports);
  Need.Args = sizeOfArgs(F->signature());
  visit(F->Syntax->Body, Need);
  Reports = Reported;
  K.InItself = false;
  K.Done = New;
  return New ? K.inlined() : &Need;
}

void FrameEstimator::function(const FuncDecl *D) {
  auto *F = llvm::dyn_cast_or_null<Func>(C.Facts.defOf(D->FuncName));
  if (F && frameOf(F))
    limit(D->pos(), Frames[F].Need);
}

void FrameEstimator::function(Pos At, Signature *Sig, const BlockStmt *Body) {
  Frame F;
  F.Args = sizeOfArgs(Sig);
  visit(Body, F);
  limit(At, F);
}

void FrameEstimator::limit(Pos At, const Frame &F) {
  if (!Reports || F.locals() + F.Args + F.Callee < MaxFrame)
    return;
  std::string Msg =
      "stack frame too large (>1GB): " + std::to_string(F.locals() >> 20) +
      " MB locals + " + std::to_string(F.Args >> 20) + " MB args";
  if (F.locals() < MaxFrame && F.Args < MaxFrame)
    Msg += " + " + std::to_string(F.Callee >> 20) + " MB callee";
  C.error(At, DiagCode::FrameTooLarge, Msg);
}

void ogo::frameLimits(Checker &C) {
  bool Look = !C.LargeSliceLits.empty();
  SizeCache Sizes;
  for (auto [E, T] : C.SizedTypes)
    if (!Look && !llvm::isa<Chan>(T) && !hasTypeParams(T)) {
      int64_t Size = Sizes.size(T);
      Look = Size < 0 || static_cast<uint64_t>(Size) >= WorthALook;
    }
  if (!Look || C.Opts.DeclarationsOnly)
    return;
  FrameEstimator Estimator(C);
  for (File *File : C.Files)
    for (Decl *D : File->Decls)
      if (auto *FD = llvm::dyn_cast<FuncDecl>(D))
        Estimator.function(FD);
}
