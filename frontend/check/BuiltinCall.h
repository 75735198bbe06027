//===- BuiltinCall.h - One call of a built-in function ---------*- C++ -*-===//
//
// Private to the Builtin*.cpp files: what Builtin.cpp prepares for the check
// of each built-in function.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_BUILTINCALL_H
#define OGO_FRONTEND_CHECK_BUILTINCALL_H

#include "frontend/check/Call.h"

namespace ogo {

/// Checks return false if the call is invalid (and reported).
struct BuiltinCall {
  Checker &C;
  Operand &X; // first argument if evaluated; the result
  CallExpr *Call;
  BuiltinId Id;
  /// Evaluated arguments; for Make, New, Offsetof and Trace none are.
  llvm::SmallVector<Operand, 4> Args;
  unsigned NumArgs;

  // Builtin.cpp
  /// Records the function's type for this call: Args give Res (null: none).
  /// Untyped arguments count with their default types.
  void recordSignature(Type *Res, llvm::ArrayRef<Type *> Args,
                       bool Variadic = false);
  bool fail(const Operand &At, DiagCode Code, const llvm::Twine &Msg);
  bool fail(const Node *At, DiagCode Code, const llvm::Twine &Msg);
  /// X becomes a value of type T.
  bool value(Type *T);
  bool noValue();
  /// Rejects the function in files of an older language version.
  void requireVersion(int Minor, const llvm::Twine &What);

  // BuiltinContainer.cpp
  bool append();
  bool lenOrCap();
  bool clear();
  bool close();
  bool copy();
  bool deleteKey();
  bool make();
  // BuiltinNumeric.cpp
  bool complex();
  bool realOrImag();
  bool minOrMax();
  // BuiltinUnsafe.cpp
  bool unsafeAdd();
  bool alignOrSize();
  bool offset();
  bool unsafeSlice();
  bool unsafeSliceData();
  bool unsafeString();
  bool unsafeStringData();

private:
  Type *mapFloatType(llvm::function_ref<Type *(Type *)> F);
};

} // namespace ogo

#endif
