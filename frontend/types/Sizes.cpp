//===- Sizes.cpp - gc's memory layout -------------------------------------===//
//
// unsafe.Sizeof and its kin are constants, so the checker must know the layout
// the runtime and reflect agree on. Sizes that do not fit are -1; once a part
// is too large everything that contains it is.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Sizes.h"
#include "frontend/types/Package.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::cast;

static constexpr int64_t WordSize = 8;
static constexpr int64_t MaxAlign = 8;

/// X rounded up to a multiple of A; negative on overflow.
static int64_t alignUp(int64_t X, int64_t A) {
  return static_cast<int64_t>((static_cast<uint64_t>(X) + A - 1) &
                              ~static_cast<uint64_t>(A - 1));
}

static int64_t wrapAdd(int64_t X, int64_t Y) {
  return static_cast<int64_t>(static_cast<uint64_t>(X) +
                              static_cast<uint64_t>(Y));
}

static int64_t basicSize(const BasicType *B) {
  switch (B->Kind) {
  case BasicKind::Bool:
  case BasicKind::Int8:
  case BasicKind::Uint8:
    return 1;
  case BasicKind::Int16:
  case BasicKind::Uint16:
    return 2;
  case BasicKind::Int32:
  case BasicKind::Uint32:
  case BasicKind::Float32:
    return 4;
  case BasicKind::Int64:
  case BasicKind::Uint64:
  case BasicKind::Float64:
  case BasicKind::Complex64:
    return 8;
  case BasicKind::Complex128:
  case BasicKind::String:
    return 16;
  default:
    return WordSize;
  }
}

/// sync/atomic's align64 marks the struct it is in as 8-byte aligned.
static bool isAtomicAlign64(const Type *T) {
  Named *N = asNamed(T);
  if (!N || !N->Obj->Pkg || N->Obj->Name != "align64")
    return false;
  llvm::StringRef Path = N->Obj->Pkg->Path;
  return Path == "sync/atomic" || Path == "internal/runtime/atomic";
}

SizeCache::Shape
SizeCache::structShape(const Struct *S,
                       llvm::SmallVectorImpl<int64_t> *Offsets) {
  int64_t Offs = 0, Max = 1, Last = 0;
  for (Var *F : S->Fields) {
    int64_t A = align(F->T);
    Max = std::max(Max, A);
    if (Offs >= 0)
      Offs = alignUp(Offs, A);
    if (Offsets)
      Offsets->push_back(Offs < 0 ? -1 : Offs);
    Last = size(F->T);
    // The end of a last field without size is not the struct's end.
    if (F == S->Fields.back() && Last == 0 && Offs > 0)
      Last = 1;
    Offs = Last >= 0 && Offs >= 0 ? wrapAdd(Offs, Last) : -1;
  }
  int64_t Size = Offs < 0 ? -1 : alignUp(Offs, Max);
  return {Size < 0 ? -1 : Size, Max};
}

SizeCache::Shape SizeCache::shape(const Struct *S) {
  if (S->Fields.empty())
    return {0, 1};
  auto It = Structs.find(S);
  if (It != Structs.end())
    return It->second;
  Shape Made = structShape(S, nullptr);
  return Structs[S] = Made;
}

int64_t SizeCache::align(const Type *T) {
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Array:
    return align(cast<Array>(U)->Elem);
  case TypeKind::Struct: {
    auto *S = cast<Struct>(U);
    if (S->Fields.empty() && isAtomicAlign64(T))
      return 8;
    return shape(S).Align;
  }
  case TypeKind::Slice:
  case TypeKind::Interface:
    return WordSize;
  case TypeKind::Basic:
    if (cast<BasicType>(U)->Info & IsString)
      return WordSize;
    break;
  default:
    break;
  }
  int64_t A = size(T);
  if (A < 1)
    return 1;
  if (isComplex(T))
    A /= 2; // as a pair of floats
  return std::min(A, MaxAlign);
}

llvm::SmallVector<int64_t, 8> SizeCache::offsets(const Struct *S) {
  llvm::SmallVector<int64_t, 8> Offsets;
  structShape(S, &Offsets);
  return Offsets;
}

int64_t SizeCache::size(const Type *T) {
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Basic:
    return basicSize(cast<BasicType>(U));
  case TypeKind::Array: {
    auto *A = cast<Array>(U);
    if (A->Len <= 0)
      return 0;
    int64_t Elem = size(A->Elem);
    if (Elem <= 0)
      return Elem;
    return Elem > INT64_MAX / A->Len ? -1 : Elem * A->Len;
  }
  case TypeKind::Slice:
    return 3 * WordSize;
  case TypeKind::Struct:
    return shape(cast<Struct>(U)).Size;
  case TypeKind::Interface:
    return 2 * WordSize;
  default:
    return WordSize;
  }
}

int64_t ogo::sizeOf(const Type *T) { return SizeCache().size(T); }
int64_t ogo::alignOf(const Type *T) { return SizeCache().align(T); }
llvm::SmallVector<int64_t, 8> ogo::fieldOffsets(const Struct *S) {
  return SizeCache().offsets(S);
}
