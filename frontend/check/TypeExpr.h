//===- TypeExpr.h - Type expressions ---------------------------*- C++ -*-===//
// TypeExpr.cpp, Signature.cpp, Interface.cpp, StructType.cpp, UnionType.cpp.
#ifndef OGO_FRONTEND_CHECK_TYPEEXPR_H
#define OGO_FRONTEND_CHECK_TYPEEXPR_H

#include "frontend/check/Checker.h"

namespace ogo {

/// Resolves an identifier to X.
void ident(Checker &C, Operand &X, Name *N, bool WantType);
Type *typ(Checker &C, Expr *E);     // any type but generic ones
Type *varType(Checker &C, Expr *E); // also rejects constraint interfaces
/// As typ; E is the right-hand side of the declaration of Def (may be null).
Type *declaredType(Checker &C, Expr *E, TypeName *Def);
Type *genericType(Checker &C, Expr *E, std::string *Cause);
Type *typInternal(Checker &C, Expr *E, TypeName *Def);
void validVarType(Checker &C, Expr *E, Type *T);
Type *instantiatedType(Checker &C, Expr *X, llvm::ArrayRef<Expr *> XList);
int64_t arrayLength(Checker &C, Expr *E);
/// Types of a list of type arguments; empty if any is invalid.
llvm::SmallVector<Type *, 2> typeList(Checker &C, llvm::ArrayRef<Expr *> List);

// Signature.cpp
void funcType(Checker &C, Signature *Sig, Field *Recv,
              llvm::ArrayRef<Field *> TParams, const FuncType *FT);

// StructType.cpp
void structType(Checker &C, Struct *S, const StructType *E);

// Interface.cpp
void interfaceType(Checker &C, Interface *I, const InterfaceType *E,
                   TypeName *Def);
// InterfaceCycle.cpp
/// Reports interface literals that mention themselves without a name.
void anonymousInterfaceCycles(Checker &C);

// UnionType.cpp
Type *parseUnion(Checker &C, Expr *E);
Type *parseTilde(Checker &C, Expr *E);

} // namespace ogo

#endif
