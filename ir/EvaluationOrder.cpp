//===- EvaluationOrder.cpp - The order of operands, as gc has it ----------===//
//
// Spec "Order of evaluation": calls, method calls, receives and binary logical
// operations happen in lexical left-to-right order; when variables are read
// relative to them is not specified. Programs see what gc chose, and rely on
// it: it walks the operands of a whole statement from left to right, operands
// before what they belong to, and gives some kinds of expressions temporaries
// on the way (README.md has the list); the rest is evaluated at the end, when
// all calls have been made. `return x, f()` returns what f made of x.
//
// Hoister is that walk. It lowers what gets a temporary and remembers the
// value; lowering of the statement then finds it there (takeHoisted). Lowering
// in tree order would be the simpler choice, and a legal one.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "frontend/syntax/Walk.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/SameExpr.h"
#include "ir/ConcreteType.h"
#include "ir/LowerCall.h"
#include "ir/ModuleImpl.h"

namespace ogo {

/// Literals run elsewhere, constants not at all.
static bool isOpaque(FunctionLowering &F, const Node *N) {
  if (llvm::isa<FuncLit>(N))
    return true;
  auto *E = llvm::dyn_cast<Expr>(N);
  if (!E)
    return false;
  const TypeAndValue &TV = F.Facts.typeAndValue(E);
  return TV.isConstant() || TV.isType() || TV.Mode == OperandMode::NilValue;
}

/// How the call E is made: Fun's mode tells conversions and builtins.
static const TypeAndValue &calleeOf(FunctionLowering &F, const CallExpr *E) {
  return F.Facts.typeAndValue(unparen(E->Fun));
}

/// len(x) or cap(x).
static bool isLength(FunctionLowering &F, const CallExpr *E) {
  const TypeAndValue &Fun = calleeOf(F, E);
  return Fun.Mode == OperandMode::Builtin &&
         (Fun.Builtin == BuiltinId::Len || Fun.Builtin == BuiltinId::Cap);
}

//===----------------------------------------------------------------------===//
// Whether order counts
//===----------------------------------------------------------------------===//

static bool isEffect(FunctionLowering &F, const Expr *E) {
  if (auto *O = llvm::dyn_cast<Operation>(E))
    return O->Opcode == Op::Recv;
  auto *C = llvm::dyn_cast<CallExpr>(E);
  if (!C)
    return false;
  const TypeAndValue &Fun = calleeOf(F, C);
  if (Fun.isType())
    return false;
  if (Fun.Mode != OperandMode::Builtin)
    return true;
  return Fun.Builtin == BuiltinId::Append || Fun.Builtin == BuiltinId::Copy ||
         Fun.Builtin == BuiltinId::Recover;
}

bool hasEffect(FunctionLowering &F, const Node *N) {
  if (isOpaque(F, N))
    return false;
  if (auto *E = llvm::dyn_cast<Expr>(N))
    if (isEffect(F, E))
      return true;
  // The right operand first: chains lean to the left and may be long.
  if (auto *O = llvm::dyn_cast<Operation>(N))
    return (O->Y && hasEffect(F, O->Y)) || hasEffect(F, O->X);
  bool Found = false;
  forEachChild(N, [&](const Node *C) { Found = Found || hasEffect(F, C); });
  return Found;
}

namespace {

/// What can panic without any effect: which of two panics is seen depends on
/// the order as well.
struct Panics {
  unsigned Early = 0; // in something that gets a temporary
  unsigned All = 0;

  void count(FunctionLowering &F, const Node *N) {
    if (isOpaque(F, N))
      return;
    switch (N->kind()) {
    case NodeKind::SliceExpr:
    case NodeKind::AssertExpr:
      ++Early;
      ++All;
      break;
    case NodeKind::CallExpr:
      if (calleeOf(F, llvm::cast<CallExpr>(N)).Mode == OperandMode::Builtin)
        ++Early;
      ++All;
      break;
    case NodeKind::IndexExpr:
    case NodeKind::SelectorExpr:
      ++All;
      break;
    case NodeKind::Operation:
      switch (llvm::cast<Operation>(N)->Opcode) {
      case Op::AndAnd:
      case Op::OrOr:
        ++Early;
        break;
      case Op::Mul:
      case Op::Div:
      case Op::Rem:
      case Op::Shl:
      case Op::Shr:
        ++All;
        break;
      default:
        break;
      }
      break;
    case NodeKind::CompositeLit:
      if (llvm::isa<Map>(under(F.typeOf(llvm::cast<Expr>(N)))))
        ++Early;
      break;
    default:
      break;
    }
    forEachChild(N, [&](const Node *C) { count(F, C); });
  }
};

} // namespace

static bool orderCounts(FunctionLowering &F, llvm::ArrayRef<Operand> List) {
  for (const Operand &O : List)
    if (hasEffect(F, O.E))
      return true;
  Panics P;
  for (const Operand &O : List)
    P.count(F, O.E);
  return P.Early && P.All > 1;
}

//===----------------------------------------------------------------------===//
// What gc passes by address, and so copies
//===----------------------------------------------------------------------===//

/// T, or what is inside as its only field or element.
static Type *soleComponent(FunctionLowering &F, Type *T) {
  for (;;) {
    Type *U = under(T);
    if (auto *S = llvm::dyn_cast<Struct>(U); S && S->Fields.size() == 1)
      T = F.concrete(S->Fields[0]->type());
    else if (auto *A = llvm::dyn_cast<Array>(U); A && A->Len == 1)
      T = F.concrete(A->Elem);
    else
      return T;
  }
}

/// A value of type T becomes an interface's by its address, not in registers.
static bool boxedByAddress(FunctionLowering &F, Type *T) {
  const Layout &L = F.layout(T);
  if (L.Size == 2 && L.Align == 2)
    return false;
  if (!L.HasPointers && L.Size == L.Align && (L.Size == 4 || L.Size == 8))
    return false;
  Type *Sole = soleComponent(F, T);
  return !isString(Sole) && !llvm::isa<Slice>(under(Sole));
}

static bool isAggregate(Type *T) {
  return llvm::isa<Struct>(under(T)) || llvm::isa<Array>(under(T));
}

namespace {
enum class KeyCopy { Never, UnlessAddressable, Always };
} // namespace

/// Whether the key of an access to a map is copied where it stands: keys of 4
/// or 8 bytes and strings are passed in registers, others by address.
static KeyCopy copiesKey(FunctionLowering &F, Type *MapT) {
  auto *M = underAs<Map>(MapT);
  Type *Key = F.concrete(M->Key);
  constexpr uint64_t MaxInlineElem = 128;
  if (F.layout(F.concrete(M->Elem)).Size > MaxInlineElem)
    return KeyCopy::UnlessAddressable;
  const Layout &L = F.layout(Key);
  bool Fast = isString(soleComponent(F, Key)) ||
              ((L.Size == 4 || L.Size == 8) && isRegularMemory(F.M, Key));
  if (!Fast)
    return KeyCopy::UnlessAddressable;
  return isAggregate(Key) ? KeyCopy::Always : KeyCopy::Never;
}

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

namespace {

class Hoister {
public:
  explicit Hoister(FunctionLowering &F) : F(F) {}
  void operand(const Operand &O);
  void place(Expr *E);
  void mapAppend(IndexExpr *Lhs, CallExpr *Append);

private:
  FunctionLowering &F;

  void expr(Expr *E);
  /// E converted to To.
  void converted(Expr *E, Type *To);
  void operation(Operation *E);
  void compared(Expr *E, Type *Common);
  void call(CallExpr *E);
  void callOperands(CallExpr *E, bool Now = true);
  void calledExpression(Expr *Fun);
  void receiver(Expr *Fun);
  bool containsCall(const Node *N);
  void builtinOperands(CallExpr *E, BuiltinId Id);
  bool severalResults(CallExpr *E);
  void conversion(CallExpr *E);
  void index(IndexExpr *E, bool Assigned);
  void key(Expr *E, Type *MapT);
  bool borrowsBytes(Expr *E);
  void slice(SliceExpr *E);
  void literal(CompositeLit *E);
  void list(llvm::ArrayRef<Expr *> L) {
    for (Expr *E : L)
      expr(E);
  }

  bool isHoisted(Expr *E) { return F.Hoisted.contains(unparen(E)); }
  bool isAddressable(Expr *E) {
    return F.Facts.typeAndValue(E).isAddressable();
  }
  bool isVariable(Expr *E) {
    E = unparen(E);
    if (auto *S = llvm::dyn_cast<SelectorExpr>(E))
      return !F.Facts.selectionOf(S); // of another package
    return llvm::isa<Name>(E);
  }
  /// Evaluates E here and now.
  void copy(Expr *E) {
    E = unparen(E);
    if (isOpaque(F, E) || isHoisted(E))
      return;
    Value V = F.copyToTemp(lowerExpr(F, E));
    F.Hoisted[E] = V;
  }
  void copyUnlessAddressable(Expr *E) {
    if (!isAddressable(E))
      copy(E);
  }
};

void Hoister::operand(const Operand &O) {
  Expr *E = unparen(O.E);
  switch (O.U) {
  case Operand::Use::Value:
    return O.To ? converted(E, O.To) : expr(E);
  case Operand::Use::Place:
    if (auto *I = llvm::dyn_cast<IndexExpr>(E))
      return index(I, /*Assigned=*/true);
    return expr(E);
  case Operand::Use::Key:
    return key(E, O.To);
  case Operand::Use::Later:
    return callOperands(llvm::cast<CallExpr>(E), /*Now=*/false);
  case Operand::Use::Operands:
    if (auto *C = llvm::dyn_cast<CallExpr>(E))
      return callOperands(C);
    if (auto *A = llvm::dyn_cast<AssertExpr>(E))
      return expr(A->X);
    if (auto *I = llvm::dyn_cast<IndexExpr>(E))
      return index(I, /*Assigned=*/true); // not copied as a whole either
    return expr(llvm::cast<Operation>(E)->X);
  }
}

void Hoister::converted(Expr *E, Type *To) {
  expr(E);
  if (!isInterface(To) || isOpaque(F, unparen(E)))
    return;
  Type *T = F.typeOf(E);
  if (!isInterface(T) && boxedByAddress(F, T))
    copyUnlessAddressable(E);
}

void Hoister::expr(Expr *E) {
  E = unparen(E);
  if (isOpaque(F, E) || isHoisted(E))
    return;
  switch (E->kind()) {
  case NodeKind::SelectorExpr: {
    auto *S = llvm::cast<SelectorExpr>(E);
    const Selection *Sel = F.Facts.selectionOf(S);
    if (Sel && Sel->K != Selection::Kind::MethodExpr)
      expr(S->X);
    return;
  }
  case NodeKind::IndexExpr:
    return index(llvm::cast<IndexExpr>(E), /*Assigned=*/false);
  case NodeKind::SliceExpr:
    return slice(llvm::cast<SliceExpr>(E));
  case NodeKind::AssertExpr: {
    auto *A = llvm::cast<AssertExpr>(E);
    expr(A->X);
    // In generic code gc reads the type from a dictionary, and then copies
    // nothing.
    if (!F.M.isDirectIface(F.typeOf(E)) && !hasTypeParams(F.Facts.typeOf(E)))
      copy(E);
    return;
  }
  case NodeKind::CompositeLit:
    return literal(llvm::cast<CompositeLit>(E));
  case NodeKind::Operation:
    return operation(llvm::cast<Operation>(E));
  case NodeKind::CallExpr:
    return call(llvm::cast<CallExpr>(E));
  default:
    return;
  }
}

void Hoister::operation(Operation *E) {
  switch (E->Opcode) {
  case Op::AndAnd:
  case Op::OrOr:
    return copy(E);
  case Op::Recv:
    expr(E->X);
    return copy(E);
  case Op::Eql:
  case Op::Neq:
  case Op::Lss:
  case Op::Leq:
  case Op::Gtr:
  case Op::Geq: {
    Type *X = F.typeOf(E->X), *Y = F.typeOf(E->Y);
    // The side that is not assignable to the other's type has the common one.
    Type *Common = Y;
    if (isInterface(X) && !isInterface(Y))
      Common = X;
    expr(E->X);
    compared(E->X, Common);
    expr(E->Y);
    compared(E->Y, Common);
    if (isAggregate(Common)) {
      compared(E->X, nullptr);
      compared(E->Y, nullptr);
    }
    return;
  }
  default:
    expr(E->X);
    if (E->Y)
      expr(E->Y);
  }
}

/// An operand of a comparison of type Common, or null: of structs or arrays,
/// which are compared by address.
void Hoister::compared(Expr *E, Type *Common) {
  if (Common)
    return converted(E, Common);
  copyUnlessAddressable(E);
}

void Hoister::index(IndexExpr *E, bool Assigned) {
  Type *XT = F.Facts.typeOf(E->X);
  if (!XT || llvm::isa<Signature>(under(XT)))
    return; // instantiation
  expr(E->X);
  Type *T = F.typeOf(E->X);
  auto *M = underAs<Map>(T);
  if (!M)
    return expr(E->Index);
  if (!Assigned && borrowsBytes(E->Index)) {
    // The access has to follow.
    expr(E->Index);
    return copy(E);
  }
  key(E->Index, T);
}

/// A map key that is or has string(bytes).
bool Hoister::borrowsBytes(Expr *E) {
  E = unparen(E);
  if (isOpaque(F, E))
    return false;
  if (auto *C = llvm::dyn_cast<CallExpr>(E))
    return calleeOf(F, C).isType() && isString(F.typeOf(C)) &&
           F.Facts.typeAndValue(C->Args[0]).Mode != OperandMode::NilValue &&
           isByteSlice(F.typeOf(C->Args[0]));
  auto *L = llvm::dyn_cast<CompositeLit>(E);
  return L && isAggregate(F.typeOf(L)) && llvm::any_of(L->Elems, [&](Expr *X) {
           if (auto *KV = llvm::dyn_cast<KeyValueExpr>(X))
             X = KV->Value;
           return borrowsBytes(X);
         });
}

void Hoister::key(Expr *E, Type *MapT) {
  Type *T = F.concrete(underAs<Map>(MapT)->Key);
  converted(E, T);
  KeyCopy C = copiesKey(F, MapT);
  if (C == KeyCopy::Always || (C == KeyCopy::UnlessAddressable &&
                               !(isAddressable(E) && F.typeOf(E) == T)))
    copy(E);
}

void Hoister::slice(SliceExpr *E) {
  expr(E->X);
  for (Expr *I : E->Index) {
    if (!I)
      continue;
    expr(I);
    if (!isVariable(I))
      copy(I);
  }
  copy(E);
}

void Hoister::literal(CompositeLit *E) {
  Type *T = F.typeOf(E);
  if (auto *P = underAs<Pointer>(T)) // elided &T
    T = F.concrete(P->Elem);
  Type *U = under(T);
  if (llvm::isa<Map>(U))
    return copy(E); // element after element
  auto *S = llvm::dyn_cast<Struct>(U);
  Type *Elem = nullptr;
  if (auto *A = llvm::dyn_cast<Array>(U))
    Elem = F.concrete(A->Elem);
  else if (auto *Sl = llvm::dyn_cast<Slice>(U))
    Elem = F.concrete(Sl->Elem);
  for (unsigned N = 0; N != E->Elems.size(); ++N) {
    Expr *X = E->Elems[N];
    if (auto *KV = llvm::dyn_cast<KeyValueExpr>(X))
      X = KV->Value;
    Type *ValueT = S ? T : Elem;
    if (S)
      for (int Field : F.Facts.fieldOf(S, E, N))
        ValueT = F.concrete(underAs<Struct>(ValueT)->Fields[Field]->type());
    converted(X, ValueT);
  }
}

void Hoister::conversion(CallExpr *E) {
  Type *To = F.typeOf(E);
  Expr *X = E->Args[0];
  converted(X, To);
  if (isOpaque(F, unparen(X)))
    return;
  Type *From = F.typeOf(X);
  if (isString(From) && llvm::isa<Slice>(under(To)))
    return copy(E);
  // A pointer that a call gave as a number must not be a number for long.
  auto Kind = [](Type *T) {
    auto *B = underAs<BasicType>(T);
    return B ? B->Kind : BasicKind::Invalid;
  };
  if (llvm::isa<CallExpr>(unparen(X)) && Kind(To) == BasicKind::UnsafePointer &&
      Kind(From) == BasicKind::Uintptr)
    copy(E);
}

void Hoister::builtinOperands(CallExpr *E, BuiltinId Id) {
  llvm::ArrayRef<Expr *> Args = E->Args;
  if (severalResults(E))
    return;
  switch (Id) {
  case BuiltinId::Make:
    return list(Args.drop_front());
  case BuiltinId::Alignof:
  case BuiltinId::Offsetof:
  case BuiltinId::Sizeof:
    return; // not evaluated
  case BuiltinId::Append: {
    expr(Args[0]);
    if (E->HasDots) {
      if (CallExpr *Make = appendedMake(F, E))
        return expr(Make->Args[1]);
      return expr(Args[1]);
    }
    Type *Elem = F.concrete(underAs<Slice>(commonUnder(F.typeOf(E)))->Elem);
    for (Expr *A : Args.drop_front())
      converted(A, Elem);
    return;
  }
  case BuiltinId::Panic:
    return converted(Args[0], F.M.canonical(F.M.Ctx.EmptyInterface));
  case BuiltinId::Delete: {
    expr(Args[0]);
    return key(Args[1], F.typeOf(Args[0]));
  }
  default:
    return list(Args);
  }
}

bool Hoister::containsCall(const Node *N) {
  if (isOpaque(F, N))
    return false;
  if (auto *C = llvm::dyn_cast<CallExpr>(N)) {
    const TypeAndValue &Fun = calleeOf(F, C);
    bool Allocates =
        Fun.Mode == OperandMode::Builtin &&
        (Fun.Builtin == BuiltinId::New || Fun.Builtin == BuiltinId::Make);
    if (!Fun.isType() && !Allocates)
      return true;
  }
  if (auto *O = llvm::dyn_cast<Operation>(N); O && O->Opcode == Op::Recv)
    return true;
  bool Found = false;
  forEachChild(N, [&](const Node *C) { Found = Found || containsCall(C); });
  return Found;
}

/// f(g()) with a g of several results, which are evaluated here.
bool Hoister::severalResults(CallExpr *E) {
  if (E->Args.size() != 1 ||
      !llvm::isa_and_nonnull<Tuple>(F.Facts.typeOf(E->Args[0])))
    return false;
  Expr *X = unparen(E->Args[0]);
  operand(Operand::several(X));
  llvm::SmallVector<Value, 4> Results;
  lowerMulti(F, X, Results);
  for (Value &V : Results)
    V = F.copyToTemp(V);
  F.HoistedSeveral[X] = std::move(Results);
  return true;
}

/// What is called gets a temporary if there is a call in it.
void Hoister::calledExpression(Expr *Fun) {
  Fun = unparen(Fun);
  if (auto *S = llvm::dyn_cast<SelectorExpr>(Fun))
    if (const Selection *Sel = F.Facts.selectionOf(S))
      if (Sel->K == Selection::Kind::MethodVal) {
        if (!isInterface(Sel->Recv) || hasTypeParams(Sel->Recv))
          return;
        Fun = unparen(S->X);
      }
  if (!isHoisted(Fun) && containsCall(Fun))
    copy(Fun);
}

/// gc makes calls of an interface's method direct if it knows the dynamic type,
/// and then unpacks the receiver.
void Hoister::receiver(Expr *Fun) {
  auto *S = llvm::dyn_cast<SelectorExpr>(unparen(Fun));
  const Selection *Sel = S ? F.Facts.selectionOf(S) : nullptr;
  if (!Sel || Sel->K != Selection::Kind::MethodVal || isHoisted(S->X) ||
      !isInterface(Sel->Recv) || hasTypeParams(Sel->Recv))
    return;
  Type *T = concreteTypeOf(F, S->X);
  if (!T || F.M.isDirectIface(T))
    return;
  copy(S->X);
  Value V = F.Hoisted.lookup(unparen(S->X));
  if (isVariable(S->X) && !V.isNull())
    checkNil(F, F.extract(V, 0), S->Sel->pos());
}

void Hoister::callOperands(CallExpr *E, bool Now) {
  const TypeAndValue &Fun = calleeOf(F, E);
  if (Fun.Mode == OperandMode::Builtin)
    return builtinOperands(E, Fun.Builtin);
  expr(E->Fun);
  calledExpression(E->Fun);
  if (Now)
    receiver(E->Fun);
  if (severalResults(E))
    return;
  ParameterTypes Params(F, calledSignature(F, E), E);
  for (unsigned I = 0; I != E->Args.size(); ++I)
    converted(E->Args[I], Params[I]);
}

void Hoister::call(CallExpr *E) {
  const TypeAndValue &Fun = calleeOf(F, E);
  if (Fun.isType())
    return conversion(E);
  callOperands(E);
  if (Fun.Mode == OperandMode::Builtin)
    switch (Fun.Builtin) {
    case BuiltinId::Add: // of package unsafe
    case BuiltinId::Slice:
    case BuiltinId::SliceData:
    case BuiltinId::String:
    case BuiltinId::StringData:
    case BuiltinId::Alignof:
    case BuiltinId::Offsetof:
    case BuiltinId::Sizeof:
      return;
    default:
      break;
    }
  if (llvm::isa_and_nonnull<Tuple>(F.Facts.typeOf(E)))
    return; // of several values or none: the statement itself
  copy(E);
}

/// What gc's safeExpr copies of the left side of x = y and x op= y before it
/// looks at y: all that is not a variable, field, element or pointed to on the
/// way to the place. It tells only where that panics.
void Hoister::place(Expr *E) {
  E = unparen(E);
  if (isOpaque(F, E) || isHoisted(E) || isVariable(E))
    return;
  if (auto *S = llvm::dyn_cast<SelectorExpr>(E))
    return place(S->X);
  if (auto *I = llvm::dyn_cast<IndexExpr>(E)) {
    place(I->X);
    return place(I->Index);
  }
  if (auto *O = llvm::dyn_cast<Operation>(E);
      O && O->Opcode == Op::Mul && O->isUnary())
    return place(O->X);
  if (auto *C = llvm::dyn_cast<CallExpr>(E); C && isLength(F, C))
    return place(C->Args[0]);
  Panics P;
  P.count(F, E);
  if (P.All)
    copy(E);
}

void Hoister::mapAppend(IndexExpr *Lhs, CallExpr *Append) {
  index(Lhs, /*Assigned=*/true);
  auto *Rhs = llvm::cast<IndexExpr>(unparen(Append->Args[0]));
  auto Share = [&](Expr *L, Expr *R) {
    if (!isVariable(L))
      copy(L);
    auto It = F.Hoisted.find(unparen(L));
    if (It != F.Hoisted.end()) {
      Value V = It->second;
      F.Hoisted[unparen(R)] = V;
    }
  };
  Share(Lhs->X, Rhs->X);
  Share(Lhs->Index, Rhs->Index);
  builtinOperands(Append, BuiltinId::Append);
}

} // namespace

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

/// m[k] = append(m[k], ...), where gc looks the element up once.
static bool isMapAppend(FunctionLowering &F, Expr *Lhs, Expr *Rhs) {
  auto *I = llvm::dyn_cast<IndexExpr>(unparen(Lhs));
  auto *C = llvm::dyn_cast<CallExpr>(unparen(Rhs));
  if (!I || !C || !underAs<Map>(F.typeOf(I->X)))
    return false;
  const TypeAndValue &Fun = calleeOf(F, C);
  return Fun.Mode == OperandMode::Builtin && Fun.Builtin == BuiltinId::Append &&
         !C->Args.empty() && isSameSafe(F.Facts, I, C->Args[0]);
}

InOrder::InOrder(FunctionLowering &F, llvm::ArrayRef<Operand> List)
    : F(F), Outermost(!F.Ordered) {
  if (!Outermost)
    return;
  F.Ordered = true;
  Hoister H(F);
  bool Assigns = List.size() == 2 && List[0].U == Operand::Use::Place;
  if (!orderCounts(F, List)) {
    if (Assigns)
      H.place(List[0].E);
    return;
  }
  if (List.size() == 2 && List[0].U == Operand::Use::Place &&
      isMapAppend(F, List[0].E, List[1].E)) {
    H.mapAppend(llvm::cast<IndexExpr>(unparen(List[0].E)),
                llvm::cast<CallExpr>(unparen(List[1].E)));
    return;
  }
  for (const Operand &O : List)
    H.operand(O);
  if (Assigns)
    H.place(List[0].E);
}

InOrder::~InOrder() {
  if (!Outermost)
    return;
  F.Ordered = false;
  F.Hoisted.clear(); // what was evaluated and then not needed
  F.HoistedSeveral.clear();
}

bool isHoisted(FunctionLowering &F, const Expr *E) {
  return !F.Hoisted.empty() && F.Hoisted.contains(E);
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

bool takeHoisted(FunctionLowering &F, const Expr *E,
                 llvm::SmallVectorImpl<Value> &Out) {
  auto It = F.HoistedSeveral.find(E);
  if (It == F.HoistedSeveral.end())
    return false;
  Out.append(It->second.begin(), It->second.end());
  F.HoistedSeveral.erase(It);
  return true;
}

bool isStaticLiteral(FunctionLowering &F, const Expr *E) {
  E = unparen(const_cast<Expr *>(E));
  const TypeAndValue &TV = F.Facts.typeAndValue(E);
  if (TV.isConstant() || TV.Mode == OperandMode::NilValue)
    return true;
  if (auto *C = llvm::dyn_cast<CallExpr>(E))
    return calleeOf(F, C).isType() && C->Args.size() == 1 &&
           (isInterface(F.typeOf(C)) ||
            F.Facts.typeAndValue(C->Args[0]).Mode == OperandMode::NilValue) &&
           isStaticLiteral(F, C->Args[0]);
  auto *L = llvm::dyn_cast<CompositeLit>(E);
  if (!L || !isAggregate(F.typeOf(L)))
    return false;
  return llvm::all_of(L->Elems, [&](const Expr *X) {
    if (auto *KV = llvm::dyn_cast<KeyValueExpr>(X))
      X = KV->Value;
    return isStaticLiteral(F, X);
  });
}

} // namespace ogo
