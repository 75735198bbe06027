//===- EscapeReport.cpp - What -m prints ----------------------------------===//
//
// The lines gc prints for the same decisions, in its words.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Predicates.h"
#include "ir/EscapeBatch.h"

using namespace llvm;

namespace ogo {

/// How gc prints the expression that allocates.
static std::string siteText(EscapeBatch &B, const Location &L) {
  switch (L.Kind) {
  case LocationKind::Closure:
    return "func literal";
  case LocationKind::Variadic:
    return "... argument";
  case LocationKind::PointerLit:
  case LocationKind::SliceLit:
  case LocationKind::MapLit: {
    // The type may be elided.
    Type *T = B.Facts.typeOf(cast<Expr>(L.Site));
    std::string Prefix;
    if (L.Kind == LocationKind::PointerLit) {
      Prefix = "&";
      if (auto *P = underAs<Pointer>(T))
        T = P->Elem;
    }
    return Prefix + typeString(T, [&](const Package *P) {
             return P == B.P ? std::string() : P->Name.str();
           }) + "{...}";
  }
  default:
    break;
  }
  return exprString(L.Site);
}

void reportLocation(EscapeBatch &B, const Location &L) {
  bool Heap = L.has(AttrEscapes);
  if (L.V) {
    if (Heap && !L.V->name().empty() && L.V->name() != "_")
      B.note(L.V->pos(), "moved to heap: " + L.V->name());
    return;
  }
  if (!L.Site || L.Kind == LocationKind::RangeBody)
    return;
  B.note(L.Site->pos(),
         siteText(B, L) + (Heap ? " escapes to heap" : " does not escape"));
}

void reportParameter(EscapeBatch &B, const EscapeFunction &F, unsigned I,
                     const Leaks &Param) {
  Location *L = F.Params[I];
  if (L->has(AttrEscapes) || !mayHavePointers(L->V->type()) ||
      L->V->name().empty() || L->V->name() == "_")
    return;
  StringRef Name = L->V->name();
  Pos At = L->V->pos();
  bool Warned = false;
  if (int H = Param.heap(); H >= 0) {
    B.note(At, Twine(H ? "leaking param content: " : "leaking param: ") + Name);
    Warned = true;
  }
  for (unsigned R = 0; R != Leaks::NumResults && R < F.Results.size(); ++R)
    if (int D = Param.result(R); D >= 0) {
      StringRef Result = F.Results[R]->V->name();
      std::string Unnamed = "~r" + std::to_string(R);
      B.note(At, "leaking param: " + Name + " to result " +
                     (Result.empty() || Result == "_" ? StringRef(Unnamed)
                                                      : Result) +
                     " level=" + Twine(D));
      Warned = true;
    }
  if (!Warned)
    B.note(At, Name + " does not escape");
}

} // namespace ogo
