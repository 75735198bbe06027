//===- Decl.h - Declarations -----------------------------------*- C++ -*-===//
// Resolver.cpp collects package-level objects; Decl.cpp checks them on demand.
#ifndef OGO_FRONTEND_CHECK_DECL_H
#define OGO_FRONTEND_CHECK_DECL_H

#include "frontend/check/Checker.h"

namespace ogo {

// Resolver.cpp
void collectObjects(Checker &C);
void packageObjects(Checker &C);
void unusedImports(Checker &C);
/// Checks that names and initializers match in number (types2: arity).
void checkArity(Checker &C, Pos At, llvm::ArrayRef<Name *> Names,
                llvm::ArrayRef<Expr *> Inits, bool ConstDecl, bool Inherited);
struct ReceiverParts {
  bool Ptr;
  Name *Base; // may be null
  llvm::SmallVector<Name *, 2> TParams;
};
ReceiverParts unpackRecv(Expr *RecvType, bool UnpackParams);

// Decl.cpp
void objDecl(Checker &C, Object *O, TypeName *Def = nullptr);
bool validCycle(Checker &C, Object *O);
void cycleError(Checker &C, llvm::ArrayRef<Object *> Cycle, unsigned Start);
unsigned firstInSrc(llvm::ArrayRef<Object *> Path);
void constDecl(Checker &C, Const *O, Expr *Typ, Expr *Init, bool Inherited);
void varDecl(Checker &C, Var *O, llvm::ArrayRef<Var *> Lhs, Expr *Typ,
             Expr *Init);
void typeDecl(Checker &C, TypeName *O, const TypeDecl *TD, TypeName *Def);
void funcDecl(Checker &C, Func *F, DeclInfo *D);
void declStmt(Checker &C, llvm::ArrayRef<Decl *> List);
void collectMethods(Checker &C, TypeName *O);
void collectTypeParams(Checker &C, llvm::ArrayRef<TypeParam *> *Dst,
                       llvm::ArrayRef<Field *> List);
TypeParam *declareTypeParam(Checker &C, Name *N, Pos ScopePos);
bool isImportedConstraint(Checker &C, Type *T);

// Alias bookkeeping
void brokenAlias(Checker &C, TypeName *Alias);
void validAlias(Checker &C, TypeName *Alias, Type *T);
bool isBrokenAlias(Checker &C, TypeName *Alias);

// ValidType.cpp, InitOrder.cpp, Mono.cpp, Unused.cpp
void validType(Checker &C, Named *T);
void initOrder(Checker &C);
void monomorph(Checker &C);
void recordMonoInstance(Checker &C, Package *Pkg, Pos At,
                        llvm::ArrayRef<TypeParam *> TParams,
                        llvm::ArrayRef<Type *> TArgs,
                        llvm::ArrayRef<Expr *> XList);
void recordMonoCanon(Checker &C, TypeParam *Mp, TypeParam *Tp);

// TypeSizes.cpp
/// Reports types that are larger than gc supports.
void typeSizes(Checker &C);
/// Functions whose stack frames would be too large. FrameLimits.cpp
void frameLimits(Checker &C);

// Directives.cpp
/// Checks directives that refer to declarations or need a language version.
void directives(Checker &C);

/// Reports unused variables of a function scope and its children.
void usage(Checker &C, Scope *S);

} // namespace ogo

#endif
