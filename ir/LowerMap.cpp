//===- LowerMap.cpp - Map access ------------------------------------------===//
//
// Maps with 4-byte, 8-byte and string keys have entry points that take the key
// in registers; others pass its address. Access gives null for an absent key.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerMap.h"

namespace ogo {

MapKeyKind mapKeyKind(FunctionLowering &F, Type *MapT) {
  Type *Key = F.concrete(underAs<Map>(MapT)->Key);
  Type *U = under(Key);
  if (auto *B = llvm::dyn_cast<BasicType>(U)) {
    if (B->Info & IsString)
      return MapKeyKind::String;
    if (B->Info & IsInteger || B->Kind == BasicKind::UnsafePointer) {
      uint64_t Size = F.layout(Key).Size;
      return Size == 4   ? MapKeyKind::Int32
             : Size == 8 ? MapKeyKind::Int64
                         : MapKeyKind::General;
    }
    return MapKeyKind::General;
  }
  if (llvm::isa<Pointer>(U) || llvm::isa<Chan>(U))
    return MapKeyKind::Int64;
  return MapKeyKind::General;
}

llvm::Value *callMap(FunctionLowering &F, const MapEntryPoints &Entry,
                     llvm::Value *Map, Type *MapT, Value Key) {
  llvm::Value *Desc = F.M.typeDescriptor(MapT);
  switch (mapKeyKind(F, MapT)) {
  case MapKeyKind::Int32:
    return F.callRuntime(Entry.Fast32, {Desc, Map, Key.V});
  case MapKeyKind::Int64: {
    llvm::Value *K = Key.V->getType()->isPointerTy()
                         ? F.B.CreatePtrToInt(Key.V, F.M.I64Ty)
                         : Key.V;
    return F.callRuntime(Entry.Fast64, {Desc, Map, K});
  }
  case MapKeyKind::String:
    return F.callRuntime(Entry.FastStr,
                         {Desc, Map, F.extract(Key, 0), F.extract(Key, 1)});
  case MapKeyKind::General:
    return F.callRuntime(Entry.General, {Desc, Map, F.addressOf(Key)});
  }
  llvm_unreachable("unknown key kind");
}

llvm::Value *emitMapAssign(FunctionLowering &F, llvm::Value *Map, Type *MapT,
                           Value Key) {
  return callMap(F,
                 {RuntimeFn::MapAssign, RuntimeFn::MapAssignFast32,
                  RuntimeFn::MapAssignFast64, RuntimeFn::MapAssignFastStr},
                 Map, MapT, Key);
}

void emitMapDelete(FunctionLowering &F, llvm::Value *Map, Type *MapT,
                   Value Key) {
  callMap(F,
          {RuntimeFn::MapDelete, RuntimeFn::MapDeleteFast32,
           RuntimeFn::MapDeleteFast64, RuntimeFn::MapDeleteFastStr},
          Map, MapT, Key);
}

Value emitMapAccess(FunctionLowering &F, Value M, Value Key, llvm::Value **Ok) {
  Type *T = F.concrete(underAs<Map>(M.T)->Elem);
  llvm::Value *Addr =
      callMap(F,
              {RuntimeFn::MapAccess, RuntimeFn::MapAccessFast32,
               RuntimeFn::MapAccessFast64, RuntimeFn::MapAccessFastStr},
              M.V, M.T, Key);
  llvm::Value *Found = F.B.CreateIsNotNull(Addr);
  if (Ok)
    *Ok = Found;
  const Layout &L = F.layout(T);
  if (L.Size == 0)
    return F.zero(T);
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Yes = F.newBlock("found"), *Join = F.newBlock("map.join");
  if (L.isMemory()) {
    // Copied at once: the element's place may be reused.
    llvm::Value *Temp = F.createTemp(T, "elem");
    llvm::BasicBlock *No = F.newBlock("absent");
    F.B.CreateCondBr(Found, Yes, No);
    F.B.SetInsertPoint(No);
    F.storeZero(Temp, T);
    F.B.CreateBr(Join);
    F.B.SetInsertPoint(Yes);
    F.store(Temp, Value{T, Addr});
    F.B.CreateBr(Join);
    F.B.SetInsertPoint(Join);
    return Value{T, Temp};
  }
  F.B.CreateCondBr(Found, Yes, Join);
  F.B.SetInsertPoint(Yes);
  Value V = F.load(Addr, T);
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(L.Val, 2);
  Phi->addIncoming(F.zero(T).V, From);
  Phi->addIncoming(V.V, End);
  return Value{T, Phi};
}

Value lowerMapIndex(FunctionLowering &F, IndexExpr *E, llvm::Value **Ok) {
  Value M = lowerExpr(F, E->X);
  Type *KeyT = F.concrete(underAs<Map>(M.T)->Key);
  Value Key = isString(under(KeyT))
                  ? convertForAssign(F, lowerBorrowed(F, E->Index), KeyT)
                  : lowerExprAs(F, E->Index, KeyT);
  F.setPos(E->pos());
  return emitMapAccess(F, M, Key, Ok);
}

} // namespace ogo
