//===- BuiltinNumeric.cpp - complex, real, imag, min and max --------------===//
#include "frontend/check/BuiltinCall.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::dyn_cast;

static bool isConstant(const Operand &X) {
  return X.Mode == OperandMode::Constant;
}

/// F of X's type. For a type parameter F must be defined on all of its types;
/// the language has no result type for that, which is reported, but checking
/// goes on with a new type parameter. Null if F is not defined.
Type *BuiltinCall::mapFloatType(llvm::function_ref<Type *(Type *)> F) {
  TypeParam *P = asTypeParam(X.T);
  if (!P)
    return F(X.T);
  llvm::SmallVector<UnionTerm, 4> Terms;
  bool Ok = typeSet(P).typeSetIs([&](const UnionTerm *T) {
    Type *R = T ? F(T->T) : nullptr;
    if (R)
      Terms.push_back({T->Tilde, R});
    return R != nullptr;
  });
  if (!Ok)
    return nullptr;

  DiagCode Code = Id == BuiltinId::Real   ? DiagCode::InvalidReal
                  : Id == BuiltinId::Imag ? DiagCode::InvalidImag
                                          : DiagCode::InvalidComplex;
  C.softError(X.X ? startPos(X.X) : X.At, Code,
              C.str(X) + " not supported as argument to built-in " +
                  builtinInfo(Id).Name +
                  " for go1.18 (see go.dev/issue/50937)");

  auto &Arena = C.Ctx.arena();
  auto *Bound = C.Ctx.make<Interface>();
  Type *U = C.Ctx.make<Union>(Arena.copyList(Terms));
  Bound->Embeddeds = Arena.copy(llvm::ArrayRef<Type *>(U));
  Bound->Complete = true;
  auto *Result = C.Ctx.make<TypeParam>();
  Result->Obj = C.Ctx.make<TypeName>(Pos(), &C.Pkg, P->Obj->Name, Result);
  Result->Id = C.Ctx.nextTypeParamId();
  Result->Index = P->Index;
  Result->Bound = Bound;
  return Result;
}

bool BuiltinCall::complex() {
  Operand &Y = Args[1];
  bool UntypedX = isUntyped(X.T), UntypedY = isUntyped(Y.T);
  if (UntypedX && UntypedY && isConstant(X) && isConstant(Y)) {
    for (Operand *A : {&X, &Y})
      if (isNumeric(A->T) && A->Val.imag().sign() == 0)
        A->T = C.basic(BasicKind::UntypedFloat);
  } else if (UntypedX && UntypedY) {
    // A non-constant one contains a shift, which floats do not have: this
    // reports it.
    convertUntyped(C, X, C.basic(BasicKind::Float64));
    convertUntyped(C, Y, C.basic(BasicKind::Float64));
  } else if (UntypedX) {
    convertUntyped(C, X, Y.T);
  } else if (UntypedY) {
    convertUntyped(C, Y, X.T);
  }
  if (X.invalid() || Y.invalid())
    return false;

  if (!identical(X.T, Y.T))
    return fail(X, DiagCode::InvalidComplex,
                "invalid operation: " + C.str(Call) + " (mismatched types " +
                    C.str(X.T) + " and " + C.str(Y.T) + ")");
  Type *Result = mapFloatType([&](Type *T) -> Type * {
    auto *B = dyn_cast<BasicType>(under(T));
    switch (B ? B->Kind : BasicKind::Invalid) {
    case BasicKind::Float32:
      return C.basic(BasicKind::Complex64);
    case BasicKind::Float64:
      return C.basic(BasicKind::Complex128);
    case BasicKind::UntypedFloat:
      return C.basic(BasicKind::UntypedComplex);
    default:
      return nullptr;
    }
  });
  if (!Result)
    return fail(X, DiagCode::InvalidComplex,
                "invalid argument: arguments have type " + C.str(X.T) +
                    ", expected floating-point");

  if (isConstant(X) && isConstant(Y)) {
    X.Val = constant::makeComplex(constant::toFloat(X.Val),
                                  constant::toFloat(Y.Val));
  } else {
    X.Mode = OperandMode::Value;
    recordSignature(Result, {X.T, X.T});
  }
  X.T = Result;
  return true;
}

bool BuiltinCall::realOrImag() {
  if (isUntyped(X.T)) {
    if (isConstant(X)) {
      if (isNumeric(X.T))
        X.T = C.basic(BasicKind::UntypedComplex);
    } else {
      // Contains a shift, which complex numbers do not have: this reports it.
      convertUntyped(C, X, C.basic(BasicKind::Complex128));
      if (X.invalid())
        return false;
    }
  }
  Type *Result = mapFloatType([&](Type *T) -> Type * {
    auto *B = dyn_cast<BasicType>(under(T));
    switch (B ? B->Kind : BasicKind::Invalid) {
    case BasicKind::Complex64:
      return C.basic(BasicKind::Float32);
    case BasicKind::Complex128:
      return C.basic(BasicKind::Float64);
    case BasicKind::UntypedComplex:
      return C.basic(BasicKind::UntypedFloat);
    default:
      return nullptr;
    }
  });
  bool IsReal = Id == BuiltinId::Real;
  if (!Result)
    return fail(X, IsReal ? DiagCode::InvalidReal : DiagCode::InvalidImag,
                "invalid argument: argument has type " + C.str(X.T) +
                    ", expected complex type");
  if (isConstant(X)) {
    X.Val = IsReal ? X.Val.real() : X.Val.imag();
  } else {
    X.Mode = OperandMode::Value;
    recordSignature(Result, X.T);
  }
  X.T = Result;
  return true;
}

bool BuiltinCall::minOrMax() {
  requireVersion(21, "built-in " + builtinInfo(Id).Name);
  Op Better = Id == BuiltinId::Max ? Op::Gtr : Op::Lss;
  for (unsigned I = 0; I < NumArgs; ++I) {
    Operand &A = Args[I];
    if (A.invalid())
      return false;
    if (!allOrdered(A.T))
      return fail(A, DiagCode::InvalidMinMaxOperand,
                  "invalid argument: " + C.str(A) + " cannot be ordered");
    if (I == 0)
      continue; // is X
    matchTypes(C, X, A);
    if (X.invalid())
      return false;
    if (!identical(X.T, A.T))
      return fail(A, DiagCode::MismatchedTypes,
                  "invalid argument: mismatched types " + C.str(X.T) +
                      " (previous argument) and " + C.str(A.T) + " (type of " +
                      C.str(A.X) + ")");
    if (!isConstant(X) || !isConstant(A))
      X.Mode = OperandMode::Value;
    else if (constant::compare(A.Val, Better, X.Val))
      X = A;
  }

  if (!isConstant(X)) {
    X.Mode = OperandMode::Value;
    // A value must not stay untyped.
    assignment(C, X, C.Ctx.EmptyInterface,
               ("argument to built-in " + builtinInfo(Id).Name).str());
    if (X.invalid())
      return false;
  }
  for (Operand &A : Args)
    updateExprType(C, A.X, X.T, true);
  if (!isConstant(X))
    recordSignature(X.T, llvm::SmallVector<Type *, 4>(NumArgs, X.T));
  return true;
}
