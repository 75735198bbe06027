//===- Infer.h - Type inference and instantiation checks -------*- C++ -*-===//
// Infer.cpp, Unify.cpp, Instantiate.cpp, Implements.cpp.
#ifndef OGO_FRONTEND_CHECK_INFER_H
#define OGO_FRONTEND_CHECK_INFER_H

#include "frontend/check/Checker.h"
#include "frontend/types/Instantiate.h"

namespace ogo {

/// Spec "Type inference": the type arguments for TParams given explicit TArgs
/// (a prefix), and typed and untyped arguments for Params. Empty on failure,
/// with the reason in Err. Reverse: assignment context, for wording.
llvm::SmallVector<Type *, 2> infer(Checker &C, Pos At,
                                   llvm::ArrayRef<TypeParam *> TParams,
                                   llvm::ArrayRef<Type *> TArgs, Tuple *Params,
                                   llvm::ArrayRef<Operand> Args, bool Reverse,
                                   ErrorBuilder *Err);
/// Fresh copies of TParams, and T with them put in.
llvm::SmallVector<TypeParam *, 2>
renameTParams(Checker &C, llvm::ArrayRef<TypeParam *> TParams, Type *&T);

/// Does T mention one of TParams (a generic function's own list aside)?
bool isParameterized(llvm::ArrayRef<TypeParam *> TParams, Type *T);

/// Reports and returns false if the number of type arguments is wrong.
bool validateTArgLen(Checker &C, Pos At, llvm::StringRef Name, int Want,
                     int Got);
/// Index of the first argument that does not satisfy its constraint (with
/// Cause), or -1.
int verify(Checker &C, Pos At, llvm::ArrayRef<TypeParam *> TParams,
           llvm::ArrayRef<Type *> TArgs, std::string *Cause);
bool implements(Checker &C, Pos At, Type *V, Type *T, bool Constraint,
                std::string *Cause);
/// types2's Checker.missingMethod: with wording of Cause, and WrongType.
Func *missingMethodCause(Checker &C, Type *V, Type *T, bool Static,
                         llvm::function_ref<bool(Type *, Type *)> Equivalent,
                         std::string *Cause, bool *WrongType = nullptr);
/// Whether V has the methods of T, as far as V is valid: an embedded field of
/// invalid type might have any.
bool hasAllMethods(Checker &C, Type *V, Type *T, bool Static,
                   llvm::function_ref<bool(Type *, Type *)> Equivalent,
                   std::string *Cause);
bool isInterfacePtr(Type *T);
/// "type T is pointer to interface, not interface".
std::string interfacePtrError(Checker &C, Type *T);
bool assertableTo(Checker &C, Type *V, Type *T, std::string *Cause);
bool newAssertableTo(Checker &C, Pos At, Type *V, Type *T, std::string *Cause);
/// "undefined (type T has no field or method x, but does have …)".
std::string lookupError(Checker &C, Type *T, llvm::StringRef Sel, Object *Obj,
                        bool StructLit);

} // namespace ogo

#endif
