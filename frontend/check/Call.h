//===- Call.h - Calls, built-in functions, assignments ---------*- C++ -*-===//
// Call.cpp, Arguments.cpp, Builtin*.cpp, Assign.cpp.
#ifndef OGO_FRONTEND_CHECK_CALL_H
#define OGO_FRONTEND_CHECK_CALL_H

#include "frontend/check/Expr.h"

namespace ogo {

ExprKind callExpr(Checker &C, Operand &X, CallExpr *E);
/// Explicit (and, with Infer, inferred from T) instantiation of generic
/// function X by Inst (may be null). Returns the explicit type arguments when
/// partial and not inferred.
void funcInst(Checker &C, const AssignTarget *T, Pos At, Operand &X,
              IndexExpr *Inst, bool Infer,
              llvm::SmallVectorImpl<Type *> *PartialTArgs = nullptr,
              llvm::SmallVectorImpl<Expr *> *XListOut = nullptr);
Signature *instantiateSignature(Checker &C, Pos At, Expr *E, Signature *Sig,
                                llvm::ArrayRef<Type *> TArgs,
                                llvm::ArrayRef<Expr *> XList);
llvm::SmallVector<Operand, 4> exprList(Checker &C, llvm::ArrayRef<Expr *> List);
/// A call's evaluated arguments. A generic function that is not or only partly
/// instantiated stays generic (Go 1.21); TArgs and XLists then hold its
/// explicit type arguments. Both are empty if there are none at all.
struct ArgumentList {
  llvm::SmallVector<Operand, 4> Args;
  llvm::SmallVector<llvm::SmallVector<Type *, 2>, 1> TArgs;
  llvm::SmallVector<llvm::SmallVector<Expr *, 2>, 1> XLists;
};
ArgumentList genericExprList(Checker &C, llvm::ArrayRef<Expr *> List);
/// Matches Args with Sig's parameters and infers missing type arguments
/// (types2: arguments); ATArgs/AXLists belong to generic function arguments
/// and may be empty. Returns the signature, instantiated if it was generic.
Signature *arguments(Checker &C, CallExpr *Call, Signature *Sig,
                     llvm::ArrayRef<Type *> TArgs, llvm::ArrayRef<Expr *> XList,
                     llvm::SmallVectorImpl<Operand> &Args,
                     llvm::ArrayRef<llvm::SmallVector<Type *, 2>> ATArgs,
                     llvm::ArrayRef<llvm::SmallVector<Expr *, 2>> AXLists);
/// Evaluates expressions only to mark variables as used, after an error.
/// Null elements are skipped. True if all of them are valid.
bool useExprs(Checker &C, llvm::ArrayRef<Expr *> List);
bool useLhs(Checker &C, llvm::ArrayRef<Expr *> List);

// Builtin.cpp
struct BuiltinInfo {
  llvm::StringRef Name;
  unsigned NumArgs; // the least number if Variadic
  bool Variadic;
  ExprKind Kind;
};
const BuiltinInfo &builtinInfo(BuiltinId Id);
/// Checks a call of Id; false if it is invalid. X.X is not set.
bool builtin(Checker &C, Operand &X, CallExpr *Call, BuiltinId Id);

// Assign.cpp
void assignment(Checker &C, Operand &X, Type *T, llvm::StringRef Context);
void initConst(Checker &C, Const *Lhs, Operand &X);
void initVar(Checker &C, Var *Lhs, Operand &X, llvm::StringRef Context);
void initVars(Checker &C, llvm::ArrayRef<Var *> Lhs, llvm::ArrayRef<Expr *> Rhs,
              const Stmt *ReturnStmt);
void assignVar(Checker &C, Expr *Lhs, Expr *Rhs, Operand *X,
               llvm::StringRef Context);
void assignVars(Checker &C, llvm::ArrayRef<Expr *> Lhs,
                llvm::ArrayRef<Expr *> Rhs);
void shortVarDecl(Checker &C, Pos At, llvm::ArrayRef<Expr *> Lhs,
                  llvm::ArrayRef<Expr *> Rhs);
/// "(number, string)" as mismatch messages list types. Variadic: the last is
/// that of a ... parameter; HasDots: the last argument has dots.
std::string typesSummary(Checker &C, llvm::ArrayRef<Type *> Types,
                         bool Variadic, bool HasDots = false);
void returnError(Checker &C, const Node *At, llvm::ArrayRef<Var *> Lhs,
                 llvm::ArrayRef<Operand> Rhs);
/// Type of an assignment's left side; null for blank, invalid on error.
Type *lhsVar(Checker &C, Expr *Lhs);

} // namespace ogo

#endif
