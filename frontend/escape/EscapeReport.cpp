//===- EscapeReport.cpp - What -m prints ----------------------------------===//
//
// The lines gc prints for the same decisions, in its words. Expressions are
// printed as gc sees them by then: constants folded, method calls with the
// receiver as an argument, literals abbreviated.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/EscapeFlow.h"
#include "frontend/types/Predicates.h"

using namespace llvm;

namespace ogo {

namespace {

class ExprPrinter {
public:
  explicit ExprPrinter(const EscapeBatch &B) : B(B), Facts(B.Facts) {}
  std::string print(const Expr *E);
  std::string type(Type *T) const {
    return typeString(T, [&](const Package *P) {
      return P == B.P ? std::string() : P->Name.str();
    });
  }
  std::string literal(const CompositeLit *E, Type *T) const {
    return type(T) + (E->Elems.empty() ? "{}" : "{...}");
  }

private:
  const EscapeBatch &B;
  const Info &Facts;

  std::string list(ArrayRef<Expr *> L) {
    std::string S;
    for (const Expr *E : L)
      S += (S.empty() ? "" : ", ") + print(E);
    return S;
  }
  std::string call(const CallExpr *E);
  std::string operation(const Operation *E);
  /// As an operand: operations in parentheses.
  std::string operand(const Expr *E) {
    std::string S = print(E);
    return isa<Operation>(unparen(E)) && !Facts.typeAndValue(E).isConstant()
               ? "(" + S + ")"
               : S;
  }
};

} // namespace

std::string ExprPrinter::operation(const Operation *E) {
  if (E->isUnary()) {
    if (auto *L = dyn_cast<CompositeLit>(unparen(E->X));
        L && E->Opcode == Op::And)
      return "&" + literal(L, Facts.typeOf(L));
    StringRef Text = E->Opcode == Op::And    ? "&"
                     : E->Opcode == Op::Mul  ? "*"
                     : E->Opcode == Op::Recv ? "<-"
                     : E->Opcode == Op::Not  ? "!"
                     : E->Opcode == Op::Sub  ? "-"
                     : E->Opcode == Op::Xor  ? "^"
                                             : "+";
    return (Text + operand(E->X)).str();
  }
  // The operator stands between the operands in the source form, too.
  std::string Whole = exprString(E), X = exprString(E->X), Y = exprString(E->Y);
  StringRef Middle =
      StringRef(Whole).drop_front(std::min(X.size(), Whole.size()));
  Middle = Middle.drop_back(std::min(Y.size(), Middle.size()));
  auto Side = [&](const Expr *S) {
    auto *O = dyn_cast<Operation>(unparen(S));
    bool Chain = O && O->Opcode == E->Opcode && S == E->X;
    return Chain ? print(S) : isa<ParenExpr>(S) ? operand(S) : print(S);
  };
  return Side(E->X) + Middle.str() + Side(E->Y);
}

std::string ExprPrinter::call(const CallExpr *E) {
  const Expr *Fun = unparen(E->Fun);
  if (Facts.typeAndValue(Fun).isType()) {
    Type *T = Facts.typeOf(E);
    std::string Name = type(T);
    if (!isa<BasicType>(T) && !asNamed(T))
      Name = "(" + Name + ")";
    return Name + "(" + list(E->Args) + ")";
  }
  if (Facts.typeAndValue(Fun).Mode == OperandMode::Builtin) {
    std::string Args;
    for (const Expr *A : E->Args)
      Args +=
          (Args.empty() ? "" : ", ") +
          (Facts.typeAndValue(A).isType() ? type(Facts.typeOf(A)) : print(A));
    return exprString(Fun) + "(" + Args + ")";
  }
  auto *S = dyn_cast<SelectorExpr>(Fun);
  const Selection *Sel = S ? Facts.selectionOf(S) : nullptr;
  Func *M =
      Sel && Sel->K == Selection::Kind::MethodVal ? staticMethod(Sel) : nullptr;
  if (!M || !M->signature()->Recv)
    return print(Fun) + "(" + list(E->Args) + (E->HasDots ? "...)" : ")");
  std::string Recv = type(M->signature()->Recv->type());
  if (Recv[0] == '*')
    Recv = "(" + Recv + ")";
  std::string Args = print(S->X);
  if (!E->Args.empty())
    Args += ", " + list(E->Args);
  return Recv + "." + M->name().str() + "(" + Args + ")";
}

std::string ExprPrinter::print(const Expr *E) {
  E = unparen(E);
  const TypeAndValue &TV = Facts.typeAndValue(E);
  if (TV.isConstant() && !TV.isType()) {
    if (auto *N = dyn_cast<Name>(E);
        N && (N->Value == "true" || N->Value == "false"))
      return N->Value.str();
    if (isa<BasicLit>(E) && TV.T && isString(TV.T))
      return exprString(E);
    return TV.Val.exactStr();
  }
  switch (E->kind()) {
  case NodeKind::FuncLit:
    return "func literal";
  case NodeKind::CompositeLit:
    return literal(cast<CompositeLit>(E), TV.T);
  case NodeKind::Operation:
    return operation(cast<Operation>(E));
  case NodeKind::CallExpr:
    return call(cast<CallExpr>(E));
  case NodeKind::SelectorExpr: {
    auto *S = cast<SelectorExpr>(E);
    return operand(S->X) + "." + S->Sel->Value.str();
  }
  case NodeKind::IndexExpr: {
    auto *X = cast<IndexExpr>(E);
    if (Facts.typeOf(X->X) && isa<Signature>(under(Facts.typeOf(X->X))))
      return exprString(E);
    return operand(X->X) + "[" + print(X->Index) + "]";
  }
  case NodeKind::SliceExpr: {
    auto *S = cast<SliceExpr>(E);
    auto At = [&](unsigned I) { return S->Index[I] ? print(S->Index[I]) : ""; };
    return operand(S->X) + "[" + At(0) + ":" + At(1) +
           (S->Full ? ":" + At(2) : "") + "]";
  }
  default:
    return exprString(E);
  }
}

/// gc's name for F: f, T.m, (*T).m, f.func1.
static std::string functionText(EscapeBatch &B, const EscapeFunction *F) {
  if (F->Decl) {
    std::string Name = F->Decl->name().str();
    const Var *Recv = F->Sig->Recv;
    if (!Recv)
      return Name;
    std::string T = ExprPrinter(B).type(Recv->type());
    return (T[0] == '*' ? "(" + T + ")" : T) + "." + Name;
  }
  if (!F->Parent)
    return "init";
  return functionText(B, F->Parent) + ".func" +
         std::to_string(B.literalNumber(F));
}

void reportSelfAssign(EscapeBatch &B, const EscapeFunction *F,
                      const AssignStmt *S) {
  ExprPrinter P(B);
  auto Side = [&](Expr *const &List) {
    std::string Text;
    for (const Expr *E : unpackList(List))
      Text += (Text.empty() ? "" : ", ") + P.print(E);
    return Text;
  };
  B.note(S->pos(), functionText(B, F) + " ignoring self-assignment in " +
                       Side(S->Lhs) + " = " + Side(S->Rhs));
}

/// How gc prints the expression that allocates.
static std::string siteText(EscapeBatch &B, const Location &L) {
  ExprPrinter P(B);
  auto *E = cast<Expr>(L.Site);
  switch (L.Kind) {
  case LocationKind::Variadic:
    return "... argument";
  case LocationKind::PointerLit:
    if (auto *C = dyn_cast<CompositeLit>(E)) // the type is elided
      if (auto *T = underAs<Pointer>(B.Facts.typeOf(E)))
        return "&" + P.literal(C, T->Elem);
    return P.print(E);
  case LocationKind::Append:
    return "append";
  case LocationKind::MakeSlice: {
    // gc has put in the number by now.
    auto *C = cast<CallExpr>(E);
    std::string Text = P.print(E);
    if (auto N = B.staticLength(C->Args.back()))
      return Text.substr(0, Text.size() - 1 - P.print(C->Args.back()).size()) +
             std::to_string(*N) + ")";
    return Text;
  }
  default:
    return P.print(E);
  }
}

void reportLocation(EscapeBatch &B, const Location &L) {
  bool Heap = L.has(AttrEscapes);
  if (L.V) {
    if (Heap && !L.V->name().empty() && L.V->name() != "_")
      B.note(B.declaredAt(L.V), "moved to heap: " + L.V->name());
    return;
  }
  // What initializes package variables is mostly data.
  bool Data = L.Fn && !L.Fn->Sig && !L.Fn->IsRangeBody;
  if (!L.Site || L.Kind == LocationKind::RangeBody || Data)
    return;
  if (L.Kind == LocationKind::New &&
      !B.Facts.typeAndValue(cast<CallExpr>(L.Site)->Args[0]).isType()) {
    // To gc the address of a variable without a name of its own, numbered
    // together with the others.
    unsigned Others = L.Fn && L.Fn->Sig ? tupleSize(L.Fn->Sig->Params) +
                                              tupleSize(L.Fn->Sig->Results)
                                        : 0;
    if (Heap)
      B.note(L.Site->pos(), "moved to heap: .autotmp_" + Twine(Others));
    return;
  }
  B.note(L.Site->pos(),
         siteText(B, L) + (Heap ? " escapes to heap" : " does not escape"));
  if (L.isZeroCopy(B.Facts))
    B.note(L.Site->pos(), "zero-copy string->[]byte conversion");
}

static void reportLeaks(EscapeBatch &B, const Var *V, const Leaks &Param,
                        const Tuple *Results) {
  if (!mayHavePointers(V->type()) || V->name().empty() || V->name() == "_")
    return;
  StringRef Name = V->name();
  bool Warned = false;
  if (int H = Param.heap(); H >= 0) {
    B.note(V->pos(),
           Twine(H ? "leaking param content: " : "leaking param: ") + Name);
    Warned = true;
  }
  for (unsigned R = 0; R != Leaks::NumResults && R < tupleSize(Results); ++R)
    if (int D = Param.result(R); D >= 0) {
      StringRef Result = Results->Vars[R]->name();
      std::string Unnamed = "~r" + std::to_string(R);
      B.note(V->pos(), "leaking param: " + Name + " to result " +
                           (Result.empty() || Result == "_" ? StringRef(Unnamed)
                                                            : Result) +
                           " level=" + Twine(D));
      Warned = true;
    }
  if (!Warned)
    B.note(V->pos(), Name + " does not escape");
}

void reportParameter(EscapeBatch &B, const EscapeFunction &F, unsigned I,
                     const Leaks &Param) {
  if (!F.Params[I]->has(AttrEscapes))
    reportLeaks(B, F.Params[I]->V, Param, F.Sig->Results);
}

void reportExternal(EscapeBatch &B, const Func *F, const EscapeSummary &S) {
  Signature *Sig = F->signature();
  unsigned First = Sig->Recv ? 1 : 0;
  for (unsigned I = 0; I != tupleSize(Sig->Params); ++I) {
    Type *T = Sig->Params->Vars[I]->type();
    auto *Basic = underAs<BasicType>(T);
    if (Basic && Basic->Kind == BasicKind::Uintptr) {
      if (StringRef Name = Sig->Params->Vars[I]->name(); !Name.empty())
        B.note(Sig->Params->Vars[I]->pos(),
               "assuming " + Name + " is unsafe uintptr");
      continue;
    }
    reportLeaks(B, Sig->Params->Vars[I], S[First + I], Sig->Results);
  }
}

} // namespace ogo
