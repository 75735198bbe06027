//===- TypeDescriptor.cpp - Run-time type information ---------------------===//
//
// Type descriptors have gc 1.27's internal/abi layout, because unmodified
// reflect, encoding/json and unsafe tricks read them. A defined package-level
// type's descriptor (and its pointer type's) is emitted by the type's package,
// all others wherever they are needed, folded by the linker by name: identity
// of types is identity of descriptors.
//
// A descriptor refers to others freely, also in cycles. Its shape is known
// before its contents, so the variable is made at once and filled in later.
//
//===----------------------------------------------------------------------===//
#include "ir/ModuleImpl.h"
#include "runtime/abi/Layout.h"
#include "runtime/abi/Sections.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace ogo {

bool ModuleLowering::isDirectIface(Type *T) {
  // One pointer, whatever it is wrapped in: reflect decides the same way for
  // types that it makes.
  const Layout &L = layout(T);
  return L.Size == 8 && L.PtrBytes == 8;
}

bool isRegularMemory(ModuleLowering &M, Type *T) {
  Type *U = under(T);
  switch (U->kind()) {
  case TypeKind::Basic: {
    auto *B = cast<BasicType>(U);
    return !(B->Info & (IsFloat | IsComplex | IsString));
  }
  case TypeKind::Pointer:
  case TypeKind::Chan:
    return true;
  case TypeKind::Array:
    return cast<Array>(U)->Len == 0 || isRegularMemory(M, cast<Array>(U)->Elem);
  case TypeKind::Struct: {
    auto *S = cast<Struct>(U);
    uint64_t At = 0;
    for (unsigned I = 0; I < S->Fields.size(); ++I) {
      Var *F = S->Fields[I];
      if (F->name() == "_" || M.Layouts.fieldOffset(U, I) != At ||
          !isRegularMemory(M, F->type()))
        return false;
      At += M.layout(F->type()).Size;
    }
    return At == M.layout(T).Size;
  }
  default:
    return false;
  }
}

bool ownsDescriptor(ModuleLowering &M, Type *T) {
  if (auto *Ptr = dyn_cast<Pointer>(T))
    T = M.canonical(Ptr->Elem);
  auto *N = dyn_cast<Named>(T);
  if (!N || N->isInstance() || !N->Obj->pkg() || M.P->LocalOrigin.count(N))
    return true;
  Package *Owner = N->Obj->pkg();
  // Local types may be lowered by any module that instantiates their function.
  if (N->Obj->Parent != &Owner->PkgScope || Owner->Name == "main")
    return true;
  return Owner == &M.Pkg;
}

static uint8_t kindNumber(Type *U) {
  using namespace rt;
  switch (U->kind()) {
  case TypeKind::Basic: {
    auto *B = cast<BasicType>(U);
    switch (B->Kind) {
    case BasicKind::String:
      return KindString;
    case BasicKind::UnsafePointer:
      return KindUnsafePointer;
    default:
      // Bool to Complex128 are in reflect's order.
      assert(B->Kind >= BasicKind::Bool && B->Kind <= BasicKind::Complex128);
      return KindBool + (unsigned(B->Kind) - unsigned(BasicKind::Bool));
    }
  }
  case TypeKind::Array:
    return KindArray;
  case TypeKind::Slice:
    return KindSlice;
  case TypeKind::Struct:
    return KindStruct;
  case TypeKind::Pointer:
    return KindPointer;
  case TypeKind::Signature:
    return KindFunc;
  case TypeKind::Interface:
    return KindInterface;
  case TypeKind::Map:
    return KindMap;
  case TypeKind::Chan:
    return KindChan;
  case TypeKind::Tuple:
  case TypeKind::Union:
  case TypeKind::Named:
  case TypeKind::TypeParam:
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("no kind");
}

namespace {

class DescriptorBuilder {
public:
  DescriptorBuilder(ModuleLowering &M, Type *T)
      : M(M), T(T), U(under(T)), N(dyn_cast<Named>(T)) {
    if (!isInterface(T))
      Methods = cachedMethodSet(M, T);
    // unsafe.Pointer belongs to a package although it is no defined type.
    HasUncommon = N || !Methods.empty() || isUnsafePointer();
  }
  llvm::StructType *shape();
  Constant *contents(GlobalVariable *Self);

private:
  ModuleLowering &M;
  Type *T, *U;
  Named *N;
  ArrayRef<MethodSetEntry> Methods;
  bool HasUncommon;

  Constant *i8(uint64_t V) { return ConstantInt::get(M.I8Ty, V); }
  Constant *i16(uint64_t V) { return ConstantInt::get(M.I16Ty, V); }
  Constant *i32(uint64_t V) { return ConstantInt::get(M.I32Ty, V); }
  Constant *i64(uint64_t V) { return ConstantInt::get(M.I64Ty, V); }
  Constant *null() { return ConstantPointerNull::get(M.PtrTy); }
  /// Low 32 bits of an address: the image lies below 2 GB.
  Constant *off(Constant *C) {
    return ConstantExpr::getTrunc(ConstantExpr::getPtrToInt(C, M.I64Ty),
                                  M.I32Ty);
  }
  Constant *self(GlobalVariable *GV, uint64_t Off) {
    return ConstantExpr::getInBoundsGetElementPtr(M.I8Ty, GV, i64(Off));
  }
  Constant *strct(ArrayRef<Constant *> L) {
    return ConstantStruct::getAnon(M.LLVM, L, /*Packed=*/true);
  }
  bool isUnsafePointer() const {
    auto *B = dyn_cast<BasicType>(T);
    return B && B->Kind == BasicKind::UnsafePointer;
  }
  Package *typePackage();
  Constant *name(StringRef S, StringRef Tag, Package *Pkg, bool Exported,
                 bool Embedded);
  Constant *pkgPathName(Package *P) {
    return P ? name(P->Path, "", nullptr, false, false) : null();
  }
  bool maskOnDemand();
  Constant *gcData();
  Constant *header();
  unsigned kindSize();
  unsigned trailing();
  void kindPart(GlobalVariable *Self, uint64_t Trail,
                SmallVectorImpl<Constant *> &Out);
  Constant *trail();
};

constexpr unsigned UncommonSize = 16, MethodSize = 16;
static_assert(sizeof(rt::UncommonType) == UncommonSize &&
              sizeof(rt::Method) == MethodSize);

/// Bytes of the kind's own part after the common header.
unsigned DescriptorBuilder::kindSize() {
  switch (U->kind()) {
  case TypeKind::Array:
    return sizeof(rt::ArrayType) - sizeof(rt::Type);
  case TypeKind::Chan:
    return sizeof(rt::ChanType) - sizeof(rt::Type);
  case TypeKind::Signature:
    return sizeof(rt::FuncType) - sizeof(rt::Type);
  case TypeKind::Interface:
    return sizeof(rt::InterfaceType) - sizeof(rt::Type);
  case TypeKind::Map:
    return sizeof(rt::MapType) - sizeof(rt::Type);
  case TypeKind::Pointer:
  case TypeKind::Slice:
    return 8;
  case TypeKind::Struct:
    return sizeof(rt::StructType) - sizeof(rt::Type);
  default:
    return 0;
  }
}

/// Bytes of the list that follows the uncommon part: parameter types, interface
/// methods or struct fields.
unsigned DescriptorBuilder::trailing() {
  if (auto *S = dyn_cast<Signature>(U))
    return 8 * (tupleSize(S->Params) + tupleSize(S->Results));
  if (auto *I = dyn_cast<Interface>(U))
    return sizeof(rt::Imethod) * typeSet(I).Methods.size();
  if (auto *S = dyn_cast<Struct>(U))
    return sizeof(rt::StructField) * S->Fields.size();
  return 0;
}

/// As contents(); kept in step by the assertion there.
llvm::StructType *DescriptorBuilder::shape() {
  SmallVector<llvm::Type *, 24> E = {M.I64Ty, M.I64Ty, M.I32Ty, M.I8Ty,
                                     M.I8Ty,  M.I8Ty,  M.I8Ty,  M.PtrTy,
                                     M.PtrTy, M.I32Ty, M.I32Ty};
  auto Add = [&](std::initializer_list<llvm::Type *> L) {
    E.append(L.begin(), L.end());
  };
  llvm::Type *Trail = nullptr;
  switch (U->kind()) {
  case TypeKind::Array:
    Add({M.PtrTy, M.PtrTy, M.I64Ty});
    break;
  case TypeKind::Chan:
    Add({M.PtrTy, M.I64Ty});
    break;
  case TypeKind::Signature:
    Add({M.I16Ty, M.I16Ty, M.I32Ty});
    Trail = llvm::ArrayType::get(M.PtrTy, trailing() / 8);
    break;
  case TypeKind::Interface:
    Add({M.PtrTy, M.PtrTy, M.I64Ty, M.I64Ty});
    Trail = llvm::ArrayType::get(
        llvm::StructType::get(M.LLVM, {M.I32Ty, M.I32Ty}, true),
        trailing() / sizeof(rt::Imethod));
    break;
  case TypeKind::Map:
    Add({M.PtrTy, M.PtrTy, M.PtrTy, M.PtrTy, M.I64Ty, M.I64Ty, M.I64Ty, M.I64Ty,
         M.I64Ty, M.I64Ty, M.I32Ty, M.I32Ty});
    break;
  case TypeKind::Pointer:
  case TypeKind::Slice:
    Add({M.PtrTy});
    break;
  case TypeKind::Struct:
    Add({M.PtrTy, M.PtrTy, M.I64Ty, M.I64Ty});
    Trail = llvm::ArrayType::get(
        llvm::StructType::get(M.LLVM, {M.PtrTy, M.PtrTy, M.I64Ty}, true),
        trailing() / sizeof(rt::StructField));
    break;
  default:
    break;
  }
  if (HasUncommon)
    Add({M.I32Ty, M.I16Ty, M.I16Ty, M.I32Ty, M.I32Ty});
  if (Trail)
    E.push_back(Trail);
  if (HasUncommon)
    E.push_back(llvm::ArrayType::get(
        llvm::StructType::get(M.LLVM, {M.I32Ty, M.I32Ty, M.I32Ty, M.I32Ty},
                              true),
        Methods.size()));
  return llvm::StructType::get(M.LLVM, E, /*isPacked=*/true);
}

/// Package that gc's descriptors name: the type's, or its element's.
Package *DescriptorBuilder::typePackage() {
  if (isUnsafePointer())
    return M.Ctx.unsafePackage();
  Type *X = T;
  if (!N) {
    if (auto *A = dyn_cast<Array>(T))
      X = A->Elem;
    else if (auto *S = dyn_cast<Slice>(T))
      X = S->Elem;
    else if (auto *Ptr = dyn_cast<Pointer>(T))
      X = Ptr->Elem;
    else if (auto *C = dyn_cast<Chan>(T))
      X = C->Elem;
  }
  auto *Nm = dyn_cast<Named>(M.canonical(X));
  return Nm ? Nm->origin()->Obj->pkg() : nullptr;
}

static void appendVarint(std::string &S, size_t N) {
  while (N >= 0x80) {
    S += char(N | 0x80);
    N >>= 7;
  }
  S += char(N);
}

/// An encoded abi.Name: flags, length, bytes, tag, offset of the package path.
Constant *DescriptorBuilder::name(StringRef S, StringRef Tag, Package *Pkg,
                                  bool Exported, bool Embedded) {
  std::string Bytes(1, char(Exported | (!Tag.empty() << 1) |
                            ((Pkg != nullptr) << 2) | (Embedded << 3)));
  appendVarint(Bytes, S.size());
  Bytes += S;
  if (!Tag.empty()) {
    appendVarint(Bytes, Tag.size());
    Bytes += Tag;
  }
  std::string Key = Bytes;
  if (Pkg)
    Key += '\0' + Pkg->Path.str();
  GlobalVariable *&GV = M.P->Names[Key];
  if (GV)
    return GV;
  Constant *Init = ConstantDataArray::getString(M.LLVM, Bytes, false);
  if (Pkg)
    Init = strct({Init, off(pkgPathName(Pkg))});
  // The recursive call may have grown the table.
  auto *New = new GlobalVariable(*M.Mod, Init->getType(), true,
                                 GlobalValue::PrivateLinkage, Init, "go:name");
  New->setAlignment(Align(1));
  return M.P->Names[Key] = New;
}

/// Whether the pointer mask is too large to be written down.
bool DescriptorBuilder::maskOnDemand() {
  return M.layout(T).PtrBytes > rt::MaxPtrMaskBytes * 8 * 8;
}

Constant *DescriptorBuilder::gcData() {
  const Layout &L = M.layout(T);
  if (!L.PtrBytes)
    return null();
  if (maskOnDemand()) {
    auto *Cell =
        new GlobalVariable(*M.Mod, M.PtrTy, /*isConstant=*/false,
                           GlobalValue::PrivateLinkage, null(), "go:gcmask");
    Cell->setAlignment(Align(8));
    return Cell;
  }
  SmallVector<uint8_t, 64> Mask((L.PtrBytes / 8 + 7) / 8);
  M.Layouts.forEachPointer(
      T, 0, [&](uint64_t Off) { Mask[Off / 64] |= 1 << (Off / 8 % 8); });
  StringRef Bytes(reinterpret_cast<char *>(Mask.data()), Mask.size());
  return M.stringData(Bytes);
}

Constant *DescriptorBuilder::header() {
  const Layout &L = M.layout(T);
  uint8_t Flags = (HasUncommon ? rt::TFlagUncommon : 0) |
                  (N || isa<BasicType>(T) ? rt::TFlagNamed : 0) |
                  (isRegularMemory(M, T) ? rt::TFlagRegularMemory : 0) |
                  (maskOnDemand() ? rt::TFlagGCMaskOnDemand : 0) |
                  (M.isDirectIface(T) ? rt::TFlagDirectIface : 0);
  Constant *Equal = null();
  if (comparableType(T))
    Equal = M.closureObject(M.equalFunction(T));
  Type *NameT = T;
  if (auto *Ptr = dyn_cast<Pointer>(T))
    NameT = M.canonical(Ptr->Elem);
  auto *NameN = dyn_cast<Named>(NameT);
  bool Exported = NameN && NameN->origin()->Obj->exported();
  // A defined type's pointer type always exists; others are found by reflect
  // through the list of types (ogo_typelinks), or made, but never with methods.
  Constant *PtrToThis = i32(0);
  if (N || isa<BasicType>(T) ||
      (isa<Struct>(U) && !cachedMethodSet(M, pointerTo(M, T)).empty()))
    PtrToThis = off(M.typeDescriptor(pointerTo(M, T)));
  return strct({i64(L.Size), i64(L.PtrBytes),
                i32(uint32_t(xxh3_64bits(M.linkTypeString(T)))), i8(Flags),
                i8(L.Align), i8(L.Align), i8(kindNumber(U)), Equal, gcData(),
                off(name(M.runtimeTypeString(T), "", nullptr, Exported, false)),
                PtrToThis});
}

/// Package path of an unnamed struct: that of its first unexported field.
static Package *structPackage(Struct *S) {
  for (Var *F : S->Fields)
    if (!F->exported())
      return F->pkg();
  return nullptr;
}

static uint32_t mapFlags(ModuleLowering &M, Type *Key) {
  auto All = [](auto &&Self, Type *T, auto Test) -> bool {
    Type *U = under(T);
    if (auto *A = dyn_cast<Array>(U))
      return Self(Self, A->Elem, Test);
    if (auto *S = dyn_cast<Struct>(U))
      return all_of(S->Fields,
                    [&](Var *F) { return Self(Self, F->type(), Test); });
    return Test(U);
  };
  auto Reflexive = [](Type *U) {
    return !isFloat(U) && !isComplex(U) && !isa<Interface>(U);
  };
  auto KeepKey = [&](Type *U) { return Reflexive(U) && !isString(U); };
  auto NoPanic = [](Type *U) { return !isa<Interface>(U); };
  uint32_t F = 0;
  if (M.layout(Key).Size > 128)
    F |= rt::MapIndirectKey;
  if (!All(All, Key, KeepKey))
    F |= rt::MapNeedKeyUpdate;
  if (!All(All, Key, NoPanic))
    F |= rt::MapHashMightPanic;
  return F;
}

void DescriptorBuilder::kindPart(GlobalVariable *Self, uint64_t Trail,
                                 SmallVectorImpl<Constant *> &Out) {
  auto Add = [&](std::initializer_list<Constant *> L) {
    Out.append(L.begin(), L.end());
  };
  auto List = [&](size_t Count) {
    Add({Count ? self(Self, Trail) : null(), i64(Count), i64(Count)});
  };
  switch (U->kind()) {
  case TypeKind::Array: {
    auto *A = cast<Array>(U);
    return Add({M.typeDescriptor(A->Elem),
                M.typeDescriptor(M.Ctx.make<Slice>(A->Elem)), i64(A->Len)});
  }
  case TypeKind::Chan: {
    auto *C = cast<Chan>(U);
    unsigned Dir = C->Dir == ChanDir::Both       ? 3
                   : C->Dir == ChanDir::RecvOnly ? 1
                                                 : 2;
    return Add({M.typeDescriptor(C->Elem), i64(Dir)});
  }
  case TypeKind::Signature: {
    auto *S = cast<Signature>(U);
    unsigned OutCount = tupleSize(S->Results) | (S->Variadic ? 0x8000 : 0);
    return Add({i16(tupleSize(S->Params)), i16(OutCount), i32(0)});
  }
  case TypeKind::Interface: {
    Package *Pkg = N ? N->origin()->Obj->pkg() : nullptr;
    auto &Ms = typeSet(cast<Interface>(U)).Methods;
    for (Func *F : Ms)
      if (!Pkg && !F->exported())
        Pkg = F->pkg();
    Out.push_back(pkgPathName(Pkg));
    return List(Ms.size());
  }
  case TypeKind::Map: {
    auto *X = cast<Map>(U);
    uint32_t Flags = mapFlags(M, X->Key);
    if (M.layout(X->Elem).Size > 128)
      Flags |= rt::MapIndirectElem;
    return Add({M.typeDescriptor(X->Key), M.typeDescriptor(X->Elem), null(),
                M.closureObject(M.hashFunction(X->Key)), i64(0), i64(0), i64(0),
                i64(0), i64(0), i64(0), i32(Flags), i32(0)});
  }
  case TypeKind::Pointer:
    return Out.push_back(M.typeDescriptor(cast<Pointer>(U)->Elem));
  case TypeKind::Slice:
    return Out.push_back(M.typeDescriptor(cast<Slice>(U)->Elem));
  case TypeKind::Struct: {
    auto *S = cast<Struct>(U);
    Out.push_back(pkgPathName(structPackage(S)));
    return List(S->Fields.size());
  }
  default:
    return;
  }
}

Constant *DescriptorBuilder::trail() {
  SmallVector<Constant *, 16> E;
  llvm::Type *ElemTy = nullptr;
  if (auto *S = dyn_cast<Signature>(U)) {
    ElemTy = M.PtrTy;
    for (Tuple *L : {S->Params, S->Results})
      if (L)
        for (Var *V : L->Vars)
          E.push_back(M.typeDescriptor(V->type()));
  } else if (auto *I = dyn_cast<Interface>(U)) {
    ElemTy = llvm::StructType::get(M.LLVM, {M.I32Ty, M.I32Ty}, true);
    Package *Own = N ? N->origin()->Obj->pkg() : nullptr;
    for (Func *F : typeSet(I).Methods) {
      Package *Pkg = !F->exported() && F->pkg() != Own ? F->pkg() : nullptr;
      E.push_back(strct({off(name(F->name(), "", Pkg, F->exported(), false)),
                         off(M.typeDescriptor(F->signature()))}));
    }
  } else if (auto *S = dyn_cast<Struct>(U)) {
    ElemTy = llvm::StructType::get(M.LLVM, {M.PtrTy, M.PtrTy, M.I64Ty}, true);
    for (unsigned K = 0; K < S->Fields.size(); ++K) {
      Var *F = S->Fields[K];
      E.push_back(strct(
          {name(F->name(), S->tag(K), nullptr, F->exported(), F->Embedded),
           M.typeDescriptor(F->type()), i64(M.Layouts.fieldOffset(U, K))}));
    }
  }
  if (!ElemTy)
    return nullptr;
  return ConstantArray::get(llvm::ArrayType::get(ElemTy, E.size()), E);
}

Constant *DescriptorBuilder::contents(GlobalVariable *Self) {
  SmallVector<Constant *, 32> Out;
  auto *Header = header();
  for (unsigned I = 0; I < Header->getNumOperands(); ++I)
    Out.push_back(cast<Constant>(Header->getOperand(I)));
  uint64_t At = sizeof(rt::Type) + kindSize();
  uint64_t Trail = At + (HasUncommon ? UncommonSize : 0);
  kindPart(Self, Trail, Out);
  if (HasUncommon) {
    Package *Pkg = typePackage();
    unsigned Exported = count_if(
        Methods, [](const MethodSetEntry &E) { return E.F->exported(); });
    Constant *Path = Pkg ? off(pkgPathName(Pkg)) : i32(0);
    for (Constant *C : {Path, i16(Methods.size()), i16(Exported),
                        i32(UncommonSize + trailing()), i32(0)})
      Out.push_back(C);
  }
  if (Constant *C = trail())
    Out.push_back(C);
  if (HasUncommon) {
    Package *Own = typePackage();
    SmallVector<Constant *, 16> Ms;
    for (const MethodSetEntry &E : Methods) {
      Package *Pkg =
          !E.F->exported() && E.F->pkg() != Own ? E.F->pkg() : nullptr;
      Ms.push_back(strct(
          {off(name(E.F->name(), "", Pkg, E.F->exported(), false)),
           off(M.typeDescriptor(E.F->signature())),
           off(M.ifaceMethodFunction(T, E)), off(M.methodFunction(T, E))}));
    }
    auto *ElemTy = llvm::StructType::get(
        M.LLVM, {M.I32Ty, M.I32Ty, M.I32Ty, M.I32Ty}, true);
    Out.push_back(
        ConstantArray::get(llvm::ArrayType::get(ElemTy, Ms.size()), Ms));
  }
  Constant *C = strct(Out);
  assert(C->getType() == Self->getValueType() && "shape and contents differ");
  return C;
}

} // namespace

/// Lists GV for the runtime: an entry in Section that lives and dies with it.
static void addLink(ModuleLowering &M, GlobalVariable *GV, StringRef Section) {
  auto *Entry =
      new GlobalVariable(*M.Mod, M.PtrTy, true, GlobalValue::PrivateLinkage, GV,
                         "go:link." + GV->getName());
  Entry->setSection(Section);
  Entry->setAlignment(Align(8));
  if (Comdat *C = GV->getComdat())
    Entry->setComdat(C);
  Entry->setMetadata(LLVMContext::MD_associated,
                     MDNode::get(M.LLVM, ValueAsMetadata::get(GV)));
  M.P->Used.push_back(Entry);
}

Constant *ModuleLowering::typeDescriptor(Type *T) {
  T = canonical(T);
  auto It = P->Descriptors.find(T);
  if (It != P->Descriptors.end())
    return It->second;
  std::string Name = "type:" + linkTypeString(T);
  if (!ownsDescriptor(*this, T)) {
    auto *GV = new GlobalVariable(*Mod, I8Ty, true,
                                  GlobalValue::ExternalLinkage, nullptr, Name);
    return P->Descriptors[T] = GV;
  }
  bool Strong = false;
  if (Pkg.Name != "main") {
    Type *Base = T;
    if (auto *Ptr = dyn_cast<Pointer>(T))
      Base = canonical(Ptr->Elem);
    auto *N = dyn_cast<Named>(Base);
    Strong = N && !N->isInstance() && N->Obj->Parent == &Pkg.PkgScope;
  }
  auto *GV = new GlobalVariable(*Mod, DescriptorBuilder(*this, T).shape(), true,
                                Strong ? GlobalValue::ExternalLinkage
                                       : GlobalValue::LinkOnceODRLinkage,
                                nullptr, Name);
  GV->setAlignment(Align(8));
  if (!Strong)
    setComdat(*this, GV);
  P->Descriptors[T] = GV;
  P->PendingDescriptors.push_back({T, GV});
  return GV;
}

void emitPendingDescriptors(ModuleLowering &M) {
  while (!M.P->PendingDescriptors.empty()) {
    auto [T, GV] = M.P->PendingDescriptors.front();
    M.P->PendingDescriptors.pop_front();
    GV->setInitializer(DescriptorBuilder(M, T).contents(GV));
    if (!isa<Named>(T) && !isa<BasicType>(T) && !isa<Interface>(T))
      addLink(M, GV, OGO_TYPELINKS_SECTION);
  }
}

void emitPackageDescriptors(ModuleLowering &M) {
  for (Object *O : M.Pkg.PkgScope.objects()) {
    auto *TN = dyn_cast<TypeName>(O);
    if (!TN || TN->isAlias() || TN->name() == "_")
      continue;
    auto *N = dyn_cast_or_null<Named>(TN->type());
    if (!N || !N->typeParams().empty())
      continue;
    if (auto *I = dyn_cast<Interface>(under(N)))
      if (!typeSet(I).isMethodSet())
        continue; // constraints have no values
    M.typeDescriptor(N);
    M.typeDescriptor(pointerTo(M, N));
  }
}

Constant *ModuleLowering::itab(Type *I, Type *T) {
  I = canonical(I);
  T = canonical(T);
  auto It = P->Itabs.find({I, T});
  if (It != P->Itabs.end())
    return It->second;
  SmallVector<Constant *, 12> Elems = {
      typeDescriptor(I), typeDescriptor(T),
      ConstantInt::get(I32Ty, uint32_t(xxh3_64bits(linkTypeString(T)))),
      ConstantInt::get(I32Ty, 0)};
  ArrayRef<MethodSetEntry> Methods = cachedMethodSet(*this, T);
  for (Func *F : typeSet(cast<Interface>(under(I))).Methods) {
    const MethodSetEntry *Found = nullptr;
    for (const MethodSetEntry &E : Methods)
      if (E.F->name() == F->name() && (F->exported() || E.F->pkg() == F->pkg()))
        Found = &E;
    assert(Found && "T implements I");
    Elems.push_back(ifaceMethodFunction(T, *Found));
  }
  auto *Init = ConstantStruct::getAnon(LLVM, Elems);
  auto *GV = new GlobalVariable(
      *Mod, Init->getType(), true, GlobalValue::LinkOnceODRLinkage, Init,
      "go:itab." + linkTypeString(T) + "," + linkTypeString(I));
  GV->setAlignment(Align(8));
  setComdat(*this, GV);
  addLink(*this, GV, OGO_ITABLINKS_SECTION);
  return P->Itabs[{I, T}] = GV;
}

} // namespace ogo
