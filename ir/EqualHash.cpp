//===- EqualHash.cpp - Equality and hash functions of types ---------------===//
//
// Maps, interface comparison and reflect compare and hash values through the
// functions in type descriptors. Types that are plain memory share the
// runtime's; for structs and arrays with strings, floats, interfaces or padding
// one is generated. Fields are compared in source order, because an interface
// field may panic; neighbouring plain fields are compared as one block.
//
//===----------------------------------------------------------------------===//
#include "ir/ModuleImpl.h"

using namespace llvm;

namespace ogo {

namespace {

/// One piece of a struct: a run of plain memory (T null) or a field of type T.
struct Piece {
  uint64_t Offset, Size;
  Type *T;
};

void collectPieces(ModuleLowering &M, Type *T, uint64_t Base,
                   SmallVectorImpl<Piece> &Out) {
  auto AddPlain = [&](uint64_t Off, uint64_t Size) {
    if (!Size)
      return;
    if (!Out.empty() && !Out.back().T &&
        Out.back().Offset + Out.back().Size == Off)
      Out.back().Size += Size;
    else
      Out.push_back({Off, Size, nullptr});
  };
  if (isRegularMemory(M, T))
    return AddPlain(Base, M.layout(T).Size);
  if (auto *S = underAs<Struct>(T)) {
    for (unsigned I = 0; I < S->Fields.size(); ++I)
      if (S->Fields[I]->name() != "_")
        collectPieces(M, S->Fields[I]->type(),
                      Base + M.Layouts.fieldOffset(T, I), Out);
    return;
  }
  Out.push_back({Base, M.layout(T).Size, T});
}

/// Builds the body of one equality or hash function.
class EqualHashBuilder {
public:
  EqualHashBuilder(ModuleLowering &M, llvm::Function *Fn)
      : M(M), Fn(Fn), B(BasicBlock::Create(M.LLVM, "entry", Fn)) {
    M.attachSubprogram(Fn, Pos(), Fn->getName());
    B.SetCurrentDebugLocation(M.debugLoc(Fn, Pos()));
  }
  void buildEqual(Type *T);
  void buildHash(Type *T);

private:
  ModuleLowering &M;
  llvm::Function *Fn;
  IRBuilder<> B;
  BasicBlock *Differ = nullptr;

  llvm::Value *at(llvm::Value *P, uint64_t Off) {
    return Off ? B.CreateConstInBoundsGEP1_64(M.I8Ty, P, Off) : P;
  }
  llvm::Value *load(llvm::Type *T, llvm::Value *P, uint64_t Off) {
    return B.CreateAlignedLoad(T, at(P, Off), Align(1));
  }
  llvm::CallInst *call(llvm::FunctionCallee C, ArrayRef<llvm::Value *> Args) {
    auto *I = B.CreateCall(C, Args);
    I->setCallingConv(CallingConv::Swift);
    return I;
  }
  llvm::CallInst *callRuntime(RuntimeFn Id, ArrayRef<llvm::Value *> Args) {
    return call(M.runtimeFunction(Id), Args);
  }
  /// Goes on where Same (i1) holds.
  void require(llvm::Value *Same) {
    auto *Next = BasicBlock::Create(M.LLVM, "", Fn);
    B.CreateCondBr(Same, Next, Differ);
    B.SetInsertPoint(Next);
  }
  /// Runs Body with the index of each element.
  void loop(uint64_t Count, function_ref<void(llvm::Value *)> Body);
  void equal(Type *T, llvm::Value *P, llvm::Value *Q);
  void equalPlain(llvm::Value *P, llvm::Value *Q, uint64_t Off, uint64_t Size);
  void equalStruct(Type *T, llvm::Value *P, llvm::Value *Q);
  llvm::Value *hash(Type *T, llvm::Value *P, llvm::Value *H);
};

void EqualHashBuilder::loop(uint64_t Count,
                            function_ref<void(llvm::Value *)> Body) {
  auto *Pre = B.GetInsertBlock();
  auto *Head = BasicBlock::Create(M.LLVM, "loop", Fn);
  auto *Exit = BasicBlock::Create(M.LLVM, "done", Fn);
  B.CreateBr(Head);
  B.SetInsertPoint(Head);
  auto *I = B.CreatePHI(M.I64Ty, 2);
  I->addIncoming(B.getInt64(0), Pre);
  Body(I);
  auto *Next = B.CreateAdd(I, B.getInt64(1));
  I->addIncoming(Next, B.GetInsertBlock());
  B.CreateCondBr(B.CreateICmpULT(Next, B.getInt64(Count)), Head, Exit);
  B.SetInsertPoint(Exit);
}

void EqualHashBuilder::equalPlain(llvm::Value *P, llvm::Value *Q, uint64_t Off,
                                  uint64_t Size) {
  if (Size == 1 || Size == 2 || Size == 4 || Size == 8) {
    auto *T = B.getIntNTy(Size * 8);
    return require(B.CreateICmpEQ(load(T, P, Off), load(T, Q, Off)));
  }
  // LLVM knows this libc function and expands it for small sizes.
  auto Cmp =
      M.Mod->getOrInsertFunction("bcmp", M.I32Ty, M.PtrTy, M.PtrTy, M.I64Ty);
  auto *R = B.CreateCall(Cmp, {at(P, Off), at(Q, Off), B.getInt64(Size)});
  require(B.CreateICmpEQ(R, B.getInt32(0)));
}

void EqualHashBuilder::equal(Type *T, llvm::Value *P, llvm::Value *Q) {
  T = M.canonical(T);
  if (isRegularMemory(M, T)) {
    if (uint64_t Size = M.layout(T).Size)
      equalPlain(P, Q, 0, Size);
    return;
  }
  Type *U = under(T);
  if (isFloat(U) || isComplex(U)) {
    for (const Leaf &X : M.layout(T).Leaves)
      require(
          B.CreateFCmpOEQ(load(X.Ty, P, X.Offset), load(X.Ty, Q, X.Offset)));
  } else if (isString(U)) {
    auto *N = load(M.I64Ty, P, 8);
    require(B.CreateICmpEQ(N, load(M.I64Ty, Q, 8)));
    auto *R = callRuntime(RuntimeFn::MemEqual,
                          {load(M.PtrTy, P, 0), load(M.PtrTy, Q, 0), N});
    require(B.CreateICmpNE(R, B.getInt8(0)));
  } else if (auto *I = dyn_cast<Interface>(U)) {
    auto *Word = load(M.PtrTy, P, 0);
    require(B.CreateICmpEQ(Word, load(M.PtrTy, Q, 0)));
    bool Empty = typeSet(I).Methods.empty();
    auto *R = callRuntime(Empty ? RuntimeFn::EfaceEq : RuntimeFn::IfaceEq,
                          {Word, load(M.PtrTy, P, 8), load(M.PtrTy, Q, 8)});
    require(B.CreateICmpNE(R, B.getInt8(0)));
  } else if (auto *A = dyn_cast<Array>(U)) {
    auto *Size = B.getInt64(M.layout(A->Elem).Size);
    loop(A->Len, [&](llvm::Value *I) {
      auto *Off = B.CreateMul(I, Size);
      equal(A->Elem, B.CreateInBoundsGEP(M.I8Ty, P, Off),
            B.CreateInBoundsGEP(M.I8Ty, Q, Off));
    });
  } else {
    equalStruct(T, P, Q);
  }
}

/// Comparing values of T may panic, so it must not change places.
bool mayPanic(Type *T) {
  Type *U = under(T);
  if (auto *A = dyn_cast<Array>(U))
    return mayPanic(A->Elem);
  if (auto *S = dyn_cast<Struct>(U))
    return any_of(S->Fields, [](Var *F) { return mayPanic(F->type()); });
  return isa<Interface>(U);
}

/// Between comparisons that may panic, those that are cheap come first, so that
/// the bytes of strings are looked at only if everything else is equal.
void EqualHashBuilder::equalStruct(Type *T, llvm::Value *P, llvm::Value *Q) {
  SmallVector<Piece, 8> Pieces, Strings;
  collectPieces(M, T, 0, Pieces);
  auto Flush = [&] {
    for (const Piece &X : Strings)
      equal(X.T, at(P, X.Offset), at(Q, X.Offset));
    Strings.clear();
  };
  for (const Piece &X : Pieces) {
    if (!X.T) {
      equalPlain(P, Q, X.Offset, X.Size);
    } else if (mayPanic(X.T)) {
      Flush();
      equal(X.T, at(P, X.Offset), at(Q, X.Offset));
    } else if (isString(X.T)) {
      require(B.CreateICmpEQ(load(M.I64Ty, P, X.Offset + 8),
                             load(M.I64Ty, Q, X.Offset + 8)));
      Strings.push_back(X);
    } else if (isa<Array>(under(X.T))) {
      Strings.push_back(X);
    } else {
      equal(X.T, at(P, X.Offset), at(Q, X.Offset));
    }
  }
  Flush();
}

void EqualHashBuilder::buildEqual(Type *T) {
  Differ = BasicBlock::Create(M.LLVM, "differ", Fn);
  equal(T, Fn->getArg(0), Fn->getArg(1));
  B.CreateRet(B.getInt8(1));
  B.SetInsertPoint(Differ);
  B.CreateRet(B.getInt8(0));
}

llvm::Value *EqualHashBuilder::hash(Type *T, llvm::Value *P, llvm::Value *H) {
  T = M.canonical(T);
  Type *U = under(T);
  if (isRegularMemory(M, T) || !isa<Struct, Array>(U))
    return call(M.hashFunction(T), {P, H});
  if (auto *A = dyn_cast<Array>(U)) {
    auto *Size = B.getInt64(M.layout(A->Elem).Size);
    auto *Slot = B.CreateAlloca(M.I64Ty);
    B.CreateStore(H, Slot);
    loop(A->Len, [&](llvm::Value *I) {
      auto *E = B.CreateInBoundsGEP(M.I8Ty, P, B.CreateMul(I, Size));
      B.CreateStore(
          call(M.hashFunction(A->Elem), {E, B.CreateLoad(M.I64Ty, Slot)}),
          Slot);
    });
    return B.CreateLoad(M.I64Ty, Slot);
  }
  // Field by field, as the runtime hashes a type that reflect made: a map may
  // be used under both types.
  auto *St = cast<Struct>(U);
  for (unsigned I = 0; I < St->Fields.size(); ++I)
    if (St->Fields[I]->name() != "_")
      H = call(M.hashFunction(St->Fields[I]->type()),
               {at(P, M.Layouts.fieldOffset(T, I)), H});
  return H;
}

void EqualHashBuilder::buildHash(Type *T) {
  if (isRegularMemory(M, T))
    B.CreateRet(
        callRuntime(RuntimeFn::MemHash, {Fn->getArg(0), Fn->getArg(1),
                                         B.getInt64(M.layout(T).Size)}));
  else
    B.CreateRet(hash(T, Fn->getArg(0), Fn->getArg(1)));
}

struct SharedFns {
  RuntimeFn Equal, Hash;
};

/// The runtime's functions for T, if it is of a kind that has them.
std::optional<SharedFns> sharedFunctions(ModuleLowering &M, Type *T) {
  using enum RuntimeFn;
  Type *U = under(T);
  if (isRegularMemory(M, T)) {
    switch (M.layout(T).Size) {
    case 0:
      return SharedFns{MemEqual0, MemHash0};
    case 1:
      return SharedFns{MemEqual8, MemHash8};
    case 2:
      return SharedFns{MemEqual16, MemHash16};
    case 4:
      return SharedFns{MemEqual32, MemHash32};
    case 8:
      return SharedFns{MemEqual64, MemHash64};
    case 16:
      return SharedFns{MemEqual128, MemHash128};
    default:
      return std::nullopt;
    }
  }
  if (auto *I = dyn_cast<Interface>(U)) {
    if (typeSet(I).Methods.empty())
      return SharedFns{NilInterEqual, NilInterHash};
    return SharedFns{InterEqual, InterHash};
  }
  if (auto *B = dyn_cast<BasicType>(U)) {
    if (B->Info & IsString)
      return SharedFns{StrEqual, StrHash};
    uint64_t Size = M.layout(T).Size;
    if (B->Info & IsFloat)
      return Size == 4 ? SharedFns{F32Equal, F32Hash}
                       : SharedFns{F64Equal, F64Hash};
    return Size == 8 ? SharedFns{C64Equal, C64Hash}
                     : SharedFns{C128Equal, C128Hash};
  }
  return std::nullopt;
}

} // namespace

/// Plain memory of one size shares one function.
static std::string nameFor(ModuleLowering &M, StringRef What, Type *T) {
  if (isRegularMemory(M, T))
    return ("type:." + What + std::to_string(M.layout(T).Size)).str();
  return ("type:." + What + "." + M.linkTypeString(T)).str();
}

llvm::Function *ModuleLowering::equalFunction(Type *T) {
  T = canonical(T);
  if (auto *Fn = P->Equal.lookup(T))
    return Fn;
  if (auto S = sharedFunctions(*this, T))
    return P->Equal[T] = runtimeFunction(S->Equal);
  std::string Name = nameFor(*this, "eq", T);
  llvm::Function *Fn = Mod->getFunction(Name);
  if (!Fn) {
    auto *Ty = FunctionType::get(I8Ty, {PtrTy, PtrTy}, false);
    Fn = createFunction(Ty, Name, GlobalValue::LinkOnceODRLinkage);
    P->Later.push_back(
        [this, Fn, T] { EqualHashBuilder(*this, Fn).buildEqual(T); });
  }
  return P->Equal[T] = Fn;
}

llvm::Function *ModuleLowering::hashFunction(Type *T) {
  T = canonical(T);
  if (auto *Fn = P->Hash.lookup(T))
    return Fn;
  if (auto S = sharedFunctions(*this, T))
    return P->Hash[T] = runtimeFunction(S->Hash);
  std::string Name = nameFor(*this, "hash", T);
  llvm::Function *Fn = Mod->getFunction(Name);
  if (!Fn) {
    auto *Ty = FunctionType::get(I64Ty, {PtrTy, I64Ty}, false);
    Fn = createFunction(Ty, Name, GlobalValue::LinkOnceODRLinkage);
    P->Later.push_back(
        [this, Fn, T] { EqualHashBuilder(*this, Fn).buildHash(T); });
  }
  return P->Hash[T] = Fn;
}

} // namespace ogo
