//===- Object.cpp - Identity and order of declared names ------------------===//
//
// Two unexported names are the same only within one package, whatever their
// spelling; identity, lookup and the order of methods all rest on that.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/CharInfo.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Package.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Unicode.h"

using namespace ogo;
using llvm::StringRef;

namespace {
/// Every Stride-th code point from First to Last.
struct RuneRange {
  uint32_t First, Last, Stride;
};
} // namespace

static constexpr RuneRange UpperRanges[] = {
#include "frontend/types/UpperCase.inc"
};
static constexpr RuneRange LowerRanges[] = {
#include "frontend/types/LowerCase.inc"
};

/// Whether the first rune of Name is a letter from First to Last (ASCII) or in
/// Ranges (beyond).
static bool startsIn(StringRef Name, char First, char Last,
                     llvm::ArrayRef<RuneRange> Ranges) {
  if (Name.empty())
    return false;
  auto C = static_cast<unsigned char>(Name[0]);
  if (C < 0x80)
    return C >= First && C <= Last;
  unsigned Size;
  uint32_t R = decodeRune(Name.begin(), Name.end(), Size);
  auto *I = llvm::upper_bound(
      Ranges, R, [](uint32_t V, const auto &Range) { return V < Range.First; });
  if (I == Ranges.begin())
    return false;
  --I;
  return R <= I->Last && (R - I->First) % I->Stride == 0;
}

bool ogo::isExported(StringRef Name) {
  return startsIn(Name, 'A', 'Z', UpperRanges);
}

bool ogo::startsLower(StringRef Name) {
  return startsIn(Name, 'a', 'z', LowerRanges);
}

bool ogo::equalFold(StringRef A, StringRef B) {
  auto Next = [](StringRef &S) {
    unsigned Size;
    auto R = static_cast<int>(decodeRune(S.begin(), S.end(), Size));
    S = S.drop_front(Size);
    return llvm::sys::unicode::foldCharSimple(R);
  };
  while (!A.empty() && !B.empty())
    if (Next(A) != Next(B))
      return false;
  return A.empty() && B.empty();
}

bool ogo::samePkg(const Package *A, const Package *B) {
  if (!A || !B)
    return A == B;
  return A == B || A->Path == B->Path;
}

bool Object::exported() const { return isExported(Name); }

std::string Object::id() const {
  if (exported())
    return Name.str();
  StringRef Path = "_";
  if (Pkg && !Pkg->Path.empty())
    Path = Pkg->Path;
  return (Path + "." + Name).str();
}

bool Object::sameId(const Package *OtherPkg, StringRef OtherName,
                    bool FoldCase) const {
  if (FoldCase && equalFold(Name, OtherName))
    return true;
  if (Name != OtherName)
    return false;
  return exported() || samePkg(Pkg, OtherPkg);
}

bool Object::lessById(const Object &Other) const {
  if (this == &Other)
    return false;
  bool E = exported();
  if (E != Other.exported())
    return E;
  if (Name != Other.Name)
    return Name < Other.Name;
  if (E)
    return false;
  StringRef A = Pkg ? Pkg->Path : StringRef();
  StringRef B = Other.Pkg ? Other.Pkg->Path : StringRef();
  return A < B;
}

PkgName::PkgName(Pos P, Package *Pkg, StringRef Name, Package *Imported)
    : Object(ObjectKind::PkgName, P, Pkg, Name, nullptr), Imported(Imported) {}

bool TypeName::isAlias() const {
  if (!T)
    return false;
  switch (T->kind()) {
  case TypeKind::Basic: {
    auto *B = llvm::cast<BasicType>(T);
    // unsafe.Pointer is declared there; every other name of a basic type that
    // has a package, or that is not the type's own, is an alias. byte and rune
    // carry their own BasicType under their own name.
    if (Pkg && Pkg->IsUnsafe)
      return false;
    return Pkg || B->Name != Name || Name == "byte" || Name == "rune";
  }
  case TypeKind::Named:
    // An instance shares its origin's name.
    return this != llvm::cast<Named>(T)->Orig->Obj;
  case TypeKind::TypeParam:
    return this != llvm::cast<TypeParam>(T)->Obj;
  default:
    return true;
  }
}

bool Func::hasPtrRecv() const {
  // While the declaration is being checked the signature has no receiver yet.
  if (auto *Sig = signature(); Sig && Sig->Recv)
    return deref(Sig->Recv->T).second;
  return HasPtrRecv;
}
