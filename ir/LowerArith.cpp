//===- LowerArith.cpp - Arithmetic, shifts, logical operators -------------===//
//
// Go defines what C and LLVM leave undefined: integers wrap, MinInt / -1 is
// MinInt, shift counts may exceed the width. No nsw/nuw, no fast-math.
//
//===----------------------------------------------------------------------===//
#include "ir/EvaluationOrder.h"
#include "ir/FunctionLowering.h"

namespace ogo {

static Value scalar(Type *T, llvm::Value *V) { return Value{T, V}; }

/// Signed division where -1 as divisor must not trap or be undefined: spec
/// "if the dividend x is the most negative value for the int type of x, the
/// quotient q = x / -1 is equal to x (and r = 0) due to overflow".
static llvm::Value *signedDivRem(FunctionLowering &F, bool Rem, llvm::Value *X,
                                 llvm::Value *Y) {
  llvm::Type *Ty = X->getType();
  if (auto *C = llvm::dyn_cast<llvm::ConstantInt>(Y); C && !C->isMinusOne())
    return Rem ? F.B.CreateSRem(X, Y) : F.B.CreateSDiv(X, Y);
  llvm::Value *IsMinusOne =
      F.B.CreateICmpEQ(Y, llvm::ConstantInt::getAllOnesValue(Ty));
  llvm::Value *Safe =
      F.B.CreateSelect(IsMinusOne, llvm::ConstantInt::get(Ty, 1), Y);
  if (Rem)
    return F.B.CreateSRem(X, Safe);
  return F.B.CreateSelect(IsMinusOne, F.B.CreateNeg(X),
                          F.B.CreateSDiv(X, Safe));
}

static llvm::Value *integerOp(FunctionLowering &F, Op O, Type *T,
                              llvm::Value *X, llvm::Value *Y, Pos At) {
  switch (O) {
  case Op::Add:
    return F.B.CreateAdd(X, Y);
  case Op::Sub:
    return F.B.CreateSub(X, Y);
  case Op::Mul:
    return F.B.CreateMul(X, Y);
  case Op::And:
    return F.B.CreateAnd(X, Y);
  case Op::Or:
    return F.B.CreateOr(X, Y);
  case Op::Xor:
    return F.B.CreateXor(X, Y);
  case Op::AndNot:
    return F.B.CreateAnd(X, F.B.CreateNot(Y));
  case Op::Div:
  case Op::Rem:
    checkDivisor(F, Y, At);
    if (isUnsigned(T))
      return O == Op::Rem ? F.B.CreateURem(X, Y) : F.B.CreateUDiv(X, Y);
    return signedDivRem(F, O == Op::Rem, X, Y);
  default:
    llvm_unreachable("not an integer operator");
  }
}

static llvm::Value *floatOp(FunctionLowering &F, Op O, llvm::Value *X,
                            llvm::Value *Y) {
  switch (O) {
  case Op::Add:
    return F.B.CreateFAdd(X, Y);
  case Op::Sub:
    return F.B.CreateFSub(X, Y);
  case Op::Mul:
    return F.B.CreateFMul(X, Y);
  case Op::Div:
    return F.B.CreateFDiv(X, Y);
  default:
    llvm_unreachable("not a float operator");
  }
}

static Value complexOp(FunctionLowering &F, Op O, Value X, Value Y) {
  llvm::IRBuilder<> &B = F.B;
  llvm::Value *A = F.extract(X, 0), *Bi = F.extract(X, 1);
  llvm::Value *C = F.extract(Y, 0), *D = F.extract(Y, 1);
  switch (O) {
  case Op::Add:
    return F.make(X.T, {B.CreateFAdd(A, C), B.CreateFAdd(Bi, D)});
  case Op::Sub:
    return F.make(X.T, {B.CreateFSub(A, C), B.CreateFSub(Bi, D)});
  case Op::Mul:
    return F.make(X.T, {B.CreateFSub(B.CreateFMul(A, C), B.CreateFMul(Bi, D)),
                        B.CreateFAdd(B.CreateFMul(A, D), B.CreateFMul(Bi, C))});
  case Op::Div: {
    // complex64 divides in complex128 too, as gc does.
    bool Narrow = A->getType()->isFloatTy();
    llvm::SmallVector<llvm::Value *, 4> Args{A, Bi, C, D};
    if (Narrow)
      for (llvm::Value *&V : Args)
        V = B.CreateFPExt(V, F.M.F64Ty);
    llvm::Value *R = F.callRuntime(RuntimeFn::Complex128Div, Args);
    llvm::Value *Re = B.CreateExtractValue(R, 0);
    llvm::Value *Im = B.CreateExtractValue(R, 1);
    if (Narrow) {
      Re = B.CreateFPTrunc(Re, F.M.F32Ty);
      Im = B.CreateFPTrunc(Im, F.M.F32Ty);
    }
    return F.make(X.T, {Re, Im});
  }
  default:
    llvm_unreachable("not a complex operator");
  }
}

/// Spec "Shift operators": counts of the width or more shift everything out; a
/// negative count panics.
static Value emitShift(FunctionLowering &F, Op O, Value X, Value Y, Pos At) {
  llvm::IRBuilder<> &B = F.B;
  bool Arithmetic = O == Op::Shr && !isUnsigned(X.T);
  llvm::Type *XTy = X.V->getType(), *YTy = Y.V->getType();
  unsigned Width = XTy->getIntegerBitWidth();
  if (!isUnsigned(Y.T))
    checkShift(F, Y.V, At);
  auto Emit = [&](llvm::Value *Count) -> llvm::Value * {
    if (O == Op::Shl)
      return B.CreateShl(X.V, Count);
    return Arithmetic ? B.CreateAShr(X.V, Count) : B.CreateLShr(X.V, Count);
  };
  llvm::Value *Limit = nullptr; // Width as YTy, if representable
  if (YTy->getIntegerBitWidth() > 7 || Width < 128)
    Limit = llvm::ConstantInt::get(YTy, Width);
  llvm::Value *TooBig = B.CreateICmpUGE(Y.V, Limit);
  llvm::Value *Narrow = B.CreateZExtOrTrunc(Y.V, XTy);
  if (Arithmetic) {
    llvm::Value *Clamped =
        B.CreateSelect(TooBig, llvm::ConstantInt::get(XTy, Width - 1), Narrow);
    return scalar(X.T, Emit(Clamped));
  }
  // The shift by a too large count is poison, but the select drops it.
  return scalar(X.T, B.CreateSelect(TooBig, llvm::ConstantInt::get(XTy, 0),
                                    Emit(Narrow)));
}

Value emitBinary(FunctionLowering &F, Op O, Value X, Value Y, Pos At) {
  F.setPos(At);
  if (O == Op::Shl || O == Op::Shr)
    return emitShift(F, O, X, Y, At);
  if (isString(X.T)) {
    assert(O == Op::Add && "strings only add");
    return emitConcat(F, {X, Y}, X.T);
  }
  if (isComplex(X.T))
    return complexOp(F, O, X, Y);
  if (isFloat(X.T))
    return scalar(X.T, floatOp(F, O, X.V, Y.V));
  return scalar(X.T, integerOp(F, O, X.T, X.V, Y.V, At));
}

/// a && b, a || b as a value.
static Value logicalValue(FunctionLowering &F, Operation *E) {
  OwnOrder Own(F);
  llvm::BasicBlock *True = F.newBlock("true"), *False = F.newBlock("false");
  llvm::BasicBlock *Join = F.newBlock("join");
  lowerCond(F, E, True, False);
  F.B.SetInsertPoint(True);
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(False);
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.I1Ty, 2);
  Phi->addIncoming(F.B.getTrue(), True);
  Phi->addIncoming(F.B.getFalse(), False);
  return F.boolean(Phi, F.typeOf(E));
}

/// Operands of a chain a + b + c of strings, left to right.
static void collectConcat(FunctionLowering &F, Expr *E,
                          llvm::SmallVectorImpl<Expr *> &Out) {
  Expr *X = unparen(E);
  auto *O = llvm::dyn_cast<Operation>(X);
  if (O && O->Y && O->Opcode == Op::Add &&
      !F.Facts.typeAndValue(O).isConstant()) {
    collectConcat(F, O->X, Out);
    collectConcat(F, O->Y, Out);
    return;
  }
  Out.push_back(E);
}

/// The bytes of the result are always new if one operand is a constant that is
/// not empty; the others may then be borrowed, unless a call that follows could
/// change them.
static Value lowerConcat(FunctionLowering &F, Operation *E, Type *T) {
  llvm::SmallVector<Expr *, 8> Operands;
  collectConcat(F, E, Operands);
  bool Copies = llvm::any_of(Operands, [&](Expr *X) {
    const TypeAndValue &TV = F.Facts.typeAndValue(X);
    return TV.isConstant() && !TV.Val.stringVal().empty();
  });
  bool Borrow = Copies && llvm::none_of(Operands, [&](Expr *X) {
                  return hasEffect(F, X);
                });
  llvm::SmallVector<Value, 8> Parts;
  for (Expr *X : Operands)
    Parts.push_back(Borrow ? lowerBorrowed(F, X) : lowerExpr(F, X));
  F.setPos(E->pos());
  return emitConcat(F, Parts, T, E);
}

/// Both operands of a comparison as one type: a concrete operand is compared
/// with an interface by its dynamic type.
static llvm::Value *compareMixed(FunctionLowering &F, Operation *E) {
  bool XNil = F.Facts.typeAndValue(E->X).Mode == OperandMode::NilValue;
  bool YNil = F.Facts.typeAndValue(E->Y).Mode == OperandMode::NilValue;
  llvm::Value *Eq;
  if (XNil || YNil) {
    Value V = lowerExpr(F, XNil ? E->Y : E->X);
    F.setPos(E->pos());
    Eq = F.B.CreateIsNull(F.extract(V, 0));
  } else {
    Value X = hasEffect(F, E->Y) ? F.copyToTemp(lowerExpr(F, E->X))
                                 : lowerBorrowed(F, E->X);
    Value Y = lowerBorrowed(F, E->Y);
    F.setPos(E->pos());
    if (E->Opcode != Op::Eql && E->Opcode != Op::Neq)
      return emitCompare(F, E->Opcode, X, Y);
    if (E->Opcode == Op::Neq && isFloat(X.T) && isFloat(Y.T))
      return emitCompare(F, Op::Neq, X, Y);
    Eq = emitMixedEqual(F, X, Y);
  }
  return E->Opcode == Op::Neq ? F.B.CreateNot(Eq) : Eq;
}

Value lowerShiftCount(FunctionLowering &F, Expr *E) {
  const TypeAndValue &TV = F.Facts.typeAndValue(E);
  if (!TV.isConstant())
    return lowerExpr(F, E);
  return lowerConstant(F, constant::toInt(TV.Val),
                       F.M.Ctx.basic(BasicKind::Uint));
}

Value lowerBinary(FunctionLowering &F, Operation *E) {
  switch (E->Opcode) {
  case Op::AndAnd:
  case Op::OrOr:
    return logicalValue(F, E);
  case Op::Eql:
  case Op::Neq:
  case Op::Lss:
  case Op::Leq:
  case Op::Gtr:
  case Op::Geq:
    return F.boolean(compareMixed(F, E), F.typeOf(E));
  default:
    break;
  }
  Type *T = F.typeOf(E);
  if (E->Opcode == Op::Add && isString(T)) {
    return lowerConcat(F, E, T);
  }
  Value X = lowerExpr(F, E->X);
  X.T = T; // same underlying type
  bool IsShift = E->Opcode == Op::Shl || E->Opcode == Op::Shr;
  Value Y = IsShift ? lowerShiftCount(F, E->Y) : lowerExpr(F, E->Y);
  return emitBinary(F, E->Opcode, X, Y, E->pos());
}

Value lowerUnary(FunctionLowering &F, Operation *E) {
  Type *T = F.typeOf(E);
  switch (E->Opcode) {
  case Op::And: // &x
    return Value{T, lowerAddress(F, E)};
  case Op::Mul: { // *p
    Value P = lowerExpr(F, E->X);
    checkNil(F, P.V, E->pos());
    F.setPos(E->pos());
    return F.load(P.V, T);
  }
  case Op::Recv:
    return lowerRecv(F, E->X, nullptr);
  case Op::Not:
    return F.boolean(F.B.CreateNot(F.isTrue(lowerExpr(F, E->X))), T);
  default:
    break;
  }
  Value X = lowerExpr(F, E->X);
  F.setPos(E->pos());
  switch (E->Opcode) {
  case Op::Add:
    return scalar(T, X.V);
  case Op::Sub:
    if (isComplex(T))
      return F.make(T, {F.B.CreateFNeg(F.extract(X, 0)),
                        F.B.CreateFNeg(F.extract(X, 1))});
    return scalar(T, isFloat(T) ? F.B.CreateFNeg(X.V) : F.B.CreateNeg(X.V));
  case Op::Xor:
    return scalar(T, F.B.CreateNot(X.V));
  default:
    llvm_unreachable("not a unary operator");
  }
}

} // namespace ogo
