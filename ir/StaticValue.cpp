//===- StaticValue.cpp - Expressions that are data ------------------------===//
//
// Composite literals of constants become LLVM constants instead of code: a
// table of a megabyte must compile in no time, and what is data needs no
// initialization at run time. Memory images have exactly the type's size; their
// LLVM type need not be layout().Mem (padding and mixed arrays differ).
//
//===----------------------------------------------------------------------===//
#include "ir/StaticValue.h"
#include "ir/LowerCall.h"
#include "ir/ModuleImpl.h"

#include <map>

using namespace llvm;

namespace ogo {

namespace {

class StaticBuilder {
public:
  /// Init null: the expression may be evaluated many times, so nothing that
  /// needs memory of its own is static.
  StaticBuilder(ModuleLowering &M, Package *P, const Substitution *S,
                FunctionLowering *Init)
      : M(M), P(P), S(S), Init(Init) {}
  Constant *build(Expr *E, Type *T);
  Constant *elements(CompositeLit *E, Type *Elem, int64_t Len, int64_t &OutLen);

private:
  ModuleLowering &M;
  Package *P;
  const Substitution *S;
  FunctionLowering *Init;

  Type *typeOf(const Expr *E) { return M.concrete(P->Facts.typeOf(E), S); }
  Constant *zero(Type *T) { return Constant::getNullValue(M.layout(T).Mem); }
  Constant *i64(uint64_t V) { return ConstantInt::get(M.I64Ty, V); }
  Constant *offset(Constant *C, uint64_t Off) {
    if (!Off)
      return C;
    return ConstantExpr::getInBoundsGetElementPtr(M.I8Ty, C, i64(Off));
  }
  Constant *interfaceOf(Constant *C, Type *From, Type *To);
  Constant *literal(CompositeLit *E, Type *T);
  Constant *structLiteral(CompositeLit *E, Type *T);
  /// Where a struct has parts that are given: a field's value, or for an
  /// embedded struct with promoted fields those of the fields.
  struct Parts {
    Constant *Whole = nullptr;
    std::map<int, Parts> Fields;
  };
  Constant *structImage(Type *T, const Parts &Given);
  Constant *sliceOf(Constant *Data, int64_t Len);
  /// Address of a new variable of type T whose value is E.
  Constant *variableWith(Expr *E, Type *T);
  Constant *address(Expr *E);
  Constant *functionValue(Name *N, Func *F);
  Constant *conversion(CallExpr *E, Type *T);
};

Constant *StaticBuilder::interfaceOf(Constant *C, Type *From, Type *To) {
  const TypeSet &TS = typeSet(cast<Interface>(under(To)));
  Constant *Word =
      TS.Methods.empty() ? M.typeDescriptor(From) : M.itab(To, From);
  Constant *Data = C;
  if (M.isDirectIface(From)) {
    while (!Data->getType()->isPointerTy())
      Data = Data->getAggregateElement(0U);
  } else if (!M.layout(From).Size) {
    Data = zeroBase(M);
  } else {
    Data = privateGlobal(M, C, From, /*Mutable=*/false, "boxed");
  }
  return ConstantStruct::getAnon({Word, Data});
}

Constant *StaticBuilder::structLiteral(CompositeLit *E, Type *T) {
  auto *St = cast<Struct>(under(T));
  Parts Given;
  for (unsigned N = 0; N < E->Elems.size(); ++N) {
    Expr *X = E->Elems[N];
    if (auto *KV = dyn_cast<KeyValueExpr>(X))
      X = KV->Value;
    Parts *At = &Given;
    Type *FT = T;
    Var *Field = nullptr;
    for (int I : P->Facts.fieldOf(St, E, N)) {
      At = &At->Fields[I];
      Field = cast<Struct>(under(FT))->Fields[I];
      FT = M.canonical(Field->type());
    }
    At->Whole = build(X, FT);
    if (!At->Whole)
      return nullptr;
    if (Field->name() == "_")
      At->Whole = nullptr; // evaluated, not stored
  }
  return structImage(T, Given);
}

Constant *StaticBuilder::structImage(Type *T, const Parts &Given) {
  auto *St = cast<Struct>(under(T));
  SmallVector<Constant *, 16> Image;
  uint64_t At = 0;
  auto Pad = [&](uint64_t To) {
    if (To > At)
      Image.push_back(
          ConstantAggregateZero::get(llvm::ArrayType::get(M.I8Ty, To - At)));
    At = To;
  };
  bool AllZero = true;
  for (unsigned I = 0; I < St->Fields.size(); ++I) {
    Type *FT = M.canonical(St->Fields[I]->type());
    const Layout &L = M.layout(FT);
    if (!L.Size)
      continue;
    Pad(M.Layouts.fieldOffset(T, I));
    Constant *Field = nullptr;
    if (auto It = Given.Fields.find(I); It != Given.Fields.end())
      Field = It->second.Fields.empty() ? It->second.Whole
                                        : structImage(FT, It->second);
    if (!Field)
      Field = zero(FT);
    AllZero &= Field->isNullValue();
    Image.push_back(Field);
    At += L.Size;
  }
  if (AllZero)
    return zero(T);
  Pad(M.layout(T).Size);
  return ConstantStruct::getAnon(M.LLVM, Image, /*Packed=*/true);
}

/// Elements of an array (Len >= 0) or slice literal as one array image.
Constant *StaticBuilder::elements(CompositeLit *E, Type *Elem, int64_t Len,
                                  int64_t &OutLen) {
  // Sparse giants are better built by code.
  constexpr int64_t MaxHoles = 1 << 16;
  std::vector<Constant *> Elems(std::max<int64_t>(Len, 0) <=
                                        MaxHoles + int64_t(E->Elems.size())
                                    ? std::max<int64_t>(Len, 0)
                                    : 0);
  if (Len > int64_t(Elems.size()))
    return nullptr;
  if (Len < 0)
    Elems.reserve(E->Elems.size());
  int64_t Next = 0, Max = 0;
  for (Expr *X : E->Elems) {
    if (auto *KV = dyn_cast<KeyValueExpr>(X)) {
      Next = constant::toInt(P->Facts.typeAndValue(KV->Key).Val)
                 .int64Val()
                 .value_or(-1);
      X = KV->Value;
    }
    if (Next < 0 || Next > int64_t(Elems.size()) + MaxHoles)
      return nullptr;
    if (Next >= int64_t(Elems.size()))
      Elems.resize(Next + 1);
    Constant *C = build(X, Elem);
    if (!C)
      return nullptr;
    Elems[Next++] = C;
    Max = std::max(Max, Next);
  }
  OutLen = Len < 0 ? Max : Len;
  Constant *Zero = nullptr;
  llvm::Type *Ty = nullptr;
  bool Same = true, AllZero = true;
  for (Constant *&C : Elems) {
    if (!C)
      C = Zero ? Zero : (Zero = zero(Elem));
    AllZero &= C->isNullValue();
    Same &= !Ty || C->getType() == Ty;
    Ty = C->getType();
  }
  if (AllZero)
    return ConstantAggregateZero::get(
        llvm::ArrayType::get(M.layout(Elem).Mem, Elems.size()));
  if (Same)
    return ConstantArray::get(llvm::ArrayType::get(Ty, Elems.size()), Elems);
  return ConstantStruct::getAnon(M.LLVM, Elems, /*Packed=*/true);
}

Constant *StaticBuilder::sliceOf(Constant *Data, int64_t Len) {
  return ConstantStruct::getAnon({Data, i64(Len), i64(Len)});
}

Constant *StaticBuilder::literal(CompositeLit *E, Type *T) {
  Type *U = under(T);
  if (auto *Ptr = dyn_cast<Pointer>(U)) { // elided &T{…}
    if (!Init)
      return nullptr;
    Type *Elem = M.canonical(Ptr->Elem);
    Constant *C = literal(E, Elem);
    return C ? privateGlobal(M, C, Elem, true, "stmp") : nullptr;
  }
  if (isa<Struct>(U))
    return structLiteral(E, T);
  int64_t Len;
  if (auto *A = dyn_cast<Array>(U))
    return elements(E, M.canonical(A->Elem), A->Len, Len);
  auto *Sl = dyn_cast<Slice>(U);
  if (!Sl || (!Init && !E->Elems.empty()))
    return nullptr;
  Type *Elem = M.canonical(Sl->Elem);
  if (E->Elems.empty() || !M.layout(Elem).Size) {
    Constant *C = elements(E, Elem, -1, Len);
    return C ? sliceOf(zeroBase(M), Len) : nullptr;
  }
  Constant *C = elements(E, Elem, -1, Len);
  return C ? sliceOf(privateGlobal(M, C, Elem, true, "stmp"), Len) : nullptr;
}

Constant *StaticBuilder::variableWith(Expr *E, Type *T) {
  if (!Init)
    return nullptr;
  Constant *C = build(E, T);
  if (C && !M.layout(T).Size)
    return zeroBase(M);
  return C ? privateGlobal(M, C, T, true, "stmp") : nullptr;
}

/// Address of a package variable or a fixed part of one.
Constant *StaticBuilder::address(Expr *E) {
  E = unparen(E);
  if (auto *N = dyn_cast<Name>(E)) {
    auto *V = dyn_cast_or_null<Var>(P->Facts.objectOf(N));
    if (V && !V->IsField && V->pkg() && V->Parent == &V->pkg()->PkgScope)
      return M.global(V);
    return nullptr;
  }
  if (auto *Sel = dyn_cast<SelectorExpr>(E)) {
    const Selection *S = P->Facts.selectionOf(Sel);
    if (!S) // qualified identifier
      return address(Sel->Sel);
    if (S->K != Selection::Kind::FieldVal || S->Indirect ||
        isTypeParam(S->Recv))
      return nullptr;
    Constant *Base = address(Sel->X);
    Type *T = typeOf(Sel->X);
    if (!Base || isa<Pointer>(under(T)))
      return nullptr;
    uint64_t Off = 0;
    for (int I : S->Index) {
      auto *St = dyn_cast<Struct>(under(T));
      if (!St)
        return nullptr;
      Off += M.Layouts.fieldOffset(T, I);
      T = M.canonical(St->Fields[I]->type());
    }
    return offset(Base, Off);
  }
  if (auto *Ix = dyn_cast<IndexExpr>(E)) {
    auto *A = dyn_cast<Array>(under(typeOf(Ix->X)));
    const ConstantValue &V = P->Facts.typeAndValue(Ix->Index).Val;
    if (!A || V.isNull())
      return nullptr;
    Constant *Base = address(Ix->X);
    auto I = constant::toInt(V).int64Val();
    if (!Base || !I || *I < 0 || *I >= A->Len)
      return nullptr;
    return offset(Base, *I * M.layout(A->Elem).Size);
  }
  return nullptr;
}

Constant *StaticBuilder::functionValue(Name *N, Func *F) {
  if (F->signature()->Recv)
    return nullptr;
  TypeList Args;
  if (const Instance *I = P->Facts.instanceOf(N))
    for (Type *A : I->TArgs)
      Args.push_back(M.concrete(A, S));
  if (Args.size() != F->signature()->TParams.size())
    return nullptr;
  return M.closureObject(M.function(F, Args));
}

Constant *StaticBuilder::conversion(CallExpr *E, Type *T) {
  Expr *X = E->Args[0];
  const TypeAndValue &TV = P->Facts.typeAndValue(X);
  Type *To = typeOf(E), *From = typeOf(X);
  if (!From || TV.Mode == OperandMode::NilValue)
    return T == To ? zero(T) : nullptr;
  if (isInterface(To)) {
    if (isInterface(From) || To != T)
      return nullptr;
    return build(X, T);
  }
  Type *UF = under(From), *UT = under(To);
  auto *Sl = dyn_cast<Slice>(UT);
  if (Init && Sl && TV.isConstant() && isString(From)) {
    auto *B = dyn_cast<BasicType>(under(Sl->Elem));
    if (!B || B->Kind != BasicKind::Uint8)
      return nullptr;
    StringRef Text = TV.Val.stringVal();
    if (Text.empty())
      return sliceOf(zeroBase(M), 0);
    auto *C = ConstantDataArray::getString(M.LLVM, Text, false);
    return sliceOf(privateGlobal(M, C, Sl->Elem, true, "stmp"), Text.size());
  }
  auto IsPtr = [](Type *U) {
    auto *B = dyn_cast<BasicType>(U);
    return isa<Pointer>(U) || (B && B->Kind == BasicKind::UnsafePointer);
  };
  if (identicalIgnoreTags(UF, UT) || (IsPtr(UF) && IsPtr(UT)))
    return TV.isConstant() ? build(X, To) : build(X, From);
  return nullptr;
}

Constant *StaticBuilder::build(Expr *E, Type *T) {
  E = unparen(E);
  const TypeAndValue &TV = P->Facts.typeAndValue(E);
  if (TV.Mode == OperandMode::NilValue)
    return zero(T);
  if (!TV.T)
    return nullptr;
  if (TV.isConstant()) {
    if (!isInterface(T))
      return M.constantValue(TV.Val, T);
    Type *From = M.canonical(defaultType(M.Ctx, typeOf(E)));
    if (isInterface(From))
      return nullptr;
    return interfaceOf(M.constantValue(TV.Val, From), From, T);
  }
  Type *From = typeOf(E);
  if (isa<Tuple>(From))
    return nullptr;
  if (isInterface(T) && !isInterface(From)) {
    Constant *C = build(E, From);
    return C ? interfaceOf(C, From, T) : nullptr;
  }
  switch (E->kind()) {
  case NodeKind::CompositeLit:
    return literal(cast<CompositeLit>(E), From);
  case NodeKind::FuncLit: {
    if (!Init)
      return nullptr;
    auto *L = cast<FuncLit>(E);
    return M.closureObject(lowerLiteralBody(*Init, L, closureLayout(*Init, L)));
  }
  case NodeKind::Name:
    if (auto *F = dyn_cast_or_null<Func>(P->Facts.useOf(cast<Name>(E))))
      return functionValue(cast<Name>(E), F);
    return nullptr;
  case NodeKind::SelectorExpr: {
    auto *Sel = cast<SelectorExpr>(E);
    if (P->Facts.selectionOf(Sel))
      return nullptr;
    return build(Sel->Sel, T);
  }
  case NodeKind::IndexExpr: { // explicit instance of a function
    auto *Ix = cast<IndexExpr>(E);
    Expr *X = unparen(Ix->X);
    if (auto *Sel = dyn_cast<SelectorExpr>(X))
      X = Sel->Sel;
    if (auto *N = dyn_cast<Name>(X))
      if (auto *F = dyn_cast_or_null<Func>(P->Facts.useOf(N)))
        return functionValue(N, F);
    return nullptr;
  }
  case NodeKind::Operation: {
    auto *O = cast<Operation>(E);
    if (!O->isUnary() || O->Opcode != Op::And)
      return nullptr;
    Expr *X = unparen(O->X);
    if (auto *L = dyn_cast<CompositeLit>(X)) {
      return variableWith(L, typeOf(L));
    }
    return address(X);
  }
  case NodeKind::CallExpr: {
    auto *C = cast<CallExpr>(E);
    if (C->Args.size() == 1 && P->Facts.typeAndValue(unparen(C->Fun)).isType())
      return conversion(C, T);
    const TypeAndValue &Fun = P->Facts.typeAndValue(unparen(C->Fun));
    if (Fun.Mode == OperandMode::Builtin && Fun.Builtin == BuiltinId::New &&
        !P->Facts.typeAndValue(C->Args[0]).isType())
      return variableWith(C->Args[0],
                          M.canonical(cast<Pointer>(under(From))->Elem));
    return nullptr;
  }
  default:
    return nullptr;
  }
}

} // namespace

Constant *ModuleLowering::staticValue(Package *Of, Expr *E, Type *T,
                                      const Substitution *S) {
  return StaticBuilder(*this, Of, S, nullptr).build(E, canonical(T));
}

Constant *ModuleLowering::staticElements(Package *Of, CompositeLit *E,
                                         Type *Elem, const Substitution *S) {
  int64_t Len;
  if (E->Elems.empty() || !layout(canonical(Elem)).Size)
    return nullptr;
  return StaticBuilder(*this, Of, S, nullptr)
      .elements(E, canonical(Elem), -1, Len);
}

Constant *staticInitializer(FunctionLowering &Init, Expr *E, Type *T) {
  return StaticBuilder(Init.M, Init.Pkg, Init.Subst, &Init)
      .build(E, Init.M.canonical(T));
}

} // namespace ogo
