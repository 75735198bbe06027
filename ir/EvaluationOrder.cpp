//===- EvaluationOrder.cpp - Calls before variable reads ------------------===//
//
// Spec "Order of evaluation": calls, method calls, receives and binary logical
// operations happen in lexical left-to-right order; when variables are read
// relative to them is not specified. Programs see what gc chose: it takes all
// of those out of a statement's expressions, in order, into temporaries, and
// evaluates the rest after them. `return x, f()` returns what f made of x.
//
// Lowering in tree order would be the simpler choice, and a legal one.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "frontend/syntax/Walk.h"

namespace ogo {

/// What gc gives a temporary of its own: evaluated where it stands.
bool isOrdered(FunctionLowering &F, const Expr *E) {
  switch (E->kind()) {
  case NodeKind::CallExpr: // unless a conversion
    return !F.Facts.typeAndValue(unparen(llvm::cast<CallExpr>(E)->Fun))
                .isType();
  case NodeKind::Operation: {
    Op O = llvm::cast<Operation>(E)->Opcode;
    return O == Op::Recv || O == Op::AndAnd || O == Op::OrOr;
  }
  case NodeKind::SliceExpr:
    return true;
  case NodeKind::CompositeLit: // elements are inserted one after another
    return llvm::isa<Map>(under(F.typeOf(E)));
  case NodeKind::AssertExpr:
    return !F.M.isDirectIface(F.typeOf(E));
  default:
    return false;
  }
}

/// Literals run elsewhere, constants not at all.
static bool isOpaque(FunctionLowering &F, const Node *N) {
  if (llvm::isa<FuncLit>(N))
    return true;
  auto *E = llvm::dyn_cast<Expr>(N);
  return E && (F.Facts.typeAndValue(E).isConstant() ||
               F.Facts.typeAndValue(E).isType());
}

static bool hasCallIn(FunctionLowering &F, const Node *N) {
  if (isOpaque(F, N))
    return false;
  if (auto *E = llvm::dyn_cast<Expr>(N))
    if (isOrdered(F, E))
      return true;
  // The right operand first: chains lean to the left and may be long.
  if (auto *O = llvm::dyn_cast<Operation>(N))
    return (O->Y && hasCallIn(F, O->Y)) || hasCallIn(F, O->X);
  bool Found = false;
  forEachChild(N, [&](const Node *C) { Found = Found || hasCallIn(F, C); });
  return Found;
}

bool hasCall(FunctionLowering &F, const Expr *E) { return hasCallIn(F, E); }

static void hoist(FunctionLowering &F, const Node *N) {
  if (isOpaque(F, N))
    return;
  auto *E = const_cast<Expr *>(llvm::dyn_cast<Expr>(N));
  if (E && isOrdered(F, E)) {
    Value V = lowerExpr(F, E);
    F.Hoisted[E] = llvm::isa<CallExpr>(E) ? V : F.copyToTemp(V);
    return;
  }
  // A literal whose address is taken is built in its own memory.
  if (auto *O = llvm::dyn_cast<Operation>(N))
    if (O->isUnary() && O->Opcode == Op::And)
      N = unparen(O->X);
  forEachChild(N, [&](const Node *C) { hoist(F, C); });
}

namespace {
/// Whether there are calls beside something that they could change.
struct Mixture {
  bool Calls = false, Others = false;
  void add(FunctionLowering &F, const Node *N) {
    if (auto *KV = llvm::dyn_cast<KeyValueExpr>(N))
      N = KV->Value;
    if (isOpaque(F, N))
      return;
    auto *E = llvm::dyn_cast<Expr>(N);
    bool Ordered = E && isOrdered(F, unparen(const_cast<Expr *>(E)));
    Calls |= Ordered || hasCallIn(F, N);
    Others |= !Ordered;
  }
};
} // namespace

CallsFirst::CallsFirst(FunctionLowering &F, llvm::ArrayRef<Expr *> List)
    : F(F), Outermost(!F.CallsDone) {
  if (!Outermost)
    return;
  Mixture Found;
  for (Expr *E : List)
    Found.add(F, E);
  if (Found.Calls && Found.Others)
    for (Expr *E : List)
      hoist(F, E);
  // Also when there was nothing to do: whoever is nested need not look again.
  F.CallsDone = true;
}

CallsFirst::CallsFirst(FunctionLowering &F, const Expr *E)
    : F(F), Outermost(!F.CallsDone) {
  if (!Outermost)
    return;
  Mixture Found;
  forEachChild(E, [&](const Node *C) { Found.add(F, C); });
  if (Found.Calls && Found.Others)
    forEachChild(E, [&](const Node *C) { hoist(F, C); });
  F.CallsDone = true;
}

CallsFirst::~CallsFirst() {
  if (Outermost)
    F.CallsDone = false;
}

Value takeHoisted(FunctionLowering &F, const Expr *E) {
  if (F.Hoisted.empty())
    return Value();
  auto It = F.Hoisted.find(E);
  if (It == F.Hoisted.end())
    return Value();
  Value V = It->second;
  F.Hoisted.erase(It);
  return V;
}

} // namespace ogo
