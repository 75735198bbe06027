//===- Inlinable.cpp - Which imported functions get a body here -----------===//
//
// The cost is in syntax nodes, calls counting more. It resembles the one of
// gc's inliner (cmd/compile/internal/inline, 80), whose nodes are fewer for the
// same source: names of types and parentheses do not count there. The budget is
// meant to hold all that LLVM's inliner takes, by its own rule, and little
// more: what it refuses was lowered and optimized for nothing.
//
//===----------------------------------------------------------------------===//
#include "ir/Inlinable.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Package.h"

using namespace llvm;

namespace ogo {

static constexpr int CallCost = 5; // beside the nodes of the call

namespace {

/// Walks a body. Without facts, a branch that hangs on a name alone counts
/// nothing: the name may be of a constant, as those of package race are.
class Counter {
public:
  explicit Counter(const Info *Facts) : Facts(Facts) {}
  /// False if there are more than MaxInlineCost nodes or something that must
  /// not be copied.
  bool count(const Node *N);
  int Cost = 0;
  bool Guessed = false;

private:
  bool countIf(const IfStmt *If);
  const Info *Facts;
};

} // namespace

bool Counter::countIf(const IfStmt *If) {
  bool Then = true, Else = true;
  if (isa<Name, SelectorExpr>(If->Cond)) {
    if (!Facts) {
      Guessed = true;
      Then = Else = false;
    } else if (const TypeAndValue &C = Facts->typeAndValue(If->Cond);
               C.isConstant()) {
      Then = C.Val.boolVal();
      Else = !Then;
    }
  }
  auto branch = [&](const Stmt *S, bool Live) {
    int Before = Cost;
    bool Ok = !S || count(S);
    if (!Live)
      Cost = Before;
    return Ok;
  };
  return (!If->Init || count(If->Init)) && count(If->Cond) &&
         branch(If->Then, Then) && branch(If->Else, Else);
}

bool Counter::count(const Node *N) {
  switch (N->kind()) {
  case NodeKind::FuncLit:
  case NodeKind::SelectStmt:
  case NodeKind::TypeDecl:
  case NodeKind::CallStmt: // go, defer
  case NodeKind::LabeledStmt:
    return false;
  case NodeKind::Name: // recover depends on the frame
    if (cast<Name>(N)->Value == "recover")
      return false;
    break;
  case NodeKind::CallExpr:
    Cost += CallCost;
    break;
  default:
    break;
  }
  if (++Cost > MaxInlineCost)
    return false;
  if (auto *If = dyn_cast<IfStmt>(N))
    return countIf(If);
  bool Ok = true;
  forEachChild(N, [&](const Node *Child) { Ok = Ok && count(Child); });
  return Ok;
}

std::optional<int> inlineCost(Func *F) {
  const FuncDecl *D = F->Syntax;
  if (!D || !D->Body || !F->pkg() || F->pkg()->Path == "runtime")
    return std::nullopt;
  if (D->Pragmas && D->Pragmas->has(PragmaFlag::NoInline))
    return std::nullopt;
  needSyntax(F);
  Counter AtLeast(nullptr);
  if (!AtLeast.count(D->Body))
    return std::nullopt;
  if (!AtLeast.Guessed)
    return AtLeast.Cost;
  needBody(F);
  Counter Exact(&F->pkg()->Facts);
  if (!Exact.count(D->Body))
    return std::nullopt;
  return Exact.Cost;
}

} // namespace ogo
