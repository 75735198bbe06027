//===- GlobalData.cpp - Package variables, strings, scalar constants ------===//
//
// Package variables have gc's symbol names, so that linknames and debuggers
// find them. Large pointer-free variables go into sections of their own, which
// the runtime excludes from the collector's roots.
//
//===----------------------------------------------------------------------===//
#include "ir/ModuleImpl.h"
#include "runtime/abi/Sections.h"

using namespace llvm;

namespace ogo {

/// Pointer-free variables below this size are not worth a section.
static constexpr uint64_t MinNoPointerSection = 4096;

static void placeGlobal(ModuleLowering &M, GlobalVariable *GV, Type *T) {
  const Layout &L = M.layout(T);
  GV->setAlignment(
      Align(L.Size >= 16 ? std::max<uint64_t>(L.Align, 16) : L.Align));
  if (GV->getName() == OGO_FIPS_INFO_SYMBOL)
    GV->setSection(OGO_FIPS_INFO_SECTION);
  else if (!L.HasPointers && L.Size >= MinNoPointerSection && !GV->isConstant())
    GV->setSection(GV->hasInitializer() && !GV->getInitializer()->isNullValue()
                       ? OGO_NOPTRDATA_SECTION
                       : OGO_NOPTRBSS_SECTION);
}

GlobalVariable *zeroBase(ModuleLowering &M) {
  return cast<GlobalVariable>(
      M.Mod->getOrInsertGlobal("runtime.zerobase", M.I64Ty));
}

GlobalVariable *ModuleLowering::global(Var *V) {
  if (auto *GV = P->Globals.lookup(V))
    return GV;
  Type *T = canonical(V->type());
  const Layout &L = layout(T);
  if (L.Size == 0) // as every object of size 0
    return P->Globals[V] = zeroBase(*this);
  PackageNames &Names = packageNames(*this, V->pkg());
  std::string Symbol = symbolPrefix(V->pkg()) + "." + V->name().str();
  auto Link = Names.Linknames.find(V->name());
  bool Linked = Link != Names.Linknames.end();
  if (Linked)
    Symbol = Link->second;
  auto *Old = dyn_cast_or_null<GlobalVariable>(Mod->getNamedValue(Symbol));
  bool Define = V->pkg() == &Pkg;
  if (Old && (!Define || Old->hasInitializer()))
    return P->Globals[V] = Old;
  // A linknamed variable is often another package's; whoever initializes it
  // has the strong definition.
  auto Linkage = Define && Linked ? GlobalValue::WeakAnyLinkage
                                  : GlobalValue::ExternalLinkage;
  auto *GV = new GlobalVariable(
      *Mod, L.Mem, false, Linkage,
      Define ? Constant::getNullValue(L.Mem) : nullptr, Old ? "" : Symbol);
  if (Old) {
    GV->takeName(Old);
    Old->replaceAllUsesWith(GV);
    for (auto &[Other, Known] : P->Globals)
      if (Known == Old)
        Known = GV;
    Old->eraseFromParent();
  }
  if (Define) {
    placeGlobal(*this, GV, T);
    describeGlobal(*this, GV, V);
  }
  return P->Globals[V] = GV;
}

GlobalVariable *privateGlobal(ModuleLowering &M, Constant *Init, Type *T,
                              bool Mutable, const Twine &Name) {
  auto *GV = new GlobalVariable(*M.Mod, Init->getType(), !Mutable,
                                GlobalValue::PrivateLinkage, Init, Name);
  uint64_t A = M.layout(T).Align;
  GV->setAlignment(Align(A));
  if (!Mutable)
    GV->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  else if (!M.layout(T).HasPointers &&
           M.DL.getTypeAllocSize(Init->getType()) >= MinNoPointerSection)
    GV->setSection(Init->isNullValue() ? OGO_NOPTRBSS_SECTION
                                       : OGO_NOPTRDATA_SECTION);
  return GV;
}

Constant *ModuleLowering::stringData(StringRef S) {
  if (S.empty())
    return ConstantPointerNull::get(PtrTy);
  GlobalVariable *&GV = P->Strings[S];
  if (!GV) {
    Constant *C = ConstantDataArray::getString(LLVM, S, /*AddNull=*/false);
    GV = new GlobalVariable(*Mod, C->getType(), true,
                            GlobalValue::PrivateLinkage, C, "go:string");
    GV->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
    GV->setAlignment(Align(1));
  }
  return GV;
}

Constant *ModuleLowering::stringConstant(StringRef S) {
  return ConstantStruct::getAnon(
      {stringData(S), ConstantInt::get(I64Ty, S.size())});
}

static Constant *floatConstant(ModuleLowering &M, const ConstantValue &V,
                               llvm::Type *T) {
  ConstantValue F = constant::toFloat(V);
  if (T->isFloatTy())
    return ConstantFP::get(T, APFloat(F.floatVal()));
  return ConstantFP::get(T, APFloat(F.doubleVal()));
}

Constant *ModuleLowering::constantValue(const ConstantValue &V, Type *T) {
  const Layout &L = layout(T);
  auto *B = cast<BasicType>(under(T));
  if (B->Info & IsBoolean)
    return ConstantInt::get(I8Ty, V.boolVal());
  if (B->Info & IsString)
    return stringConstant(V.stringVal());
  if (B->Info & IsInteger)
    return ConstantInt::get(LLVM, constant::toInt(V).toAPInt(L.Size * 8));
  if (B->Info & IsFloat)
    return floatConstant(*this, V, L.Val);
  if (B->Info & IsComplex) {
    ConstantValue C = constant::toComplex(V);
    return ConstantStruct::getAnon(
        {floatConstant(*this, C.real(), L.Leaves[0].Ty),
         floatConstant(*this, C.imag(), L.Leaves[0].Ty)});
  }
  assert(B->Kind == BasicKind::UnsafePointer ||
         B->Kind == BasicKind::UntypedNil);
  return ConstantPointerNull::get(PtrTy);
}

} // namespace ogo
