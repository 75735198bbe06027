//===- TypeLayout.h - Go types as LLVM types -------------------*- C++ -*-===//
//
// gc's memory layouts (frontend Sizes.h) as LLVM types, and the split into
// value classes: a type with at most four scalar leaves is an LLVM value, any
// other lives in memory and is handled by address. First-class aggregates of
// more leaves make LLVM slow and gain nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_IR_TYPELAYOUT_H
#define OGO_IR_TYPELAYOUT_H

#include "frontend/types/TypeContext.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/LLVMContext.h"

namespace ogo {

/// One scalar of a value: its LLVM type in memory (bool: i8) and byte offset.
struct Leaf {
  llvm::Type *Ty;
  uint64_t Offset;
};

/// Layout of one canonical type.
struct Layout {
  uint64_t Size = 0;
  uint64_t Align = 1;
  /// LLVM type of the memory image; its struct fields may include padding, so
  /// address fields by byte offset (see fieldOffsets), not by index.
  llvm::Type *Mem = nullptr;
  /// LLVM type of the SSA value: i1 is never used here (bool is i8); string,
  /// slice, interface, complex and small structs are literal structs of their
  /// flattened leaves {leaf…}; one leaf: that scalar; none: the empty struct.
  /// Null for memory-class types.
  llvm::Type *Val = nullptr;
  llvm::SmallVector<Leaf, 4> Leaves; // SSA class only
  bool HasPointers = false;
  uint64_t PtrBytes = 0; // bytes up to the end of the last pointer
  bool isMemory() const { return !Val; }
};

class TypeLayouts {
public:
  TypeLayouts(TypeContext &Ctx, llvm::LLVMContext &LLVM);
  /// T with identical types made one pointer and aliases removed. T must not
  /// mention type parameters. All types that the ir folder handles are
  /// canonical, so == is identity.
  Type *canonical(Type *T);
  const Layout &of(Type *T); // any T; canonicalizes
  /// Offset of field I of struct type T.
  uint64_t fieldOffset(Type *T, unsigned I);
  /// Calls F(offset) for each pointer word of T, ascending.
  void forEachPointer(Type *T, uint64_t Base,
                      llvm::function_ref<void(uint64_t)> F);

private:
  TypeContext &Ctx;
  llvm::LLVMContext &LLVM;
  llvm::DenseMap<Type *, Type *> Canon;
  llvm::DenseMap<uint64_t, llvm::SmallVector<Type *, 1>> ByHash;
  llvm::DenseMap<Type *, std::unique_ptr<Layout>> Layouts;
  llvm::DenseMap<const Type *, llvm::SmallVector<int64_t, 8>> Offsets;
  std::unique_ptr<Layout> compute(Type *T);
};

} // namespace ogo

#endif
