//===- Scope.cpp - Name tables --------------------------------------------===//
//
// Most scopes hold a handful of names, where comparing them in turn beats
// hashing; only package and universe scopes outgrow that and get a table.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Scope.h"

using namespace ogo;
using llvm::StringRef;

static constexpr size_t MaxLinear = 8;

Object *Scope::lookup(StringRef Name) const {
  if (Order.size() > MaxLinear)
    return Elems.lookup(Name);
  for (Object *O : Order)
    if (O->Name == Name)
      return O;
  return nullptr;
}

Object *Scope::lookupParent(StringRef Name, Pos At, Scope **Where) const {
  for (auto *S = const_cast<Scope *>(this); S; S = S->Parent) {
    Object *O = S->lookup(Name);
    if (!O || (At.isValid() && O->ScopePos > At))
      continue;
    if (Where)
      *Where = S;
    return O;
  }
  if (Where)
    *Where = nullptr;
  return nullptr;
}

Object *Scope::insert(Object *O) {
  if (Object *Present = lookup(O->Name))
    return Present;
  Order.push_back(O);
  if (Order.size() == MaxLinear + 1)
    for (Object *E : Order)
      Elems[E->Name] = E;
  else if (Order.size() > MaxLinear)
    Elems[O->Name] = O;
  if (!O->Parent)
    O->Parent = this;
  return nullptr;
}

void Scope::replace(Object *O) {
  for (Object *&E : Order)
    if (E->Name == O->Name) {
      E = O;
      if (Order.size() > MaxLinear)
        Elems[O->Name] = O;
      if (!O->Parent)
        O->Parent = this;
      return;
    }
  insert(O);
}
