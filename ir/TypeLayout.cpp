//===- TypeLayout.cpp - Go types as LLVM types ----------------------------===//
//
// Canonical types and their layouts. The checker compares types structurally;
// here identical types become one pointer, so that every table of the lowering
// can be keyed by it.
//
//===----------------------------------------------------------------------===//
#include "ir/TypeLayout.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"
#include "runtime/abi/CallingConvention.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace ogo {

using callconv::MaxLeaves;

TypeLayouts::TypeLayouts(TypeContext &Ctx, LLVMContext &LLVM)
    : Ctx(Ctx), LLVM(LLVM) {}

/// Untyped operands that reach the lowering have their default type; nil stays.
static BasicKind typedKind(BasicKind K) {
  switch (K) {
  case BasicKind::UntypedBool:
    return BasicKind::Bool;
  case BasicKind::UntypedInt:
    return BasicKind::Int;
  case BasicKind::UntypedRune:
    return BasicKind::Int32;
  case BasicKind::UntypedFloat:
    return BasicKind::Float64;
  case BasicKind::UntypedComplex:
    return BasicKind::Complex128;
  case BasicKind::UntypedString:
    return BasicKind::String;
  default:
    return K;
  }
}

Type *TypeLayouts::canonical(Type *T) {
  if (!T)
    return nullptr;
  auto It = Canon.find(T);
  if (It != Canon.end())
    return It->second;
  Type *U = unalias(T);
  if (auto *B = dyn_cast<BasicType>(U)) {
    U = Ctx.basic(typedKind(B->Kind));
  } else if (!isa<TypeParam>(U)) {
    auto *N = dyn_cast<Named>(U);
    if (!N || N->isInstance()) {
      auto &Bucket = ByHash[typeHash(U)];
      Type *Found = nullptr;
      for (Type *Old : Bucket)
        if (identical(Old, U)) {
          Found = Old;
          break;
        }
      if (Found)
        U = Found;
      else
        Bucket.push_back(U);
    }
  }
  Canon[U] = U;
  return Canon[T] = U;
}

const Layout &TypeLayouts::of(Type *T) {
  Type *C = canonical(T);
  auto It = Layouts.find(C);
  if (It != Layouts.end())
    return *It->second;
  auto L = compute(C);
  return *(Layouts[C] = std::move(L));
}

uint64_t TypeLayouts::fieldOffset(Type *T, unsigned I) {
  auto *S = cast<Struct>(under(T));
  auto It = Offsets.find(S);
  if (It == Offsets.end())
    It = Offsets.try_emplace(S, fieldOffsets(S)).first;
  return It->second[I];
}

static llvm::Type *scalarOf(const BasicType *B, LLVMContext &C) {
  switch (typedKind(B->Kind)) {
  case BasicKind::Bool:
  case BasicKind::Int8:
  case BasicKind::Uint8:
    return IntegerType::get(C, 8);
  case BasicKind::Int16:
  case BasicKind::Uint16:
    return IntegerType::get(C, 16);
  case BasicKind::Int32:
  case BasicKind::Uint32:
    return IntegerType::get(C, 32);
  case BasicKind::Int:
  case BasicKind::Int64:
  case BasicKind::Uint:
  case BasicKind::Uint64:
  case BasicKind::Uintptr:
    return IntegerType::get(C, 64);
  case BasicKind::Float32:
    return llvm::Type::getFloatTy(C);
  case BasicKind::Float64:
    return llvm::Type::getDoubleTy(C);
  case BasicKind::UnsafePointer:
  case BasicKind::UntypedNil:
    return PointerType::get(C, 0);
  default:
    return nullptr;
  }
}

/// A struct's memory image: packed, with explicit padding.
static llvm::Type *
paddedStruct(LLVMContext &C, uint64_t Size,
             ArrayRef<std::pair<uint64_t, const Layout *>> Fields) {
  SmallVector<llvm::Type *, 16> Elems;
  uint64_t At = 0;
  auto Pad = [&](uint64_t To) {
    if (To > At)
      Elems.push_back(llvm::ArrayType::get(IntegerType::get(C, 8), To - At));
    At = std::max(At, To);
  };
  for (auto &[Off, L] : Fields) {
    if (!L->Size)
      continue;
    Pad(Off);
    Elems.push_back(L->Mem);
    At = Off + L->Size;
  }
  Pad(Size);
  return llvm::StructType::get(C, Elems, /*isPacked=*/true);
}

std::unique_ptr<Layout> TypeLayouts::compute(Type *T) {
  auto L = std::make_unique<Layout>();
  auto *Ptr = PointerType::get(LLVM, 0);
  auto *I64 = IntegerType::get(LLVM, 64);
  auto Set = [&](std::initializer_list<Leaf> Leaves, uint64_t Size,
                 uint64_t Align, uint64_t PtrBytes) {
    L->Leaves.assign(Leaves.begin(), Leaves.end());
    L->Size = Size;
    L->Align = Align;
    L->PtrBytes = PtrBytes;
  };
  bool Fits = true;
  auto Append = [&](const Layout &Part, uint64_t Off) {
    if (Part.isMemory() || L->Leaves.size() + Part.Leaves.size() > MaxLeaves) {
      Fits = false;
      return;
    }
    for (const Leaf &X : Part.Leaves)
      L->Leaves.push_back({X.Ty, X.Offset + Off});
  };
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Basic: {
    auto *B = cast<BasicType>(U);
    if (llvm::Type *S = scalarOf(B, LLVM)) {
      uint64_t Size = S->isPointerTy() ? 8 : S->getPrimitiveSizeInBits() / 8;
      Set({{S, 0}}, Size, Size, S->isPointerTy() ? 8 : 0);
      L->Mem = S;
      break;
    }
    BasicKind K = typedKind(B->Kind);
    if (K == BasicKind::String) {
      Set({{Ptr, 0}, {I64, 8}}, 16, 8, 8);
    } else if (K == BasicKind::Complex64) {
      auto *F = llvm::Type::getFloatTy(LLVM);
      Set({{F, 0}, {F, 4}}, 8, 4, 0);
    } else {
      assert(K == BasicKind::Complex128 && "invalid type reaches the lowering");
      auto *D = llvm::Type::getDoubleTy(LLVM);
      Set({{D, 0}, {D, 8}}, 16, 8, 0);
    }
    break;
  }
  case TypeKind::Slice:
    Set({{Ptr, 0}, {I64, 8}, {I64, 16}}, 24, 8, 8);
    break;
  case TypeKind::Interface:
    Set({{Ptr, 0}, {Ptr, 8}}, 16, 8, 16);
    break;
  case TypeKind::Pointer:
  case TypeKind::Map:
  case TypeKind::Chan:
  case TypeKind::Signature:
    Set({{Ptr, 0}}, 8, 8, 8);
    L->Mem = Ptr;
    break;
  case TypeKind::Array: {
    auto *A = cast<Array>(U);
    const Layout &E = of(A->Elem);
    uint64_t N = A->Len;
    L->Size = E.Size * N;
    L->Align = E.Align;
    L->PtrBytes = N && E.PtrBytes ? (N - 1) * E.Size + E.PtrBytes : 0;
    L->Mem = llvm::ArrayType::get(E.Mem, N);
    if (N == 1)
      Append(E, 0);
    else if (N > 1 && E.Size)
      Fits = false;
    break;
  }
  case TypeKind::Struct: {
    auto *S = cast<Struct>(U);
    L->Size = sizeOf(S);
    L->Align = alignOf(S);
    SmallVector<std::pair<uint64_t, const Layout *>, 8> Fields;
    for (unsigned I = 0; I < S->Fields.size(); ++I) {
      const Layout &F = of(S->Fields[I]->type());
      uint64_t Off = fieldOffset(U, I);
      Fields.push_back({Off, &F});
      if (Fits)
        Append(F, Off);
      if (F.PtrBytes)
        L->PtrBytes = Off + F.PtrBytes;
    }
    L->Mem = paddedStruct(LLVM, L->Size, Fields);
    break;
  }
  case TypeKind::Tuple:
  case TypeKind::Union:
  case TypeKind::Named:
  case TypeKind::TypeParam:
  case TypeKind::Alias:
    llvm_unreachable("no layout for this kind of type");
  }
  L->HasPointers = L->PtrBytes != 0;
  if (!Fits) {
    L->Leaves.clear();
  } else if (L->Leaves.size() == 1) {
    L->Val = L->Leaves[0].Ty;
  } else {
    SmallVector<llvm::Type *, 4> Elems;
    for (const Leaf &X : L->Leaves)
      Elems.push_back(X.Ty);
    L->Val = llvm::StructType::get(LLVM, Elems);
  }
  if (!L->Mem)
    L->Mem = L->Val;
  return L;
}

void TypeLayouts::forEachPointer(Type *T, uint64_t Base,
                                 function_ref<void(uint64_t)> F) {
  const Layout &L = of(T);
  if (!L.HasPointers)
    return;
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Interface:
    F(Base);
    F(Base + 8);
    return;
  case TypeKind::Array: {
    auto *A = cast<Array>(U);
    uint64_t Size = of(A->Elem).Size;
    for (int64_t I = 0; I < A->Len; ++I)
      forEachPointer(A->Elem, Base + I * Size, F);
    return;
  }
  case TypeKind::Struct: {
    auto *S = cast<Struct>(U);
    for (unsigned I = 0; I < S->Fields.size(); ++I)
      forEachPointer(S->Fields[I]->type(), Base + fieldOffset(U, I), F);
    return;
  }
  default:
    F(Base);
  }
}

} // namespace ogo
