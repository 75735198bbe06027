//===- LowerAssign.cpp - Assignments --------------------------------------===//
//
// Spec "Assignment statements": the operands of index expressions and pointer
// indirections on the left and the expressions on the right are evaluated in
// the usual order, then the assignments happen from left to right. What may
// panic in the assignment itself (nil pointers, bounds) waits until then.
//
// The order between calls and plain variable reads is not specified
// (EvaluationOrder.cpp). As gc does, the left side is read after all calls of
// both sides, because programs rely on `t.nodes[i] = t.add()` seeing the grown
// slice.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/DebugVariables.h"
#include "ir/EvaluationOrder.h"
#include "ir/LowerCall.h"
#include "ir/LowerMap.h"

namespace ogo {

void storePlace(FunctionLowering &F, Place &P, Value V) {
  switch (P.K) {
  case Place::Kind::Blank:
    return;
  case Place::Kind::Memory:
    F.store(placeAddress(F, P), {P.T, V.V});
    return;
  case Place::Kind::MapElem:
    // The value may lie in the same map, whose table may move.
    V = F.copyToTemp(V);
    F.store(emitMapAssign(F, P.Map, P.MapT, P.Key), {P.T, V.V});
    return;
  }
}

static Type *placeType(FunctionLowering &F, Expr *Lhs) {
  Lhs = unparen(Lhs);
  if (auto *N = llvm::dyn_cast<Name>(Lhs))
    return F.concrete(F.Facts.objectOf(N)->type());
  return F.typeOf(Lhs);
}

static void assignOne(FunctionLowering &F, Expr *Lhs, Expr *Rhs, Pos At,
                      bool Keep) {
  if (isBlank(Lhs)) {
    Value V = lowerExpr(F, Rhs);
    if (Keep)
      keepValue(F, V);
    return;
  }
  Type *T = placeType(F, Lhs);
  InOrder Order(F, {Operand::place(Lhs), {Rhs, T}});
  Value V = lowerExprAs(F, Rhs, T);
  Place P = lowerPlace(F, Lhs);
  F.setPos(At);
  storePlace(F, P, V);
  if (Keep)
    keepAssigned(F, P, V);
}

static void assignParallel(FunctionLowering &F, llvm::ArrayRef<Expr *> Lhs,
                           llvm::ArrayRef<Expr *> Rhs, Pos At, bool Keep) {
  auto TypeAt = [&](unsigned I) {
    return isBlank(Lhs[I]) ? nullptr : placeType(F, Lhs[I]);
  };
  llvm::SmallVector<Operand, 8> Operands;
  for (Expr *E : Lhs)
    if (!isBlank(E))
      Operands.push_back(Operand::place(E));
  bool Pairwise = Rhs.size() == Lhs.size();
  for (unsigned I = 0; I != Rhs.size(); ++I)
    Operands.push_back(Pairwise ? Operand(Rhs[I], TypeAt(I))
                                : Operand::several(Rhs[I]));
  InOrder Order(F, Operands);
  llvm::SmallVector<Value, 4> Values;
  if (!Pairwise)
    lowerMulti(F, Rhs[0], Values);
  llvm::SmallVector<Place, 4> Places;
  for (Expr *E : Lhs)
    Places.push_back(isBlank(E) ? Place() : lowerPlace(F, E));
  for (unsigned I = 0; I != Lhs.size(); ++I) {
    Type *T = TypeAt(I);
    if (Pairwise)
      Values.push_back(
          F.copyToTemp(T ? lowerExprAs(F, Rhs[I], T) : lowerExpr(F, Rhs[I])));
    else if (T)
      Values[I] = convertForAssign(F, Values[I], T);
  }
  F.setPos(At);
  for (unsigned I = 0; I != Lhs.size(); ++I)
    storePlace(F, Places[I], Values[I]);
  for (unsigned I = 0; Keep && I != Lhs.size(); ++I)
    keepAssigned(F, Places[I], Values[I]);
}

/// A memory-class literal is built in the new variable itself.
static bool defineLiteral(FunctionLowering &F, Var *V, Expr *Rhs, bool Keep) {
  auto *L = llvm::dyn_cast<CompositeLit>(unparen(Rhs));
  Type *T = F.concrete(V->type());
  if (!L || !F.layout(T).isMemory() || F.typeOf(L) != T)
    return false;
  llvm::Value *Addr =
      F.M.escape(F.Pkg).onHeap(V) ? F.newObject(T) : F.createTemp(T, V->name());
  lowerCompositeLitInto(F, L, T, Addr);
  F.Vars[V] = VarStorage{Addr, nullptr};
  describeVariable(F, V, Addr);
  if (Keep)
    keepVariable(F, V, {T, Addr});
  return true;
}

static void define(FunctionLowering &F, const AssignStmt *S, bool Keep) {
  llvm::ArrayRef<Expr *> Lhs = unpackList(S->Lhs), Rhs = unpackList(S->Rhs);
  auto NewVar = [&](Expr *E) {
    return llvm::dyn_cast_or_null<Var>(F.Facts.defOf(llvm::cast<Name>(E)));
  };
  bool Pairwise = Lhs.size() == Rhs.size();
  llvm::SmallVector<Operand, 4> Operands;
  for (unsigned I = 0; I != Rhs.size(); ++I)
    Operands.push_back(!Pairwise ? Operand::several(Rhs[I])
                       : isBlank(Lhs[I])
                           ? Operand(Rhs[I])
                           : Operand(Rhs[I], placeType(F, Lhs[I])));
  InOrder Order(F, Operands);
  if (Lhs.size() == 1 && Rhs.size() == 1 && !isBlank(Lhs[0]))
    if (Var *V = NewVar(Lhs[0]))
      if (defineLiteral(F, V, Rhs[0], Keep))
        return;
  llvm::SmallVector<Value, 4> Values;
  if (Pairwise) {
    for (unsigned I = 0; I != Rhs.size(); ++I) {
      Value X = isBlank(Lhs[I]) ? lowerExpr(F, Rhs[I])
                                : lowerExprAs(F, Rhs[I], placeType(F, Lhs[I]));
      Values.push_back(Rhs.size() > 1 ? F.copyToTemp(X) : X);
    }
  } else {
    lowerMulti(F, Rhs[0], Values);
  }
  F.setPos(S->pos());
  for (unsigned I = 0; I != Lhs.size(); ++I) {
    if (isBlank(Lhs[I])) {
      if (Keep)
        keepValue(F, Values[I]);
      continue;
    }
    Value X = convertForAssign(F, Values[I], placeType(F, Lhs[I]));
    if (Var *V = NewVar(Lhs[I])) {
      declareVar(F, V, &X);
      if (Keep)
        keepVariable(F, V, X);
      continue;
    }
    Place P = lowerPlace(F, Lhs[I]);
    storePlace(F, P, X);
    if (Keep)
      keepAssigned(F, P, X);
  }
}

void assignValues(FunctionLowering &F, llvm::ArrayRef<Expr *> Lhs,
                  llvm::ArrayRef<Value> Values, bool Define) {
  auto Skipped = [](Expr *E) { return !E || isBlank(E); };
  llvm::SmallVector<Place, 2> Places(Lhs.size());
  if (!Define)
    for (unsigned I = 0; I != Lhs.size(); ++I)
      if (!Skipped(Lhs[I]))
        Places[I] = lowerPlace(F, Lhs[I]);
  for (unsigned I = 0; I != Lhs.size(); ++I) {
    if (Skipped(Lhs[I]))
      continue;
    if (Define) {
      auto *V = llvm::cast<Var>(F.Facts.objectOf(llvm::cast<Name>(Lhs[I])));
      Value X = convertForAssign(F, Values[I], F.concrete(V->type()));
      declareVar(F, V, &X);
    } else {
      storePlace(F, Places[I], convertForAssign(F, Values[I], Places[I].T));
    }
  }
}

/// The operand of x op= y, converted as a binary expression would.
static Value lowerOperand(FunctionLowering &F, const AssignStmt *S, Type *T) {
  if (!S->Rhs)
    return lowerConstant(F, ConstantValue::makeInt(1), T);
  if (S->Opcode == Op::Shl || S->Opcode == Op::Shr)
    return lowerShiftCount(F, S->Rhs);
  Value Y = lowerExprAs(F, S->Rhs, T);
  return {T, Y.V};
}

static Value combine(FunctionLowering &F, const AssignStmt *S, Value X,
                     Value Y) {
  F.setPos(S->pos());
  if (S->Opcode == Op::Add && isString(X.T))
    return emitConcat(F, {X, Y}, X.T);
  return emitBinary(F, S->Opcode, X, Y, S->pos());
}

static void assignOp(FunctionLowering &F, const AssignStmt *S, bool Keep) {
  Type *T = placeType(F, S->Lhs);
  llvm::SmallVector<Operand, 2> Operands{Operand::place(S->Lhs)};
  if (S->Rhs)
    Operands.push_back(S->Rhs);
  InOrder Order(F, Operands);
  Value Y = lowerOperand(F, S, T);
  Place P = lowerPlace(F, S->Lhs);
  F.setPos(S->pos());
  if (P.K == Place::Kind::MapElem) {
    if (S->Opcode == Op::Div || S->Opcode == Op::Rem) {
      // A division that panics must not leave an entry behind.
      Value X = emitMapAccess(F, {P.MapT, P.Map}, P.Key, nullptr);
      storePlace(F, P, combine(F, S, X, Y));
      return;
    }
    llvm::Value *Addr = emitMapAssign(F, P.Map, P.MapT, P.Key);
    F.store(Addr, combine(F, S, F.load(Addr, T), Y));
    return;
  }
  llvm::Value *Addr = placeAddress(F, P);
  Value New = combine(F, S, F.load(Addr, T), Y);
  F.store(Addr, New);
  if (Keep)
    keepAssigned(F, P, New);
}

void lowerAssign(FunctionLowering &F, const AssignStmt *S) {
  bool Keep = F.Kept == S;
  if (S->Opcode == Op::Def)
    return define(F, S, Keep);
  if (S->Opcode != Op::None)
    return assignOp(F, S, Keep);
  llvm::ArrayRef<Expr *> Lhs = unpackList(S->Lhs), Rhs = unpackList(S->Rhs);
  if (Lhs.size() == 1 && Rhs.size() == 1)
    assignOne(F, Lhs[0], Rhs[0], S->pos(), Keep);
  else
    assignParallel(F, Lhs, Rhs, S->pos(), Keep);
}

} // namespace ogo
