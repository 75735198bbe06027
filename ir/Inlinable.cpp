//===- Inlinable.cpp - Which imported functions get a body here -----------===//
//
// The budget is in syntax nodes, counted as far as it lasts. It resembles the
// one of gc's inliner (cmd/compile/internal/inline, 80), whose nodes are fewer
// for the same source: names of types and parentheses do not count there.
//
//===----------------------------------------------------------------------===//
#include "ir/Inlinable.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Package.h"

using namespace llvm;

namespace ogo {

static constexpr int MaxNodes = 120;

/// Takes the nodes of N from Budget. False if it does not last or N has what
/// must not be copied.
static bool spend(const Node *N, int &Budget) {
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
  default:
    break;
  }
  if (--Budget < 0)
    return false;
  bool Ok = true;
  forEachChild(N, [&](const Node *Child) { Ok = Ok && spend(Child, Budget); });
  return Ok;
}

bool isInlinable(Func *F) {
  const FuncDecl *D = F->Syntax;
  if (!D || !D->Body || !F->pkg() || F->pkg()->Path == "runtime")
    return false;
  if (D->Pragmas && D->Pragmas->has(PragmaFlag::NoInline))
    return false;
  int Budget = MaxNodes;
  return spend(D->Body, Budget);
}

} // namespace ogo
