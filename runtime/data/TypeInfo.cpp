// Descriptor reading and the itab cache. Compiled code carries the itabs it can
// name (go:itab.*); only assertions to interfaces and reflect need new ones.
#include "runtime/data/TypeInfo.h"
#include "runtime/abi/Sections.h"
#include "runtime/abi/Varint.h"
#include "runtime/data/Hash.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sync/Lock.h"

namespace ogo::rt {

GoString nameString(Name N) {
  if (!N.Bytes)
    return {nullptr, 0};
  const uint8_t *P = N.Bytes + 1;
  auto Len = (int64_t)readVarint(P);
  return {P, Len};
}

GoString namePkgPath(Name N) {
  if (!N.Bytes || !(N.Bytes[0] & 4))
    return {nullptr, 0};
  const uint8_t *P = N.Bytes + 1;
  P += readVarint(P);
  if (N.Bytes[0] & 2)
    P += readVarint(P);
  int32_t Off;
  memcpy(&Off, P, 4);
  return nameAt(Off);
}

bool nameIsBlank(Name N) {
  GoString S = nameString(N);
  return S.Len == 1 && S.Ptr[0] == '_';
}

GoString typeString(const Type *T) {
  GoString S = nameAt(T->Str);
  if (T->TFlag & TFlagExtraStar)
    return {S.Ptr + 1, S.Len - 1};
  return S;
}

const UncommonType *uncommonOf(const Type *T) {
  if (!(T->TFlag & TFlagUncommon))
    return nullptr;
  size_t Size;
  switch (T->kind()) {
  case KindStruct:
    Size = sizeof(StructType);
    break;
  case KindPointer:
    Size = sizeof(PtrType);
    break;
  case KindFunc:
    Size = sizeof(FuncType);
    break;
  case KindSlice:
    Size = sizeof(SliceType);
    break;
  case KindArray:
    Size = sizeof(ArrayType);
    break;
  case KindChan:
    Size = sizeof(ChanType);
    break;
  case KindMap:
    Size = sizeof(MapType);
    break;
  case KindInterface:
    Size = sizeof(InterfaceType);
    break;
  default:
    Size = sizeof(Type);
    break;
  }
  return (const UncommonType *)((const uint8_t *)T + Size);
}

GoString typePkgPath(const Type *T) {
  if (const UncommonType *U = uncommonOf(T))
    return nameAt(U->PkgPath);
  if (T->kind() == KindStruct)
    return nameString(((const StructType *)T)->PkgPath);
  if (T->kind() == KindInterface)
    return nameString(((const InterfaceType *)T)->PkgPath);
  return {nullptr, 0};
}

static bool equal(GoString A, GoString B) {
  return A.Len == B.Len && memcmp(A.Ptr, B.Ptr, (size_t)A.Len) == 0;
}

/// Fills Fun (or only checks when null). Both method lists are sorted by name,
/// so one pass over each is enough. The name of the first missing method, or
/// an empty one.
static GoString fillMethods(const InterfaceType *Inter, const Type *T,
                            void **Fun) {
  const UncommonType *U = uncommonOf(T);
  const Method *Methods =
      U ? (const Method *)((const uint8_t *)U + U->Moff) : nullptr;
  unsigned NumMethods = U ? U->Mcount : 0, J = 0;
  for (int64_t I = 0; I < Inter->NumMethods; ++I) {
    const Imethod &Want = Inter->Methods[I];
    Name WantName{(const uint8_t *)resolveOff(Want.Name)};
    GoString WantString = nameString(WantName);
    void *WantType = resolveOff(Want.Typ);
    bool Found = false;
    for (; J < NumMethods; ++J) {
      const Method &Have = Methods[J];
      if (resolveOff(Have.Mtyp) != WantType)
        continue;
      Name HaveName{(const uint8_t *)resolveOff(Have.Name)};
      if (!equal(nameString(HaveName), WantString))
        continue;
      if (!nameIsExported(HaveName)) {
        GoString HavePkg = namePkgPath(HaveName);
        if (!HavePkg.Len)
          HavePkg = nameAt(U->PkgPath);
        GoString WantPkg = namePkgPath(WantName);
        if (!WantPkg.Len)
          WantPkg = nameString(Inter->PkgPath);
        if (!equal(HavePkg, WantPkg))
          continue;
      }
      if (Fun)
        Fun[I] = resolveOff(Have.Ifn);
      ++J;
      Found = true;
      break;
    }
    if (!Found)
      return WantString;
  }
  return {nullptr, 0};
}

GoString missingMethod(const InterfaceType *Inter, const Type *T) {
  return fillMethods(Inter, T, nullptr);
}

namespace {
/// An open-addressing set of itabs, replaced whole when it grows: readers need
/// no lock. Negative results are kept too (Fun[0] null), so that a failing
/// assertion in a loop stays cheap.
struct ItabTable {
  uint64_t Mask;
  uint64_t Count;
  Atomic<Itab *> Entries[];
};
} // namespace

static Atomic<ItabTable *> Itabs;
static RankedLock<LockRank::Itab> ItabLock;

/// The compiler's itabs. They come first, so that there is one itab for a pair
/// of types and interface values compare equal by it.
extern "C" Itab *const
    ItabLinksStart[] __asm__(OGO_SECTION_START(OGO_ITABLINKS_SECTION))
        __attribute__((weak));
extern "C" Itab *const
    ItabLinksEnd[] __asm__(OGO_SECTION_STOP(OGO_ITABLINKS_SECTION))
        __attribute__((weak));

static uint64_t itabHash(const InterfaceType *Inter, const Type *T) {
  return foldMul((uintptr_t)Inter ^ 0x9E3779B97F4A7C15, (uintptr_t)T | 1);
}

static Itab *findItab(ItabTable *Table, const InterfaceType *Inter,
                      const Type *T) {
  if (!Table)
    return nullptr;
  for (uint64_t I = itabHash(Inter, T);; ++I) {
    Itab *Tab = Table->Entries[I & Table->Mask].load(Order::Acquire);
    if (!Tab || (Tab->Inter == Inter && Tab->Typ == T))
      return Tab;
  }
}

static void insertItab(ItabTable *Table, Itab *Tab) {
  uint64_t I = itabHash(Tab->Inter, Tab->Typ);
  while (Table->Entries[I & Table->Mask].own())
    ++I;
  Table->Entries[I & Table->Mask].store(Tab, Order::Release);
  ++Table->Count;
}

static ItabTable *newItabTable(uint64_t Size) {
  auto *Table =
      (ItabTable *)allocatePermanent(sizeof(ItabTable) + Size * sizeof(Itab *));
  Table->Mask = Size - 1;
  return Table;
}

static ItabTable *startItabs() {
  uint64_t Size = 256;
  while (Size < 2 * (uint64_t)(ItabLinksEnd - ItabLinksStart))
    Size *= 2;
  ItabTable *Table = newItabTable(Size);
  for (Itab *const *I = ItabLinksStart; I != ItabLinksEnd; ++I)
    if (*I && !findItab(Table, (*I)->Inter, (*I)->Typ))
      insertItab(Table, *I);
  Itabs.store(Table, Order::Release);
  return Table;
}

Itab *getItab(const InterfaceType *Inter, const Type *T) {
  ItabTable *Table = Itabs.load(Order::Acquire);
  Itab *Tab = findItab(Table, Inter, T);
  if (!Tab) {
    LockGuard Guard(ItabLock);
    Table = Itabs.own();
    if (!Table)
      Table = startItabs();
    Tab = findItab(Table, Inter, T);
    if (!Tab) {
      if (Table->Count * 4 >= (Table->Mask + 1) * 3) {
        ItabTable *Bigger = newItabTable((Table->Mask + 1) * 2);
        for (uint64_t I = 0; I <= Table->Mask; ++I)
          if (Itab *Old = Table->Entries[I].own())
            insertItab(Bigger, Old);
        Table = Bigger;
        Itabs.store(Table, Order::Release);
      }
      Tab = (Itab *)allocatePermanent(sizeof(Itab) + (size_t)Inter->NumMethods *
                                                         sizeof(void *));
      Tab->Inter = const_cast<InterfaceType *>(Inter);
      Tab->Typ = const_cast<Type *>(T);
      Tab->Hash = T->Hash;
      if (fillMethods(Inter, T, Tab->Fun).Len)
        Tab->Fun[0] = nullptr;
      insertItab(Table, Tab);
    }
  }
  return Inter->NumMethods == 0 || Tab->Fun[0] ? Tab : nullptr;
}

/// Addresses beyond 2 GB that reflect made at run time, as negative ids.
static RankedLock<LockRank::ReflectOffset> ReflectOffLock;
static void **ReflectOffs GUARDED_BY(ReflectOffLock);
static int32_t NumReflectOffs GUARDED_BY(ReflectOffLock), CapReflectOffs
    GUARDED_BY(ReflectOffLock);

void *resolveReflectOff(int32_t Off) {
  LockGuard Guard(ReflectOffLock);
  int32_t I = -1 - Off;
  return I < NumReflectOffs ? ReflectOffs[I] : nullptr;
}

OGO_GO_FN(int32_t, reflectAddOff, "reflect.addReflectOff", (void *P)) {
  if ((uintptr_t)P < 0x7FFFFFFF)
    return (int32_t)(uintptr_t)P;
  LockGuard Guard(ReflectOffLock);
  for (int32_t I = 0; I < NumReflectOffs; ++I)
    if (ReflectOffs[I] == P)
      return -1 - I;
  if (NumReflectOffs == CapReflectOffs) {
    int32_t Cap = CapReflectOffs ? CapReflectOffs * 2 : 64;
    auto **Bigger = (void **)allocatePermanent((size_t)Cap * sizeof(void *));
    if (NumReflectOffs)
      memcpy(Bigger, ReflectOffs, (size_t)NumReflectOffs * sizeof(void *));
    ReflectOffs = Bigger;
    CapReflectOffs = Cap;
  }
  ReflectOffs[NumReflectOffs++] = P;
  return -NumReflectOffs;
}

#define RESOLVE(CXXNAME, SYMBOL)                                               \
  OGO_GO_FN(void *, CXXNAME, SYMBOL, (void *, int32_t Off)) {                  \
    return Off == 0 ? nullptr : resolveOff(Off);                               \
  }
RESOLVE(reflectResolveNameOff, "reflect.resolveNameOff")
RESOLVE(reflectResolveTypeOff, "reflect.resolveTypeOff")
RESOLVE(reflectResolveTextOff, "reflect.resolveTextOff")
RESOLVE(reflectliteResolveNameOff, "internal/reflectlite.resolveNameOff")
RESOLVE(reflectliteResolveTypeOff, "internal/reflectlite.resolveTypeOff")
RESOLVE(runtimeResolveNameOff, "runtime.resolveNameOff")
RESOLVE(runtimeResolveTypeOff, "runtime.resolveTypeOff")
#undef RESOLVE

OGO_GO_FN(GoString, goTypeString, "runtime.typestring", (const Type *T)) {
  return typeString(T);
}
OGO_GO_FN(uint8_t, goTypeKind, "runtime.typekind", (const Type *T)) {
  return T->Kind_;
}
OGO_GO_FN(GoString, goTypePkgPath, "runtime.typepkgpath", (const Type *T)) {
  return typePkgPath(T);
}

} // namespace ogo::rt
