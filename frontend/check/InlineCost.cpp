//===- InlineCost.cpp - Whether gc would inline a function ----------------===//
//
// A function costs about as much as its syntax has nodes, types left out; a
// call costs what the callee does if that is inlined in turn, else 57. 80 is
// the most an inlined function may cost.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/InlineCost.h"
#include "frontend/syntax/Walk.h"

using namespace ogo;

static constexpr int MaxCost = 80;
static constexpr int CallCost = 57;

namespace {

class CostCounter {
public:
  CostCounter(const Info &Facts, InlineCosts &Others)
      : Facts(Facts), Others(Others) {}
  void visit(const Node *N);
  int Cost = 0; // more than MaxCost: never inlined

private:
  void call(const CallExpr *E);
  const Info &Facts;
  InlineCosts &Others;
};

} // namespace

void CostCounter::call(const CallExpr *E) {
  const TypeAndValue &Fun = Facts.typeAndValue(E->Fun);
  if (Fun.Mode == OperandMode::Builtin) {
    if (Fun.Builtin == BuiltinId::Recover)
      Cost = MaxCost + 1; // needs to be called by the runtime
    return;
  }
  if (Fun.Mode == OperandMode::TypeExpr)
    return; // a conversion
  Func *F = Others.callee(E);
  Cost += F ? Others.of(F).value_or(CallCost) : CallCost;
}

void CostCounter::visit(const Node *N) {
  if (Cost > MaxCost)
    return;
  switch (N->kind()) {
  case NodeKind::CallStmt: // a deferred call needs a frame of its own
  case NodeKind::SelectStmt:
  case NodeKind::TypeDecl:
    Cost = MaxCost + 1;
    return;
  case NodeKind::BlockStmt:
  case NodeKind::ListExpr:
  case NodeKind::ParenExpr:
  case NodeKind::ExprStmt:
  case NodeKind::DeclStmt:
    break;
  default:
    if (auto *E = llvm::dyn_cast<Expr>(N)) {
      const TypeAndValue &TV = Facts.typeAndValue(E);
      if (TV.Mode == OperandMode::TypeExpr)
        return;
      if (TV.Mode == OperandMode::Constant) {
        ++Cost; // folded
        return;
      }
    }
    ++Cost;
  }
  if (auto *E = llvm::dyn_cast<CallExpr>(N))
    call(E);
  forEachChild(N, [&](const Node *Child) { visit(Child); });
}

Func *InlineCosts::callee(const CallExpr *E) const {
  const Expr *Fun = unparen(E->Fun);
  Object *O = nullptr;
  if (auto *Id = llvm::dyn_cast<Name>(Fun))
    O = P.Facts.useOf(Id);
  else if (auto *S = llvm::dyn_cast<SelectorExpr>(Fun))
    O = P.Facts.useOf(S->Sel);
  auto *F = llvm::dyn_cast_or_null<Func>(O);
  return F && F->Pkg == &P && F->origin()->Syntax ? F->origin() : nullptr;
}

std::optional<int> InlineCosts::of(Func *F) {
  auto [It, New] = Costs.try_emplace(F);
  const FuncDecl *D = F->Syntax;
  constexpr uint32_t Never = static_cast<uint32_t>(PragmaFlag::NoInline) |
                             static_cast<uint32_t>(PragmaFlag::UintptrEscapes);
  if (!New || !D || !D->Body || (D->Pragmas && (D->Pragmas->Flags & Never)))
    return It->second;
  std::optional<int> &Result = It->second; // stays where it is
  needBody(F);
  CostCounter Counter(P.Facts, *this);
  Counter.visit(D->Body);
  if (Counter.Cost <= MaxCost)
    Result = Counter.Cost;
  return Result;
}
