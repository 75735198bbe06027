//===- Cycle.cpp - Which declarations may refer to themselves -------------===//
//
// A cycle of types is fine if at least one defined type is on it (the size is
// validType's concern) or if it leads through a type parameter list; one of
// values only is reported with the initialization order; a cycle through both
// types and values never is.
//
// A valid cycle may still be entered at the wrong place: `type T [len(x)]int`
// with x of type T asks what T is before that is known. So whatever needs the
// structure of a type asks isComplete first, which reports the cycle where T
// is declared. Cycles of names alone have no such place and are broken before
// any declaration is checked.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/types/Predicates.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::dyn_cast;

bool ogo::validCycle(Checker &C, Object *O) {
  assert(O->Color >= ColorGrey && "not on the path");
  ArrayRef<Object *> Cycle =
      ArrayRef<Object *>(C.ObjPath).drop_front(O->Color - ColorGrey);
  size_t Values = 0, Definitions = 0;
  for (Object *E : Cycle) {
    switch (E->kind()) {
    case ObjectKind::Const:
    case ObjectKind::Var:
      ++Values;
      break;
    case ObjectKind::TypeName:
      // A constraint may mention the type whose parameter it constrains.
      if (C.Env.InTParamList && isGeneric(E->T))
        return true;
      if (!llvm::cast<TypeName>(E)->isAlias())
        ++Definitions;
      break;
    default:
      break;
    }
  }
  if (Values == Cycle.size() || (Values == 0 && Definitions > 0))
    return true;
  reportCycle(C, Cycle);
  return false;
}

/// With generic types, a cycle may lead through imported ones.
static std::string cycleName(Checker &C, Object *O) {
  if (Named *N = asNamed(O->T); N && N->isInstance())
    return C.str(N);
  std::string S = O->Pkg ? C.qualify(O->Pkg) : std::string();
  if (!S.empty())
    S += '.';
  return S + O->Name.str();
}

void ogo::cycleError(Checker &C, ArrayRef<Object *> Cycle, unsigned Start) {
  Object *O = Cycle[Start];
  auto *TN = dyn_cast<TypeName>(O);
  if (auto *A = TN ? llvm::dyn_cast_or_null<Alias>(TN->T) : nullptr)
    A->FromRHS = C.invalidType(); // avoid errors that follow
  std::string Name = cycleName(C, O);
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
    Object *Next = Cycle[(Start + K + 1) % Cycle.size()];
    std::string NextName = cycleName(C, Next);
    Err.add(O->P, Name + " refers to " + NextName);
    O = Next;
    Name = std::move(NextName);
  }
  Err.report();
}

unsigned ogo::firstInSrc(ArrayRef<Object *> Path) {
  unsigned First = 0;
  for (unsigned I = 1; I != Path.size(); ++I)
    if (Path[I]->P < Path[First]->P)
      First = I;
  return First;
}

void ogo::reportCycle(Checker &C, ArrayRef<Object *> Cycle) {
  // Copied: reporting may check further declarations, which moves the path.
  llvm::SmallVector<Object *, 8> Copy(Cycle.begin(), Cycle.end());
  cycleError(C, Copy, firstInSrc(Copy));
}

Object *ogo::reportedObject(Checker &C, Named *N) {
  if (!N->InstPos.isValid())
    return N->Obj;
  auto *O = C.Ctx.make<TypeName>(*N->Obj);
  O->P = N->InstPos;
  O->T = N;
  return O;
}

bool ogo::isComplete(Checker &C, Type *T, bool InstanceOk) {
  // A chain of names may lead to the type in question: with `type A B`, A has
  // no structure while B is being declared.
  llvm::SmallPtrSet<Type *, 4> Seen; // generic types may lead round forever
  while (T && Seen.insert(T).second) {
    Object *O;
    Type *RHS;
    if (auto *A = dyn_cast<Alias>(T)) {
      O = A->Obj;
      RHS = A->FromRHS;
    } else if (auto *N = dyn_cast<Named>(T)) {
      if (InstanceOk && N->isInstance())
        return true;
      O = N->Obj;
      RHS = N->Orig->FromRHS;
    } else {
      return true;
    }
    if (O->Color >= ColorGrey) {
      reportCycle(
          C, ArrayRef<Object *>(C.ObjPath).drop_front(O->Color - ColorGrey));
      return false;
    }
    T = RHS;
  }
  return true;
}

namespace {
enum class Visit : uint8_t { Open, Done };
}

/// Follows names from O on as long as right-hand sides are nothing but names.
/// A name met again makes a cycle, which has no structure anywhere.
static void directCycle(Checker &C, TypeName *O,
                        llvm::DenseMap<TypeName *, Visit> &Seen) {
  llvm::SmallVector<Object *, 8> Path;
  while (O) {
    auto [It, New] = Seen.try_emplace(O, Visit::Open);
    if (!New) {
      if (It->second == Visit::Open) {
        O->T = C.invalidType();
        auto *Start = llvm::find(Path, O);
        reportCycle(C, ArrayRef<Object *>(Start, Path.end()));
      }
      break;
    }
    Path.push_back(O);
    auto *RHS = dyn_cast<Name>(C.ObjMap.lookup(O)->TDecl->Type);
    if (!RHS)
      break;
    // What is not in the package's scope cannot lead back here.
    O = llvm::dyn_cast_or_null<TypeName>(C.Pkg.PkgScope.lookup(RHS->Value));
  }
  for (Object *Done : Path)
    Seen[llvm::cast<TypeName>(Done)] = Visit::Done;
}

void ogo::directCycles(Checker &C) {
  llvm::DenseMap<TypeName *, Visit> Seen;
  for (auto &E : C.ObjMap)
    if (auto *O = dyn_cast<TypeName>(E.first))
      directCycle(C, O, Seen);
}
