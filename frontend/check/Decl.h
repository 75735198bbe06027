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
/// The parts of a receiver's type *Base[P, Q], parentheses aside.
struct ReceiverParts {
  bool Ptr;
  Expr *Base;        // no Name in wrong programs
  IndexExpr *Params; // null if there are none
};
ReceiverParts unpackRecv(Expr *RecvType);

// Decl.cpp
void objDecl(Checker &C, Object *O);
void constDecl(Checker &C, Const *O, Expr *Typ, Expr *Init, bool Inherited);
void varDecl(Checker &C, Var *O, llvm::ArrayRef<Var *> Lhs, Expr *Typ,
             Expr *Init);
void typeDecl(Checker &C, TypeName *O, const TypeDecl *TD);
void funcDecl(Checker &C, Func *F, DeclInfo *D);
void declStmt(Checker &C, llvm::ArrayRef<Decl *> List);
void collectMethods(Checker &C, TypeName *O);
void collectTypeParams(Checker &C, llvm::ArrayRef<TypeParam *> *Dst,
                       llvm::ArrayRef<Field *> List);
TypeParam *declareTypeParam(Checker &C, Name *N, Pos ScopePos);
bool isImportedConstraint(Checker &C, Type *T);

// Cycle.cpp
/// Whether meeting O again, which is being checked, is fine; reports if not.
bool validCycle(Checker &C, Object *O);
void cycleError(Checker &C, llvm::ArrayRef<Object *> Cycle, unsigned Start);
/// As cycleError, starting with the object that is declared first.
void reportCycle(Checker &C, llvm::ArrayRef<Object *> Cycle);
unsigned firstInSrc(llvm::ArrayRef<Object *> Path);
/// Where an instance was written tells more than where its origin is declared.
Object *reportedObject(Checker &C, Named *N);
/// Whether T's structure is known already; if not, reports that T's declaration
/// depends on itself. InstanceOk: instances of a generic type whose declaration
/// is not complete do not matter, because they will not be looked into.
bool isComplete(Checker &C, Type *T, bool InstanceOk = false);
/// Reports and breaks cycles of types that are nothing but names.
void directCycles(Checker &C);

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
