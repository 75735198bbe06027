//===- Cycle.cpp - Which declarations may refer to themselves -------------===//
//
// A cycle of types is fine if at least one defined type is on it (the size is
// validType's concern); one of values only is reported with the initialization
// order; a cycle through both types and values never is.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;

static bool isAliasName(Checker &C, TypeName *O) {
  if (!C.Opts.GoTypesAlias)
    if (DeclInfo *D = C.ObjMap.lookup(O))
      return D->TDecl->IsAlias;
  return O->isAlias();
}

bool ogo::validCycle(Checker &C, Object *O) {
  assert(O->Color >= ColorGrey && "not on the path");
  ArrayRef<Object *> Cycle =
      ArrayRef<Object *>(C.ObjPath).drop_front(O->Color - ColorGrey);
  bool ThroughTParams = false;
  size_t Values = 0, Definitions = 0;
  for (Object *E : Cycle) {
    switch (E->kind()) {
    case ObjectKind::Const:
    case ObjectKind::Var:
      ++Values;
      break;
    case ObjectKind::TypeName:
      // A generic type must not depend on itself in its own parameter list.
      if (C.Env.InTParamList && isGeneric(E->T))
        ThroughTParams = true;
      else if (!isAliasName(C, llvm::cast<TypeName>(E)))
        ++Definitions;
      break;
    default:
      break;
    }
    if (ThroughTParams)
      break;
  }
  if (!ThroughTParams &&
      (Values == Cycle.size() || (Values == 0 && Definitions > 0)))
    return true;
  // Copied: reporting may check further declarations, which moves the path.
  llvm::SmallVector<Object *, 8> Copy(Cycle.begin(), Cycle.end());
  cycleError(C, Copy, firstInSrc(Copy));
  return false;
}

/// With generic types, a cycle may lead through imported ones.
static std::string qualifiedName(Checker &C, Object *O) {
  std::string S = O->Pkg ? C.qualify(O->Pkg) : std::string();
  if (!S.empty())
    S += '.';
  return S + O->Name.str();
}

void ogo::cycleError(Checker &C, ArrayRef<Object *> Cycle, unsigned Start) {
  Object *O = Cycle[Start];
  std::string Name = qualifiedName(C, O);
  auto *TN = dyn_cast<TypeName>(O);
  if (TN && TN->isAlias() && !C.Opts.GoTypesAlias)
    validAlias(C, TN, C.invalidType()); // avoid errors that follow
  if (Cycle.size() == 1) {
    C.error(
        O->P, DiagCode::InvalidDeclCycle,
        (TN ? "invalid recursive type: " : "invalid cycle in declaration: ") +
            Name + " refers to itself");
    return;
  }
  ErrorBuilder Err(C, DiagCode::InvalidDeclCycle);
  Err.add(O->P, (TN ? "invalid recursive type "
                    : "invalid cycle in declaration of ") +
                    Name);
  for (size_t K = 0; K != Cycle.size(); ++K) {
    Err.add(O->P, Name + " refers to");
    O = Cycle[(Start + K + 1) % Cycle.size()];
    Name = qualifiedName(C, O);
  }
  Err.add(O->P, Name);
  Err.report();
}

unsigned ogo::firstInSrc(ArrayRef<Object *> Path) {
  unsigned First = 0;
  for (unsigned I = 1; I != Path.size(); ++I)
    if (Path[I]->P < Path[First]->P)
      First = I;
  return First;
}

void ogo::brokenAlias(Checker &C, TypeName *Alias) {
  C.BrokenAliases.insert(Alias);
  Alias->T = C.invalidType();
}

void ogo::validAlias(Checker &C, TypeName *Alias, Type *T) {
  C.BrokenAliases.erase(Alias);
  Alias->T = T;
}

bool ogo::isBrokenAlias(Checker &C, TypeName *Alias) {
  return C.BrokenAliases.contains(Alias);
}
