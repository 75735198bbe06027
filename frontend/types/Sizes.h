//===- Sizes.h - Size, alignment and field offsets as gc lays out ---------===//
#ifndef OGO_FRONTEND_TYPES_SIZES_H
#define OGO_FRONTEND_TYPES_SIZES_H

#include "frontend/types/Type.h"
#include "llvm/ADT/DenseMap.h"

namespace ogo {

/// Sizes of many types: what a struct's parts need is worked out once, so that
/// types built from each other cost what their declarations do.
class SizeCache {
public:
  int64_t size(const Type *T);
  int64_t align(const Type *T);
  llvm::SmallVector<int64_t, 8> offsets(const Struct *S);

private:
  struct Shape {
    int64_t Size, Align;
  };
  Shape structShape(const Struct *S, llvm::SmallVectorImpl<int64_t> *Offsets);
  Shape shape(const Struct *S);
  llvm::DenseMap<const Struct *, Shape> Structs;
};

/// gc's layout for amd64 and arm64 (identical: 8-byte words, max alignment 8).
/// Results are -1 where the size overflows int64. T has no type parameters.
int64_t sizeOf(const Type *T);
int64_t alignOf(const Type *T);
/// Offset of each field; a trailing zero-size field makes the struct one byte
/// longer so that its address stays inside.
llvm::SmallVector<int64_t, 8> fieldOffsets(const Struct *S);

} // namespace ogo

#endif
