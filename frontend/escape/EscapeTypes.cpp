//===- EscapeTypes.cpp - What escape analysis asks about types ------------===//
#include "frontend/escape/EscapeBatch.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace ogo {

bool mayHavePointers(Type *T) {
  if (!T || isTypeParam(T))
    return true;
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Basic: {
    auto *B = cast<BasicType>(U);
    return B->Info & IsString || B->Kind == BasicKind::UnsafePointer ||
           B->Kind == BasicKind::UntypedNil;
  }
  case TypeKind::Array:
    return cast<Array>(U)->Len != 0 && mayHavePointers(cast<Array>(U)->Elem);
  case TypeKind::Struct:
    return any_of(cast<Struct>(U)->Fields,
                  [](Var *F) { return mayHavePointers(F->type()); });
  default:
    return true;
  }
}

DirectIface directIface(Type *T) {
  if (!T || isTypeParam(T))
    return DirectIface::Maybe;
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Basic:
    return cast<BasicType>(U)->Kind == BasicKind::UnsafePointer
               ? DirectIface::Yes
               : DirectIface::No;
  case TypeKind::Pointer:
  case TypeKind::Chan:
  case TypeKind::Map:
  case TypeKind::Signature:
    return DirectIface::Yes;
  case TypeKind::Array:
    return cast<Array>(U)->Len == 1 ? directIface(cast<Array>(U)->Elem)
                                    : DirectIface::No;
  case TypeKind::Struct: {
    // One pointer and nothing else that has a size.
    DirectIface Only = DirectIface::No;
    for (Var *F : cast<Struct>(U)->Fields) {
      bool Open = hasTypeParams(F->type()); // may have no size
      if (!Open && sizeOf(F->type()) == 0)
        continue;
      DirectIface D = Open ? DirectIface::Maybe : directIface(F->type());
      if (D == DirectIface::No || (D == DirectIface::Yes && Only == D))
        return DirectIface::No;
      if (Only != DirectIface::Maybe)
        Only = D;
    }
    return Only;
  }
  default:
    return DirectIface::No;
  }
}

bool Location::isZeroCopy(const Info &Facts) const {
  if (Kind != LocationKind::StringConv || has(AttrMutates))
    return false;
  Type *To = Facts.typeOf(cast<Expr>(Site));
  Type *From = Facts.typeOf(cast<CallExpr>(Site)->Args[0]);
  auto *S = dyn_cast_or_null<Slice>(To ? commonUnder(To) : nullptr);
  auto *Elem = S ? underAs<BasicType>(S->Elem) : nullptr;
  return Elem && Elem->Kind == BasicKind::Uint8 && From && isString(From);
}

int64_t knownSize(Type *T) {
  if (!T || !isTyped(T) || isa<Tuple>(T) || hasTypeParams(T))
    return 0;
  int64_t S = sizeOf(T);
  return S < 0 ? INT64_MAX : S;
}

bool keepsOnHeap(const Func *F) {
  return F->pkg() && F->name() == "EscapeNonString" &&
         F->pkg()->Path == "internal/abi";
}

bool intrinsicSummary(Func *F, EscapeSummary &Out) {
  struct Entry {
    const char *Path, *Name, *Kind;
  };
#define INTRINSIC(PATH, NAME, KIND) {PATH, NAME, #KIND},
  static const Entry Table[] = {
#include "frontend/escape/Intrinsics.def"
  };
  const Entry *E = find_if(Table, [&](const Entry &E) {
    return F->pkg() && F->name() == E.Name && F->pkg()->Path == E.Path;
  });
  if (E == std::end(Table))
    return false;
  StringRef Kind = E->Kind;
  bool Atomic = StringSwitch<bool>(Kind)
                    .Cases("Load", "Store", "Exchange", "CompareExchange", true)
                    .Cases("AddNew", "And", "Or", true)
                    .Default(false);
  unsigned N = tupleSize(F->signature()->Params);
  Out.assign(N, Leaks());
  for (unsigned I = 0; I != N; ++I) {
    if (Atomic && I == 0) {
      // What is loaded flows to the result; the address goes nowhere.
      if (tupleSize(F->signature()->Results))
        Out[0].addResult(0, 1);
      if (Kind != "Load")
        Out[0].addMutator(0);
    } else if (Atomic) {
      Out[I].addHeap(0); // a pointer that is stored
    }
  }
  return Atomic || Kind == "KeepAlive" || Kind == "Prefetch";
}

} // namespace ogo
