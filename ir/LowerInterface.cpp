//===- LowerInterface.cpp - Interface values and type assertions ----------===//
//
// An interface value is {type word, data word}: the type word is the dynamic
// type's descriptor for an interface without methods, else an itab. Pointer
// shaped values are stored in the data word itself, others behind it; what is
// behind it is never written again.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/FunctionLowering.h"
#include "runtime/abi/Layout.h"

namespace ogo {

static bool hasMethods(Type *Iface) {
  return !typeSet(underAs<Interface>(Iface)).Methods.empty();
}

/// Read-only global that holds constant V, for boxing constants without
/// allocating.
static llvm::Constant *constantBox(FunctionLowering &F, Value V) {
  const Layout &L = F.layout(V.T);
  auto *C = llvm::dyn_cast<llvm::Constant>(V.V);
  if (L.isMemory() || !C || llvm::isa<llvm::UndefValue>(C))
    return nullptr;
  // The SSA type of a value equals its memory image unless leaves are padded.
  uint64_t Packed = 0;
  for (const Leaf &Lf : L.Leaves) {
    uint64_t Size = F.M.DL.getTypeAllocSize(Lf.Ty);
    if (Lf.Offset != llvm::alignTo(Packed, F.M.DL.getABITypeAlign(Lf.Ty)))
      return nullptr;
    Packed = Lf.Offset + Size;
  }
  auto *G =
      new llvm::GlobalVariable(*F.M.Mod, C->getType(), true,
                               llvm::GlobalValue::PrivateLinkage, C, "box");
  G->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  G->setAlignment(llvm::Align(L.Align));
  return G;
}

/// Whether V is one of the values that have a box already, and that box: words
/// below 256, the empty string, the nil slice. Programs count allocations.
static std::pair<llvm::Value *, llvm::Value *> sharedBox(FunctionLowering &F,
                                                         Value V) {
  const Layout &L = F.layout(V.T);
  Type *Under = under(V.T);
  if (isString(Under) || llvm::isa<Slice>(Under))
    return {
        F.B.CreateIsNull(F.extract(V, isString(Under) ? 1 : 0)),
        F.M.Mod->getOrInsertGlobal(
            "runtime.zeroVal", llvm::ArrayType::get(F.B.getInt8Ty(), 1024))};
  if (L.isMemory() || L.Leaves.size() != 1 || L.Leaves[0].Offset ||
      L.Leaves[0].Ty->isPointerTy() || L.Size > 8 ||
      F.M.DL.getTypeStoreSize(L.Leaves[0].Ty) != L.Size)
    return {};
  // The bits decide: of floats only zero is frequent.
  llvm::Value *Bits = F.B.CreateBitCast(
      F.extract(V, 0), F.B.getIntNTy(static_cast<unsigned>(L.Size) * 8));
  llvm::Value *I = F.B.CreateZExt(Bits, F.M.I64Ty);
  llvm::Constant *Table = F.M.Mod->getOrInsertGlobal(
      "runtime.staticuint64s", llvm::ArrayType::get(F.M.I64Ty, 256));
  return {F.B.CreateICmpULT(I, F.B.getInt64(256)),
          F.B.CreateGEP(F.M.I64Ty, Table, I)};
}

static llvm::Value *dataWord(FunctionLowering &F, Value V, const Node *Site) {
  const Layout &L = F.layout(V.T);
  if (F.M.isDirectIface(V.T))
    return L.Leaves.empty() ? llvm::ConstantPointerNull::get(F.M.PtrTy)
                            : F.extract(V, 0);
  if (L.Size == 0)
    return F.M.Mod->getOrInsertGlobal("runtime.zerobase", F.M.I64Ty);
  if (llvm::Constant *Box = constantBox(F, V))
    return Box;
  if (Site && !F.M.escape(F.Pkg).boxOnHeap(Site) && fitsStack(L.Size)) {
    llvm::Value *Temp = F.createTemp(V.T, "iface");
    F.store(Temp, V);
    return Temp;
  }
  if (!L.isMemory() && L.Size == 1) {
    // One-byte values point into a table of all 256.
    llvm::Constant *Table = F.M.Mod->getOrInsertGlobal(
        "runtime.staticuint64s", llvm::ArrayType::get(F.M.I64Ty, 256));
    llvm::Value *I = F.B.CreateZExt(F.extract(V, 0), F.M.I64Ty);
    return F.B.CreateInBoundsGEP(F.M.I64Ty, Table, I);
  }
  auto [Frequent, Box] = sharedBox(F, V);
  if (!Frequent) {
    llvm::Value *Obj = F.newObject(V.T);
    F.store(Obj, V);
    return Obj;
  }
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *New = F.newBlock("box"), *Join = F.newBlock("box.join");
  F.B.CreateCondBr(Frequent, Join, New);
  F.B.SetInsertPoint(New);
  llvm::Value *Obj = F.newObject(V.T);
  F.store(Obj, V);
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.PtrTy, 2);
  Phi->addIncoming(Box, From);
  Phi->addIncoming(Obj, End);
  return Phi;
}

Value makeInterface(FunctionLowering &F, Value V, Type *Iface,
                    const Node *Site) {
  llvm::Constant *Word =
      hasMethods(Iface) ? F.M.itab(Iface, V.T) : F.M.typeDescriptor(V.T);
  llvm::Value *Data = dataWord(F, V, Site);
  return F.make(Iface, {Word, Data});
}

llvm::Value *ifaceTypeWord(FunctionLowering &F, Value X) {
  llvm::Value *Word = F.extract(X, 0);
  if (!hasMethods(X.T))
    return Word;
  // itab == nil ? nil : itab->type
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Load = F.newBlock("itab"), *Join = F.newBlock("itab.join");
  F.B.CreateCondBr(F.B.CreateIsNull(Word), Join, Load);
  F.B.SetInsertPoint(Load);
  llvm::Value *Typ =
      F.B.CreateLoad(F.M.PtrTy, F.offset(Word, offsetof(rt::Itab, Typ)));
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.PtrTy, 2);
  Phi->addIncoming(llvm::ConstantPointerNull::get(F.M.PtrTy), From);
  Phi->addIncoming(Typ, Load);
  return Phi;
}

/// itab of (To, dynamic type word Typ), null for a null Typ; the dynamic type
/// is known to implement To.
static llvm::Value *itabForDynamic(FunctionLowering &F, llvm::Value *Typ,
                                   Type *To) {
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Get = F.newBlock("conv"), *Join = F.newBlock("conv.join");
  F.B.CreateCondBr(F.B.CreateIsNull(Typ), Join, Get);
  F.B.SetInsertPoint(Get);
  llvm::Value *Tab =
      F.callRuntime(RuntimeFn::AssertE2I, {F.M.typeDescriptor(To), Typ});
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.PtrTy, 2);
  Phi->addIncoming(llvm::ConstantPointerNull::get(F.M.PtrTy), From);
  Phi->addIncoming(Tab, End);
  return Phi;
}

Value convertInterface(FunctionLowering &F, Value V, Type *To) {
  if (V.T == To)
    return V;
  if (!hasMethods(V.T) && !hasMethods(To))
    return Value{To, V.V};
  // Even an identical underlying type has method tables of its own, and equal
  // values must have equal tables.
  llvm::Value *Word = ifaceTypeWord(F, V);
  if (hasMethods(To))
    Word = itabForDynamic(F, Word, To);
  return F.make(To, {Word, F.extract(V, 1)});
}

llvm::Value *typeMatches(FunctionLowering &F, Value X, Type *T) {
  llvm::Value *Typ = ifaceTypeWord(F, X);
  if (!isInterface(T))
    return F.B.CreateICmpEQ(Typ, F.M.typeDescriptor(T));
  llvm::Value *NonNil = F.B.CreateIsNotNull(Typ);
  if (!hasMethods(T))
    return NonNil;
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Try = F.newBlock("impl"), *Join = F.newBlock("impl.join");
  F.B.CreateCondBr(NonNil, Try, Join);
  F.B.SetInsertPoint(Try);
  llvm::Value *Tab =
      F.callRuntime(RuntimeFn::AssertE2I2, {F.M.typeDescriptor(T), Typ});
  llvm::Value *Has = F.B.CreateIsNotNull(Tab);
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.I1Ty, 2);
  Phi->addIncoming(F.B.getFalse(), From);
  Phi->addIncoming(Has, End);
  return Phi;
}

Value unpackIface(FunctionLowering &F, Value X, Type *T) {
  if (isInterface(T))
    return convertInterface(F, X, T);
  llvm::Value *Data = F.extract(X, 1);
  if (F.M.isDirectIface(T))
    return F.layout(T).Leaves.empty() ? F.zero(T) : F.make(T, {Data});
  if (F.layout(T).Size == 0)
    return F.zero(T);
  return F.load(Data, T);
}

/// x.(I) for an interface type I.
static Value assertInterface(FunctionLowering &F, Value X, Type *T,
                             llvm::Value **Ok) {
  llvm::Value *Typ = ifaceTypeWord(F, X);
  llvm::Value *Data = F.extract(X, 1);
  if (!hasMethods(T)) {
    llvm::Value *NonNil = F.B.CreateIsNotNull(Typ);
    if (Ok) {
      *Ok = NonNil;
    } else {
      checkThat(F, F.B.CreateNot(NonNil), Pos(), [&] {
        F.callRuntime(RuntimeFn::PanicNilDotType, {F.M.typeDescriptor(T)});
      });
    }
    return F.make(T, {Typ, Data});
  }
  if (!Ok) {
    llvm::Value *Tab =
        F.callRuntime(RuntimeFn::AssertE2I, {F.M.typeDescriptor(T), Typ});
    return F.make(T, {Tab, Data});
  }
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  llvm::BasicBlock *Try = F.newBlock("assert"), *Join = F.newBlock("asserted");
  F.B.CreateCondBr(F.B.CreateIsNull(Typ), Join, Try);
  F.B.SetInsertPoint(Try);
  llvm::Value *Tab =
      F.callRuntime(RuntimeFn::AssertE2I2, {F.M.typeDescriptor(T), Typ});
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(F.M.PtrTy, 2);
  llvm::Constant *Null = llvm::ConstantPointerNull::get(F.M.PtrTy);
  Phi->addIncoming(Null, From);
  Phi->addIncoming(Tab, End);
  *Ok = F.B.CreateIsNotNull(Phi);
  return F.make(T, {Phi, F.B.CreateSelect(*Ok, Data, Null)});
}

Value lowerTypeAssert(FunctionLowering &F, Value X, Type *T, llvm::Value **Ok,
                      Pos At) {
  F.setPos(At);
  if (isInterface(T))
    return assertInterface(F, X, T, Ok);
  llvm::Value *Typ = ifaceTypeWord(F, X);
  llvm::Constant *Want = F.M.typeDescriptor(T);
  llvm::Value *Match = F.B.CreateICmpEQ(Typ, Want);
  if (!Ok) {
    checkThat(F, F.B.CreateNot(Match), At, [&] {
      F.callRuntime(RuntimeFn::PanicDotTypeE,
                    {Typ, Want, F.M.typeDescriptor(X.T)});
    });
    return unpackIface(F, X, T);
  }
  *Ok = Match;
  const Layout &L = F.layout(T);
  if (L.Size == 0 && !F.M.isDirectIface(T))
    return F.zero(T);
  llvm::BasicBlock *Yes = F.newBlock("is"), *Join = F.newBlock("is.join");
  if (L.isMemory()) {
    llvm::Value *Temp = F.createTemp(T, "asserted");
    F.storeZero(Temp, T);
    F.B.CreateCondBr(Match, Yes, Join);
    F.B.SetInsertPoint(Yes);
    F.store(Temp, unpackIface(F, X, T));
    F.B.CreateBr(Join);
    F.B.SetInsertPoint(Join);
    return Value{T, Temp};
  }
  llvm::BasicBlock *From = F.B.GetInsertBlock();
  F.B.CreateCondBr(Match, Yes, Join);
  F.B.SetInsertPoint(Yes);
  Value V = unpackIface(F, X, T);
  llvm::BasicBlock *End = F.B.GetInsertBlock();
  F.B.CreateBr(Join);
  F.B.SetInsertPoint(Join);
  llvm::PHINode *Phi = F.B.CreatePHI(L.Val, 2);
  Phi->addIncoming(F.zero(T).V, From);
  Phi->addIncoming(V.V, End);
  return Value{T, Phi};
}

} // namespace ogo
