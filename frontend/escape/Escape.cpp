//===- Escape.cpp - Escape analysis of packages ---------------------------===//
//
// Tarjan's algorithm over the static call graph gives the batches, callees
// first, across packages: what a function calls is analyzed when it is, unless
// a summary of it is there. It keeps its own stack, because call chains are as
// long as programs.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "frontend/escape/EscapeBatch.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace ogo {

//===----------------------------------------------------------------------===//
// A batch
//===----------------------------------------------------------------------===//

EscapeFunction *EscapeBatch::newFunction(const Node *Syntax,
                                         EscapeFunction *Parent,
                                         Signature *Sig) {
  EscapeFunction &F = AllFuncs.emplace_back();
  F.Syntax = Syntax;
  F.Parent = Parent;
  F.Sig = Sig;
  if (Syntax)
    Funcs[Syntax] = &F;
  if (!Sig)
    return &F;
  auto Add = [&](const Var *V, LocationKind Kind) {
    Location *L = G.newLocation(Kind, &F, 1, /*Persists=*/true);
    L->V = V;
    Locs[V] = L;
    return L;
  };
  if (Sig->Recv && isa<FuncDecl>(Syntax))
    F.Params.push_back(Add(Sig->Recv, LocationKind::Param));
  if (Sig->Params)
    for (const Var *V : Sig->Params->Vars)
      F.Params.push_back(Add(V, LocationKind::Param));
  if (Sig->Results)
    for (const Var *V : Sig->Results->Vars) {
      Location *L = Add(V, LocationKind::Result);
      L->ResultIndex = F.Results.size();
      F.Results.push_back(L);
    }
  return &F;
}

Location *EscapeBatch::locationOf(const Var *V) {
  auto It = Locs.find(V);
  if (It != Locs.end())
    return It->second;
  auto S = Scans.find(V);
  if (S == Scans.end() || !S->second.Owner)
    return nullptr;
  Location *L = G.newLocation(LocationKind::Variable, S->second.Owner, 1, true);
  L->V = V;
  return Locs[V] = L;
}

const Expr *EscapeBatch::staticValue(const Expr *E) const {
  for (unsigned Steps = 0; Steps != 64; ++Steps) {
    E = unparen(E);
    if (auto *C = dyn_cast<CallExpr>(E)) {
      if (C->Args.size() != 1 ||
          !Facts.typeAndValue(unparen(C->Fun)).isType() ||
          !isa_and_nonnull<FuncLit>(unparen(C->Args[0])))
        return E;
      E = C->Args[0];
      continue;
    }
    auto *N = dyn_cast<Name>(E);
    auto *V = N ? dyn_cast_or_null<Var>(Facts.objectOf(N)) : nullptr;
    auto It = V ? Scans.find(V) : Scans.end();
    if (It == Scans.end() || !It->second.Init || It->second.Assigned ||
        It->second.AddressTaken)
      return E;
    E = It->second.Init;
  }
  return E;
}

/// How many elements slice literal L makes.
static std::optional<int64_t> literalLength(const Info &Facts,
                                            const CompositeLit *L) {
  int64_t Next = 0, Len = 0;
  for (const Expr *E : L->Elems) {
    if (auto *KV = dyn_cast<KeyValueExpr>(E)) {
      auto At = constant::toInt(Facts.typeAndValue(KV->Key).Val).int64Val();
      if (!At)
        return std::nullopt;
      Next = *At;
    }
    Len = std::max(Len, ++Next);
  }
  return Len;
}

std::optional<int64_t> EscapeBatch::staticLength(const Expr *E) const {
  E = staticValue(E);
  const TypeAndValue &TV = Facts.typeAndValue(E);
  std::optional<int64_t> N;
  if (TV.isConstant()) {
    N = constant::toInt(TV.Val).int64Val();
  } else if (auto *C = dyn_cast<CallExpr>(E)) {
    const TypeAndValue &Fun = Facts.typeAndValue(unparen(C->Fun));
    auto *L = Fun.Mode == OperandMode::Builtin && Fun.Builtin == BuiltinId::Len
                  ? dyn_cast<CompositeLit>(staticValue(C->Args[0]))
                  : nullptr;
    if (L && isa_and_nonnull<Slice>(commonUnder(Facts.typeOf(L))))
      N = literalLength(Facts, L);
  }
  return N && *N >= 0 ? N : std::nullopt;
}

bool EscapeBatch::sharesLoopVars(Pos At) const {
  for (const File *File : P->Files) {
    if (At < File->Source->start() || File->EndOfFile < At)
      continue;
    LangVersion V = Facts.FileVersions.lookup(File->id());
    if (V.isSet())
      return V < PerIterationVars;
  }
  LangVersion V = P->GoVersion.isSet() ? P->GoVersion : CurrentLangVersion;
  return V < PerIterationVars;
}

void EscapeBatch::addFunction(Func *F) {
  EscapeFunction *E = newFunction(F->Syntax, nullptr, F->signature());
  E->Decl = F;
  Decls[F] = E;
  Roots.push_back(E);
}

void EscapeBatch::flowClosures() {
  for (auto &[K, L] : Closures)
    for (const Var *V : Out.captures(L)) {
      Location *Loc = locationOf(V);
      if (!Loc)
        continue;
      bool ByValue = !Loc->AddressTaken && !Loc->Reassigned &&
                     knownSize(V->type()) <= MaxByValueCapture;
      if (ByValue)
        Out.Vars[V] |= PackageEscape::VarByValue;
      Hole To = ByValue ? K : K.addr();
      if (!ByValue || mayHavePointers(V->type()))
        G.flow(To, Loc);
    }
}

/// What is too large for a frame; sizes that depend on type parameters are
/// checked again by the lowering.
void EscapeBatch::limitSizes() {
  auto Size = [&](const Location &L) -> int64_t {
    if (L.V)
      return L.Kind == LocationKind::Variable &&
                     knownSize(L.V->type()) > MaxStackVariable
                 ? INT64_MAX
                 : 0;
    auto *E = dyn_cast_or_null<Expr>(L.Site);
    Type *T = E ? Facts.typeOf(E) : nullptr;
    switch (L.Kind) {
    case LocationKind::New:
    case LocationKind::PointerLit:
      if (auto *P = dyn_cast_or_null<Pointer>(commonUnder(T)))
        return knownSize(P->Elem);
      return 0;
    case LocationKind::MakeSlice: {
      auto *C = cast<CallExpr>(E);
      const Expr *Cap = C->Args.back();
      auto N = staticLength(Cap);
      if (!N && Facts.typeAndValue(Cap).isConstant())
        return INT64_MAX; // panics
      auto *S = dyn_cast_or_null<Slice>(commonUnder(T));
      int64_t Elem = S ? knownSize(S->Elem) : 0;
      if (S && !Elem && !hasTypeParams(S->Elem))
        return INT64_MAX;
      // Of what size it is will be seen when it is made.
      return N && Elem && *N > MaxImplicitStack / Elem ? INT64_MAX : 0;
    }
    default:
      return 0;
    }
  };
  for (Location &L : G.locations())
    if (Size(L) > MaxImplicitStack)
      G.flow(G.heap().addr(), &L);
}

unsigned EscapeBatch::literalNumber(const EscapeFunction *F) const {
  unsigned N = 0;
  for (const EscapeFunction &Other : AllFuncs) {
    N += Other.Parent == F->Parent && Other.Sig;
    if (&Other == F)
      break;
  }
  return N;
}

void EscapeBatch::summarize(EscapeFunction &F) {
  EscapeSummary S;
  for (unsigned I = 0; I != F.Params.size(); ++I) {
    Location *L = F.Params[I];
    Leaks Param = L->Param;
    // The variable itself may be moved to the heap; its first value is copied
    // there, so it leaks.
    Param.optimize();
    if (isReported())
      reportParameter(*this, F, I, Param);
    S.push_back(Param);
  }
  if (F.Decl)
    A.Summaries[F.Decl] = std::move(S);
}

void EscapeBatch::finish() {
  for (EscapeFunction &F : AllFuncs)
    if (F.Sig)
      summarize(F);
  for (Location &L : G.locations()) {
    bool Heap = L.has(AttrEscapes);
    if (L.V) {
      if (Heap)
        Out.Vars[L.V] |= PackageEscape::VarHeap;
    } else if (L.Site) {
      bool Box = L.Kind == LocationKind::Box;
      Out.Nodes[L.Site] |=
          Heap ? (Box ? PackageEscape::BoxHeap : PackageEscape::AllocHeap)
               : (Box ? PackageEscape::BoxStack : PackageEscape::AllocStack);
      if (L.Kind == LocationKind::StringConv)
        Out.Nodes[L.Site] |= L.isZeroCopy(Facts) ? PackageEscape::ZeroCopy
                                                 : PackageEscape::NotZeroCopy;
    }
    if (isReported())
      reportLocation(*this, L);
  }
}

void EscapeBatch::run() {
  for (EscapeFunction *F : Roots)
    scanForEscape(*this, F, F->Syntax);
  for (EscapeFunction *F : Roots)
    buildEscapeFlows(*this, F);
  flowClosures();
  limitSizes();
  G.solve();
  finish();
}

void EscapeBatch::runVariables() {
  for (const Initializer &I : Facts.InitOrder) {
    EscapeFunction *F = newFunction(I.Rhs, nullptr, nullptr);
    scanForEscape(*this, F, I.Rhs);
    buildEscapeFlows(*this, F, I);
  }
  flowClosures();
  limitSizes();
  G.solve();
  finish();
}

//===----------------------------------------------------------------------===//
// Summaries
//===----------------------------------------------------------------------===//

EscapeAnalysis::EscapeAnalysis() = default;
EscapeAnalysis::~EscapeAnalysis() = default;

/// Names F within its package.
static std::string summaryKey(const Func *F) {
  std::string Key = F->name().str();
  if (const Var *Recv = F->signature()->Recv)
    if (const Named *N = asNamed(deref(unalias(Recv->type())).first))
      Key = (N->Obj->name() + "." + Key).str();
  return Key;
}

static bool hasBody(const Func *F) { return F->Syntax && F->Syntax->Body; }

/// Of a function that is written in another language: nothing is known, unless
/// its declaration says that it keeps nothing.
static EscapeSummary externalSummary(Func *F) {
  EscapeSummary S;
  if (intrinsicSummary(F, S))
    return S;
  Signature *Sig = F->signature();
  S.resize(tupleSize(Sig->Params) + (Sig->Recv ? 1 : 0));
  bool NoEscape = F->Syntax && F->Syntax->Pragmas &&
                  F->Syntax->Pragmas->has(PragmaFlag::NoEscape);
  for (Leaks &L : S) {
    if (NoEscape) {
      L.addMutator(0);
      L.addCallee(0);
    } else {
      L.addHeap(0);
    }
  }
  return S;
}

const StringMap<EscapeSummary> *EscapeAnalysis::loaded(Package *P) const {
  auto It = Loaded.find(P);
  return It == Loaded.end() ? nullptr : It->second.get();
}

bool EscapeAnalysis::isKnown(Func *F) const {
  return Summaries.contains(F) || loaded(F->pkg());
}

const EscapeSummary *EscapeAnalysis::summary(Func *F) {
  auto It = Summaries.find(F);
  if (It != Summaries.end())
    return &It->second;
  if (!F->Syntax)
    return nullptr;
  if (!hasBody(F))
    return &(Summaries[F] = externalSummary(F));
  if (auto *L = loaded(F->pkg())) {
    auto S = L->find(summaryKey(F));
    return S == L->end() ? nullptr : &S->second;
  }
  return nullptr;
}

std::string EscapeAnalysis::writeSummaries(Package *P) {
  analyzePackage(P);
  std::string Text;
  for (const File *File : P->Files)
    for (const Decl *D : File->Decls) {
      auto *FD = dyn_cast<FuncDecl>(D);
      auto *F = FD && FD->Body
                    ? dyn_cast_or_null<Func>(P->Facts.defOf(FD->FuncName))
                    : nullptr;
      auto It = F ? Summaries.find(F) : Summaries.end();
      if (It == Summaries.end() || F->name() == "init" || F->name() == "_")
        continue;
      Text += summaryKey(F);
      for (const Leaks &L : It->second) {
        Text += ' ';
        for (unsigned I = 0; I != Leaks::Size; ++I) {
          Text += hexdigit(L.byte(I) >> 4, /*LowerCase=*/true);
          Text += hexdigit(L.byte(I) & 15, /*LowerCase=*/true);
        }
      }
      Text += '\n';
    }
  return Text;
}

void EscapeAnalysis::readSummaries(Package *P, StringRef Text) {
  auto Map = std::make_unique<StringMap<EscapeSummary>>();
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    auto [Key, Params] = Line.split(' ');
    EscapeSummary &S = (*Map)[Key];
    while (!Params.empty()) {
      auto [Param, More] = Params.split(' ');
      Params = More;
      Leaks &L = S.emplace_back();
      for (unsigned I = 0; I != Leaks::Size && Param.size() >= 2; ++I) {
        uint8_t Byte = 0;
        Param.take_front(2).getAsInteger(16, Byte);
        L.setByte(I, Byte);
        Param = Param.drop_front(2);
      }
    }
  }
  Loaded[P] = std::move(Map);
}

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

void EscapeAnalysis::analyzeBatch(ArrayRef<Func *> Batch) {
  Package *P = Batch[0]->pkg();
  auto &Slot = Packages[P];
  if (!Slot)
    Slot = std::make_unique<PackageEscape>();
  EscapeBatch B(*this, P);
  for (Func *F : Batch) {
    B.addFunction(F);
    Analyzed[F] = true;
  }
  B.run();
}

void EscapeAnalysis::analyze(Func *Root) {
  if (Analyzed.contains(Root) || !hasBody(Root))
    return;
  struct Frame {
    Func *F;
    SmallVector<Func *, 8> Callees;
    unsigned Next = 0;
  };
  struct State {
    unsigned Index = 0, Low = 0;
    bool OnStack = false;
  };
  DenseMap<Func *, State> States;
  std::vector<Frame> Work;
  std::vector<Func *> Stack;
  unsigned Counter = 0;
  auto Enter = [&](Func *F) {
    State &S = States[F];
    S.Index = S.Low = ++Counter;
    S.OnStack = true;
    Stack.push_back(F);
    Frame &Fr = Work.emplace_back();
    Fr.F = F;
    collectCallees(F, Fr.Callees);
  };
  Enter(Root);
  while (!Work.empty()) {
    Frame &Fr = Work.back();
    if (Fr.Next < Fr.Callees.size()) {
      Func *C = Fr.Callees[Fr.Next++];
      if (Analyzed.contains(C) || !hasBody(C) || isKnown(C))
        continue;
      auto It = States.find(C);
      if (It == States.end())
        Enter(C);
      else if (It->second.OnStack)
        States[Fr.F].Low = std::min(States[Fr.F].Low, It->second.Index);
      continue;
    }
    Func *F = Fr.F;
    Work.pop_back();
    State &S = States[F];
    if (!Work.empty()) {
      State &Up = States[Work.back().F];
      Up.Low = std::min(Up.Low, S.Low);
    }
    if (S.Low != S.Index)
      continue;
    SmallVector<Func *, 4> Batch;
    Func *Member;
    do {
      Member = Stack.back();
      Stack.pop_back();
      States[Member].OnStack = false;
      Batch.push_back(Member);
    } while (Member != F);
    analyzeBatch(Batch);
  }
}

void EscapeAnalysis::analyzeVariables(Package *P) {
  SmallVector<Func *, 32> Callees;
  for (const Initializer &I : P->Facts.InitOrder)
    collectCalleesIn(P, I.Rhs, Callees);
  for (Func *C : Callees)
    if (C->pkg() == P || !isKnown(C))
      analyze(C);
  EscapeBatch(*this, P).runVariables();
}

const PackageEscape &EscapeAnalysis::factsOf(Package *P) {
  auto &Slot = Packages[P];
  if (!Slot)
    Slot = std::make_unique<PackageEscape>();
  return *Slot;
}

const PackageEscape &EscapeAnalysis::analyzePackage(Package *P) {
  auto &Slot = Packages[P];
  if (!Slot)
    Slot = std::make_unique<PackageEscape>();
  PackageEscape &Result = *Slot;
  if (Result.Complete)
    return Result;
  Result.Complete = true;
  EscapeBatch Report(*this, P);
  for (const File *File : P->Files)
    for (const Decl *D : File->Decls)
      if (auto *FD = dyn_cast<FuncDecl>(D))
        if (auto *F = dyn_cast_or_null<Func>(P->Facts.defOf(FD->FuncName))) {
          analyze(F);
          if (!FD->Body && Reported == P)
            reportExternal(Report, F, *summary(F));
        }
  analyzeVariables(P);
  return Result;
}

} // namespace ogo
