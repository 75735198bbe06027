//===- Escape.cpp - Where variables and allocations live ------------------===//
//
// One walk over a package's bodies finds, for each variable, whether it is
// reassigned, whether its address is taken and which literals capture it. A
// variable is on the heap when its address may outlive its frame: its address
// is taken, or a literal that captures it by reference may be called later than
// its frame. A literal that is called on the spot, or deferred outside of
// loops, may not.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Walk.h"
#include "ir/ModuleImpl.h"

using namespace llvm;

namespace ogo {

namespace {

/// gc's limit for captures by value.
constexpr uint64_t MaxByValue = 128;

struct VarFacts {
  const Node *Owner = nullptr; // FuncLit or FuncDecl
  unsigned Loop = 0;           // loop depth of the declaration in its owner
  bool Reassigned = false;
  bool AddressTaken = false;
  bool InRangeBody = false; // used in a range-over-func body around it
  SmallVector<const FuncLit *, 2> Captors;
};

struct LitFacts {
  SmallVector<Var *, 4> Captures;
  bool Escapes = true;
};

class SimpleEscape : public EscapeInfo {
public:
  SimpleEscape(ModuleLowering &M, Package *P) : M(M), P(P), Facts(P->Facts) {
    for (File *F : P->Files) {
      auto V = Facts.FileVersions.find(F->id());
      OldLoops = V != Facts.FileVersions.end() && V->second.isSet() && V->second.Minor < 22;
      for (Decl *D : F->Decls) {
        Frames.clear();
        if (auto *FD = dyn_cast<FuncDecl>(D)) {
          Frames.push_back({FD, 0, hasLabels(FD->Body)});
          visitResults(FD->Type);
          visit(FD);
        } else {
          Frames.push_back({D, 0, false});
          visit(D);
        }
      }
    }
  }

  bool onHeap(const Var *V) override {
    const VarFacts *F = find(V);
    if (!F)
      return false;
    if (F->AddressTaken)
      return true;
    if (capturedByValue(V))
      return false;
    return any_of(F->Captors, [&](const FuncLit *L) { return Lits[L].Escapes; });
  }
  bool onHeap(const Node *N) override {
    if (auto *L = dyn_cast<FuncLit>(N))
      return Lits[L].Escapes;
    return true;
  }
  bool needsAddress(const Var *V) override {
    const VarFacts *F = find(V);
    return F && (F->AddressTaken || F->InRangeBody || (!F->Captors.empty() && !capturedByValue(V)));
  }
  bool capturedByValue(const Var *V) override {
    const VarFacts *F = find(V);
    if (!F || F->Reassigned || F->AddressTaken)
      return false;
    return hasTypeParams(V->type()) || M.layout(V->type()).Size <= MaxByValue;
  }
  ArrayRef<Var *> captures(const FuncLit *L) override { return Lits[L].Captures; }

private:
  struct Frame {
    const Node *Fn;
    unsigned Loop;
    bool Labels;
    SmallVector<const ForStmt *, 1> RangeBodies = {};
  };
  ModuleLowering &M;
  Package *P;
  const Info &Facts;
  bool OldLoops = false;
  SmallVector<Frame, 4> Frames;
  DenseMap<const Var *, VarFacts> Vars;
  DenseMap<const FuncLit *, LitFacts> Lits;
  /// Variable → innermost range-over-func body it is declared in.
  DenseMap<const Var *, const ForStmt *> DeclBody;

  const VarFacts *find(const Var *V) {
    auto It = Vars.find(V);
    return It == Vars.end() ? nullptr : &It->second;
  }
  static bool hasLabels(const Node *N) {
    if (!N || isa<FuncLit>(N))
      return false;
    if (isa<LabeledStmt>(N))
      return true;
    bool Found = false;
    forEachChild(N, [&](const Node *C) { Found = Found || hasLabels(C); });
    return Found;
  }
  /// return statements assign named results.
  void visitResults(const FuncType *T) {
    for (Field *R : T->Results)
      if (R->FieldName)
        if (auto *V = dyn_cast_or_null<Var>(Facts.defOf(R->FieldName)))
          Vars[V].Reassigned = true;
  }
  void declare(const Var *V) {
    VarFacts &F = Vars[V];
    F.Owner = Frames.back().Fn;
    F.Loop = Frames.back().Loop;
    if (!Frames.back().RangeBodies.empty())
      DeclBody[V] = Frames.back().RangeBodies.back();
  }
  void use(Var *V);
  /// The variable that E is or is a part of, without following pointers.
  Var *root(const Expr *E);
  void takeAddress(const Expr *E) {
    if (Var *V = root(E))
      Vars[V].AddressTaken = true;
  }
  void assign(Expr *const &List) {
    for (const Expr *E : unpackList(List)) {
      E = unparen(E);
      auto *N = dyn_cast<Name>(E);
      if (N && Facts.defOf(N))
        continue; // declared here
      if (Var *V = root(E))
        Vars[V].Reassigned = true;
    }
  }
  void visitChildren(const Node *N) {
    forEachChild(N, [&](const Node *C) { visit(C); });
  }
  void visit(const Node *N);
  void visitLit(const FuncLit *L, bool Escapes);
  void visitLoop(const ForStmt *S);
};

Var *SimpleEscape::root(const Expr *E) {
  E = unparen(E);
  if (auto *N = dyn_cast<Name>(E)) {
    auto *V = dyn_cast_or_null<Var>(Facts.objectOf(N));
    return V && !V->IsField && V->Parent != &P->PkgScope ? V : nullptr;
  }
  auto Points = [&](const Expr *X) {
    Type *T = Facts.typeOf(X);
    return !T || isa<Pointer>(under(T)) || isa<Slice>(under(T)) || isa<Map>(under(T));
  };
  if (auto *S = dyn_cast<SelectorExpr>(E)) {
    const Selection *Sel = Facts.selectionOf(S);
    if (!Sel || Sel->K != Selection::Kind::FieldVal || Sel->Indirect || Points(S->X))
      return nullptr;
    return root(S->X);
  }
  if (auto *X = dyn_cast<IndexExpr>(E))
    return Points(X->X) ? nullptr : root(X->X);
  return nullptr;
}

void SimpleEscape::use(Var *V) {
  auto It = Vars.find(V);
  if (It == Vars.end() || !It->second.Owner)
    return; // package variable or field
  VarFacts &F = It->second;
  const ForStmt *Declared = DeclBody.lookup(V);
  for (const Frame &Fr : reverse(Frames)) {
    for (const ForStmt *S : Fr.RangeBodies)
      if (S != Declared)
        F.InRangeBody = true;
    if (Fr.Fn == F.Owner)
      return;
    auto *L = dyn_cast<FuncLit>(Fr.Fn);
    if (!L)
      return;
    LitFacts &LF = Lits[L];
    if (!is_contained(LF.Captures, V)) {
      LF.Captures.push_back(V);
      F.Captors.push_back(L);
    }
  }
}

void SimpleEscape::visitLit(const FuncLit *L, bool Escapes) {
  Lits[L].Escapes = Escapes;
  Frames.push_back({L, 0, hasLabels(L->Body)});
  visitResults(L->Type);
  visitChildren(L);
  Frames.pop_back();
}

void SimpleEscape::visitLoop(const ForStmt *S) {
  auto *R = dyn_cast_or_null<RangeClause>(S->Init);
  if (!R) {
    if (S->Init)
      visit(S->Init);
    ++Frames.back().Loop;
    for (const Node *N : {static_cast<const Node *>(S->Cond), static_cast<const Node *>(S->Post), static_cast<const Node *>(S->Body)})
      if (N)
        visit(N);
    --Frames.back().Loop;
    return;
  }
  visit(R->X);
  Type *T = Facts.typeOf(R->X);
  bool OverFunc = T && isa_and_nonnull<Signature>(coreType(T));
  ++Frames.back().Loop;
  if (OverFunc && !R->Def && R->Lhs) // assigned inside the body function
    Frames.back().RangeBodies.push_back(S);
  if (R->Lhs) {
    visit(R->Lhs);
    assign(R->Lhs);
    if (R->Def && OldLoops)
      for (Expr *E : unpackList(R->Lhs))
        if (auto *V = dyn_cast_or_null<Var>(Facts.objectOf(cast<Name>(E))))
          Vars[V].Reassigned = true;
  }
  if (OverFunc && (R->Def || !R->Lhs))
    Frames.back().RangeBodies.push_back(S);
  visit(S->Body);
  if (OverFunc)
    Frames.back().RangeBodies.pop_back();
  --Frames.back().Loop;
}

void SimpleEscape::visit(const Node *N) {
  switch (N->kind()) {
  case NodeKind::Name: {
    auto *X = cast<Name>(N);
    if (auto *V = dyn_cast_or_null<Var>(Facts.defOf(X))) {
      if (!V->IsField && V->Parent != &P->PkgScope)
        declare(V);
    } else if (auto *U = dyn_cast_or_null<Var>(Facts.useOf(X))) {
      use(U);
    }
    return;
  }
  case NodeKind::FuncLit:
    return visitLit(cast<FuncLit>(N), true);
  case NodeKind::CallExpr: {
    auto *C = cast<CallExpr>(N);
    if (auto *L = dyn_cast<FuncLit>(unparen(C->Fun)))
      visitLit(L, false);
    else
      visit(C->Fun);
    for (Expr *A : C->Args)
      visit(A);
    return;
  }
  case NodeKind::CallStmt: {
    auto *S = cast<CallStmt>(N);
    auto *C = dyn_cast<CallExpr>(S->Call);
    auto *L = C ? dyn_cast<FuncLit>(unparen(C->Fun)) : nullptr;
    if (!L)
      return visit(S->Call);
    const Frame &Fr = Frames.back();
    bool Later = S->Keyword == Tok::KwGo || Fr.Loop || Fr.Labels;
    visitLit(L, Later);
    for (Expr *A : C->Args)
      visit(A);
    return;
  }
  case NodeKind::AssignStmt: {
    auto *S = cast<AssignStmt>(N);
    visitChildren(N);
    return assign(S->Lhs);
  }
  case NodeKind::Operation: {
    auto *O = cast<Operation>(N);
    if (O->isUnary() && O->Opcode == Op::And)
      takeAddress(O->X);
    return visitChildren(N);
  }
  case NodeKind::SliceExpr: {
    auto *S = cast<SliceExpr>(N);
    Type *T = Facts.typeOf(S->X);
    if (T && !isa<Slice>(under(T)) && !isString(T))
      takeAddress(S->X);
    return visitChildren(N);
  }
  case NodeKind::SelectorExpr: {
    auto *S = cast<SelectorExpr>(N);
    const Selection *Sel = Facts.selectionOf(S);
    if (Sel && Sel->K == Selection::Kind::MethodVal)
      if (auto *F = dyn_cast<Func>(Sel->Obj))
        if (F->hasPtrRecv() && !Sel->Indirect &&
            !isa<Pointer>(under(Facts.typeOf(S->X))))
          takeAddress(S->X);
    if (Sel)
      return visit(S->X);
    return; // qualified identifier
  }
  case NodeKind::KeyValueExpr: {
    // Field names of struct literals are not uses of variables.
    auto *KV = cast<KeyValueExpr>(N);
    visit(KV->Key);
    return visit(KV->Value);
  }
  case NodeKind::CaseClause:
  case NodeKind::CommClause:
    if (auto *V = dyn_cast_or_null<Var>(Facts.implicitOf(N)))
      declare(V);
    return visitChildren(N);
  case NodeKind::ForStmt:
    return visitLoop(cast<ForStmt>(N));
  default:
    return visitChildren(N);
  }
}

} // namespace

std::unique_ptr<EscapeInfo> analyzeEscape(ModuleLowering &M, Package *P) {
  return std::make_unique<SimpleEscape>(M, P);
}

} // namespace ogo
