// Map operations, once as templates over how a key is hashed and compared, then
// instantiated for any type, 4-byte, 8-byte and string keys.
#include "runtime/data/Map.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/Hash.h"
#include "runtime/data/TypeInfo.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"

#include <string.h>

namespace ogo::rt {

using HashFn = OGO_SWIFTCALL uint64_t (*)(const void *, uint64_t);

/// Tracebacks show gc's function as the innermost frame.
OGO_GO_NORETURN_FN(mapsFatal, "internal/runtime/maps.fatal",
                   (const uint8_t *P, int64_t Len));
[[noreturn]] static void fatalInMap(const char *Text) {
  mapsFatal((const uint8_t *)Text, (int64_t)strlen(Text));
}

namespace {
/// Any key, through the type's hasher and equality.
struct AnyKey {
  static constexpr bool MightPanic = true;
  const void *P;
  static uint64_t hash(const MapType *T, const void *P, uint64_t Seed) {
    return OGO_CALL_CLOSURE(HashFn, T->Hasher, P, Seed);
  }
  uint64_t hash(const MapType *T, uint64_t Seed) const {
    return hash(T, P, Seed);
  }
  bool equals(const MapType *T, const void *Slot) const {
    return callEqual(T->Key, P, Slot);
  }
  void store(const MapType *T, void *Slot) const {
    memcpy(Slot, P, T->Key->Size);
  }
  void update(const MapType *T, void *Slot) const {
    if (T->Flags & MapNeedKeyUpdate)
      store(T, Slot);
  }
};
struct Key32 {
  static constexpr bool MightPanic = false;
  uint32_t K;
  uint64_t hash(const MapType *, uint64_t Seed) const {
    return hash32(K, Seed);
  }
  bool equals(const MapType *, const void *Slot) const {
    return *(const uint32_t *)Slot == K;
  }
  void store(const MapType *, void *Slot) const { *(uint32_t *)Slot = K; }
  void update(const MapType *, void *) const {}
};
struct Key64 {
  static constexpr bool MightPanic = false;
  uint64_t K;
  uint64_t hash(const MapType *, uint64_t Seed) const {
    return hash64(K, Seed);
  }
  bool equals(const MapType *, const void *Slot) const {
    return *(const uint64_t *)Slot == K;
  }
  void store(const MapType *, void *Slot) const { *(uint64_t *)Slot = K; }
  void update(const MapType *, void *) const {}
};
struct KeyStr {
  static constexpr bool MightPanic = false;
  GoString K;
  [[gnu::always_inline]] uint64_t hash(const MapType *, uint64_t Seed) const {
    return hashBytes(K.Ptr, (uint64_t)K.Len, Seed);
  }
  [[gnu::always_inline]] bool equals(const MapType *, const void *Slot) const {
    auto *S = (const GoString *)Slot;
    return S->Len == K.Len && equalBytes(S->Ptr, K.Ptr, (size_t)K.Len);
  }
  void store(const MapType *, void *Slot) const { *(GoString *)Slot = K; }
  // The newer string may be the only live reference to its bytes.
  void update(const MapType *T, void *Slot) const { store(T, Slot); }
};
} // namespace

static uint8_t h2(uint64_t Hash) { return (uint8_t)(Hash >> 57); }

static uint64_t alignUp(uint64_t N, uint64_t A) {
  return (N + A - 1) & ~(A - 1);
}

/// How many slots of a table are used before it grows; one group fills up.
static uint64_t maxLoad(uint64_t Capacity) {
  return Capacity <= Group::Width ? Capacity : Capacity / 8 * 7;
}

static MapTable *newTable(Map *M, uint64_t Capacity) {
  uint64_t CtrlBytes = Capacity < Group::Width ? Group::Width : Capacity;
  uint64_t SlotBytes, Bytes;
  if (__builtin_mul_overflow(Capacity, (uint64_t)M->SlotSize, &SlotBytes) ||
      __builtin_add_overflow(SlotBytes, sizeof(MapTable) + CtrlBytes, &Bytes) ||
      Bytes > MaxAlloc)
    throwError("runtime: out of memory: map too large");
  auto *T = (MapTable *)allocate(Bytes, M->NoScan);
  T->Mask = Capacity - 1;
  T->GroupMask = CtrlBytes / Group::Width - 1;
  T->GrowthLeft = maxLoad(Capacity);
  T->Slots = T->Ctrl + CtrlBytes;
  memset(T->Ctrl, Group::Empty, Capacity);
  if (CtrlBytes > Capacity)
    memset(T->Ctrl + Capacity, Group::Absent, CtrlBytes - Capacity);
  return T;
}

static void initMap(Map *M, const MapType *T) {
  uint64_t Align =
      T->Key->Align > T->Elem->Align ? T->Key->Align : T->Elem->Align;
  M->ElemOffset =
      (uint32_t)alignUp(T->Key->Size, T->Elem->Align ? T->Elem->Align : 1);
  M->SlotSize =
      (uint32_t)alignUp(M->ElemOffset + T->Elem->Size, Align ? Align : 1);
  M->NoScan = T->Key->PtrBytes == 0 && T->Elem->PtrBytes == 0;
  M->Seed = fastRandom();
}

Map *makeMap(const MapType *T, int64_t Hint) {
  auto *M = (Map *)allocate(sizeof(Map), false);
  initMap(M, T);
  if (Hint > 8) {
    uint64_t Bytes, Capacity = Group::Width;
    if (__builtin_mul_overflow((uint64_t)Hint, (uint64_t)M->SlotSize + 2,
                               &Bytes) ||
        Bytes > MaxAlloc / 4)
      return M; // A hint only: the program finds out when it inserts.
    while (maxLoad(Capacity) < (uint64_t)Hint)
      Capacity *= 2;
    M->Table = newTable(M, Capacity);
  }
  return M;
}

/// The slot of an equal key, or null.
template <typename KeyT>
static uint8_t *findSlot(const MapType *T, const Map *M, const MapTable *Table,
                         KeyT Key, uint64_t Hash) {
  uint64_t G = Hash & Table->GroupMask;
  for (uint64_t Step = 0;;) {
    Group Grp(Table->Ctrl + G * Group::Width);
    for (ByteMask Bits = Grp.match(h2(Hash)); Bits; Bits.pop()) {
      uint8_t *Slot =
          Table->Slots + (G * Group::Width + Bits.first()) * M->SlotSize;
      if (Key.equals(T, Slot)) [[likely]]
        return Slot;
    }
    if (Grp.matchEmpty())
      return nullptr;
    if (++Step > Table->GroupMask)
      return nullptr;
    G = (G + Step) & Table->GroupMask;
  }
}

/// Index of the first free slot on Hash's probe path; the table has one.
static uint64_t findFree(const MapTable *Table, uint64_t Hash) {
  uint64_t G = Hash & Table->GroupMask;
  for (uint64_t Step = 0;;) {
    if (ByteMask Free = Group(Table->Ctrl + G * Group::Width).matchFree())
      return G * Group::Width + Free.first();
    G = (G + ++Step) & Table->GroupMask;
  }
}

/// Moves every entry to a new table: twice the size, or the same when many
/// slots are only marked deleted.
static void grow(const MapType *T, Map *M) {
  MapTable *Old = M->Table;
  uint64_t OldCap = Old->capacity();
  uint64_t NewCap =
      (uint64_t)M->Count * 16 <= OldCap * 7 && OldCap > Group::Width
          ? OldCap
          : OldCap * 2;
  MapTable *New = newTable(M, NewCap);
  for (uint64_t Base = 0; Base <= Old->Mask; Base += Group::Width)
    for (ByteMask Full = Group(Old->Ctrl + Base).matchFull(); Full;
         Full.pop()) {
      uint64_t I = Base + Full.first();
      const uint8_t *Slot = Old->Slots + I * M->SlotSize;
      // Keep a NaN's hash bits: hashing it again gives another random one,
      // which is as good, since nothing ever looks it up.
      uint64_t Hash = AnyKey::hash(T, Slot, M->Seed);
      uint64_t J = findFree(New, Hash);
      New->Ctrl[J] = h2(Hash);
      --New->GrowthLeft;
      memcpy(New->Slots + J * M->SlotSize, Slot, M->SlotSize);
    }
  M->Table = New;
}

template <typename KeyT>
[[gnu::noinline]] static void *accessFurther(const MapType *T, const Map *M,
                                             KeyT Key, uint64_t Hash) {
  uint8_t *Slot = findSlot(T, M, M->Table, Key, Hash);
  return Slot ? Slot + M->ElemOffset : nullptr;
}

/// Most lookups end at the first slot whose hash bits fit, or in a first group
/// with an empty slot. That much is inline and saves no registers: the fewer
/// instructions a lookup has, the more of them wait for memory at once.
template <typename KeyT>
[[gnu::always_inline]] static inline void *access(const MapType *T,
                                                  const Map *M, KeyT Key) {
  if (!M || M->Count == 0) [[unlikely]] {
    if (KeyT::MightPanic && (T->Flags & MapHashMightPanic))
      Key.hash(T, 0);
    return nullptr;
  }
  if (M->Writing) [[unlikely]]
    fatalInMap("concurrent map read and map write");
  uint64_t Hash = Key.hash(T, M->Seed);
  const MapTable *Table = M->Table;
  uint64_t G = Hash & Table->GroupMask;
  Group Grp(Table->Ctrl + G * Group::Width);
  if (ByteMask Bits = Grp.match(h2(Hash))) {
    uint8_t *Slot =
        Table->Slots + (G * Group::Width + Bits.first()) * M->SlotSize;
    if (Key.equals(T, Slot)) [[likely]]
      return Slot + M->ElemOffset;
  } else if (Grp.matchEmpty()) {
    return nullptr;
  }
  return accessFurther(T, M, Key, Hash);
}

template <typename KeyT>
static void *assign(const MapType *T, Map *M, KeyT Key) {
  if (!M)
    panicPlain("assignment to entry in nil map");
  if (M->Writing)
    fatalInMap("concurrent map writes");
  uint64_t Hash = Key.hash(T, M->Seed);
  // Set only after hashing, which may panic.
  M->Writing = 1;
  if (!M->Table)
    M->Table = newTable(M, 8);
  uint8_t *Slot = findSlot(T, M, M->Table, Key, Hash);
  if (Slot) {
    Key.update(T, Slot);
  } else {
    uint64_t I;
    for (;;) {
      MapTable *Table = M->Table;
      if (Table->GrowthLeft || M->Count < (int64_t)Table->Mask) {
        // A deleted slot on the path may be reused without growing.
        if (Table->GrowthLeft || Table->GroupMask) {
          I = findFree(Table, Hash);
          if (Table->Ctrl[I] == Group::Deleted || Table->GrowthLeft)
            break;
        }
      }
      grow(T, M);
    }
    MapTable *Table = M->Table;
    if (Table->Ctrl[I] == Group::Empty)
      --Table->GrowthLeft;
    Table->Ctrl[I] = h2(Hash);
    Slot = Table->Slots + I * M->SlotSize;
    Key.store(T, Slot);
    ++M->Count;
  }
  if (!M->Writing)
    fatalInMap("concurrent map writes");
  M->Writing = 0;
  return Slot + M->ElemOffset;
}

template <typename KeyT> static void erase(const MapType *T, Map *M, KeyT Key) {
  if (!M || M->Count == 0) {
    if (KeyT::MightPanic && (T->Flags & MapHashMightPanic))
      Key.hash(T, 0);
    return;
  }
  if (M->Writing)
    fatalInMap("concurrent map writes");
  uint64_t Hash = Key.hash(T, M->Seed);
  M->Writing = 1;
  MapTable *Table = M->Table;
  if (uint8_t *Slot = findSlot(T, M, Table, Key, Hash)) {
    uint64_t I = (uint64_t)(Slot - Table->Slots) / M->SlotSize;
    // With an empty slot in its group no probe runs past it: it can be empty
    // too.
    Group Grp(Table->Ctrl + (I & ~(uint64_t)(Group::Width - 1)));
    if (Table->GroupMask == 0 || Grp.matchEmpty()) {
      Table->Ctrl[I] = Group::Empty;
      ++Table->GrowthLeft;
    } else {
      Table->Ctrl[I] = Group::Deleted;
    }
    memset(Slot, 0, M->SlotSize); // New entries start from zeroed elements.
    --M->Count;
  }
  if (!M->Writing)
    fatalInMap("concurrent map writes");
  M->Writing = 0;
}

static void clearMap(Map *M) {
  if (!M || !M->Table)
    return;
  if (M->Writing)
    fatalInMap("concurrent map writes");
  M->Writing = 1;
  MapTable *Table = M->Table;
  uint64_t Capacity = Table->capacity();
  memset(Table->Ctrl, Group::Empty, Capacity);
  memset(Table->Slots, 0, Capacity * M->SlotSize);
  Table->GrowthLeft = maxLoad(Capacity);
  M->Count = 0;
  ++M->ClearSeq;
  M->Writing = 0;
}

static void iterNext(MapIterState *It) {
  Map *M = It->M;
  MapTable *Table = It->Table;
  if (!Table) {
    It->Key = nullptr;
    It->Elem = nullptr;
    return;
  }
  if (M->Writing)
    fatalInMap("concurrent map iteration and map write");
  const MapType *T = It->T;
  for (; It->Index <= Table->Mask;) {
    uint64_t I = (It->Index + It->Offset) & Table->Mask;
    // Skip a whole group of empty slots at once.
    if ((I & (Group::Width - 1)) == 0 && Table->GroupMask &&
        It->Index + Group::Width <= Table->Mask &&
        !Group(Table->Ctrl + I).matchFull()) {
      It->Index += Group::Width;
      continue;
    }
    ++It->Index;
    if (Table->Ctrl[I] & 0x80)
      continue;
    uint8_t *Slot = Table->Slots + I * M->SlotSize;
    uint8_t *Current = Slot;
    if (M->Table != Table) {
      // The map grew since: the entry may have changed or gone.
      Current = findSlot(T, M, M->Table, AnyKey{Slot},
                         AnyKey::hash(T, Slot, M->Seed));
      if (!Current) {
        // A key unequal to itself cannot be found, nor changed or deleted
        // other than by clear.
        if (callEqual(T->Key, Slot, Slot) || M->ClearSeq != It->ClearSeq)
          continue;
        Current = Slot;
      }
    }
    It->Key = Current;
    It->Elem = Current + M->ElemOffset;
    return;
  }
  It->Key = nullptr;
  It->Elem = nullptr;
}

static void iterInit(const MapType *T, Map *M, MapIterState *It) {
  It->T = T;
  It->M = M;
  It->Key = nullptr;
  It->Elem = nullptr;
  It->Table = nullptr;
  if (!M || M->Count == 0)
    return;
  It->Table = M->Table;
  It->Offset = fastRandom();
  It->Index = 0;
  It->ClearSeq = M->ClearSeq;
  iterNext(It);
}

// What compiled code calls.

OGO_RUNTIME_FN(Map *, goMakeMap, makemap, (const MapType *T, int64_t Hint)) {
  return makeMap(T, Hint);
}
OGO_RUNTIME_FN(Map *, goMakeMapSmall, makemap_small, (const MapType *T)) {
  return makeMap(T, 0);
}
OGO_RUNTIME_FN(void *, goMapAccess, mapaccess,
               (const MapType *T, Map *M, const void *Key)) {
  return access(T, M, AnyKey{Key});
}
OGO_RUNTIME_FN(void *, goMapAccess32, mapaccess_fast32,
               (const MapType *T, Map *M, uint32_t K)) {
  return access(T, M, Key32{K});
}
OGO_RUNTIME_FN(void *, goMapAccess64, mapaccess_fast64,
               (const MapType *T, Map *M, uint64_t K)) {
  return access(T, M, Key64{K});
}
OGO_RUNTIME_FN(void *, goMapAccessStr, mapaccess_faststr,
               (const MapType *T, Map *M, const uint8_t *P, int64_t Len)) {
  return access(T, M, KeyStr{{P, Len}});
}
OGO_RUNTIME_FN(void *, goMapAssign, mapassign,
               (const MapType *T, Map *M, const void *Key)) {
  return assign(T, M, AnyKey{Key});
}
OGO_RUNTIME_FN(void *, goMapAssign32, mapassign_fast32,
               (const MapType *T, Map *M, uint32_t K)) {
  return assign(T, M, Key32{K});
}
OGO_RUNTIME_FN(void *, goMapAssign64, mapassign_fast64,
               (const MapType *T, Map *M, uint64_t K)) {
  return assign(T, M, Key64{K});
}
OGO_RUNTIME_FN(void *, goMapAssignStr, mapassign_faststr,
               (const MapType *T, Map *M, const uint8_t *P, int64_t Len)) {
  return assign(T, M, KeyStr{{P, Len}});
}
OGO_RUNTIME_FN(void, goMapDelete, mapdelete,
               (const MapType *T, Map *M, const void *Key)) {
  erase(T, M, AnyKey{Key});
}
OGO_RUNTIME_FN(void, goMapDelete32, mapdelete_fast32,
               (const MapType *T, Map *M, uint32_t K)) {
  erase(T, M, Key32{K});
}
OGO_RUNTIME_FN(void, goMapDelete64, mapdelete_fast64,
               (const MapType *T, Map *M, uint64_t K)) {
  erase(T, M, Key64{K});
}
OGO_RUNTIME_FN(void, goMapDeleteStr, mapdelete_faststr,
               (const MapType *T, Map *M, const uint8_t *P, int64_t Len)) {
  erase(T, M, KeyStr{{P, Len}});
}
OGO_RUNTIME_FN(void, goMapClear, mapclear, (const MapType *, Map *M)) {
  clearMap(M);
}
OGO_RUNTIME_FN(void, goMapIterInit, mapiterinit,
               (const MapType *T, Map *M, MapIterState *It)) {
  iterInit(T, M, It);
}
OGO_RUNTIME_FN(void, goMapIterNext, mapiternext, (MapIterState * It)) {
  iterNext(It);
}

// What reflect and maps link to.

OGO_GO_FN(Map *, reflectMakeMap, "reflect.makemap",
          (const MapType *T, int64_t N)) {
  return makeMap(T, N);
}
OGO_GO_FN(void *, reflectMapAccess, "reflect.mapaccess",
          (const MapType *T, Map *M, const void *Key)) {
  return goMapAccess(T, M, Key);
}
OGO_GO_FN(void *, reflectMapAccessStr, "reflect.mapaccess_faststr",
          (const MapType *T, Map *M, const uint8_t *P, int64_t Len)) {
  return goMapAccessStr(T, M, P, Len);
}
// A table is rehashed at once, so no map is ever seen half way.
OGO_GO_FN(uint8_t, goSameSizeGrow, "runtime.sameSizeGrowForIssue69110Test",
          (Map *)) {
  return 0;
}

OGO_GO_FN(void, reflectMapAssign, "reflect.mapassign0",
          (const MapType *T, Map *M, const void *Key, const void *Elem)) {
  memmove(assign(T, M, AnyKey{Key}), Elem, T->Elem->Size);
}
OGO_GO_FN(void, reflectMapAssignStr, "reflect.mapassign_faststr0",
          (const MapType *T, Map *M, const uint8_t *P, int64_t Len,
           const void *Elem)) {
  memmove(assign(T, M, KeyStr{{P, Len}}), Elem, T->Elem->Size);
}
OGO_GO_FN(void, reflectMapDelete, "reflect.mapdelete",
          (const MapType *T, Map *M, const void *Key)) {
  erase(T, M, AnyKey{Key});
}
OGO_GO_FN(void, reflectMapDeleteStr, "reflect.mapdelete_faststr",
          (const MapType *T, Map *M, const uint8_t *P, int64_t Len)) {
  erase(T, M, KeyStr{{P, Len}});
}
OGO_GO_FN(void, reflectMapClear, "reflect.mapclear",
          (const MapType *, Map *M)) {
  clearMap(M);
}
OGO_GO_FN(void, reflectMapIterInit, "reflect.mapiterinit",
          (const MapType *T, Map *M, MapIterState *It)) {
  iterInit(T, M, It);
}
OGO_GO_FN(void, reflectMapIterNext, "reflect.mapiternext",
          (MapIterState * It)) {
  iterNext(It);
}
OGO_GO_FN(void *, reflectMapIterKey, "reflect.mapiterkey",
          (MapIterState * It)) {
  return It->Key;
}
OGO_GO_FN(void *, reflectMapIterElem, "reflect.mapiterelem",
          (MapIterState * It)) {
  return It->Elem;
}
OGO_GO_FN(int64_t, reflectMapLen, "reflect.maplen", (const Map *M)) {
  return M ? M->Count : 0;
}
OGO_GO_FN(int64_t, reflectliteMapLen, "internal/reflectlite.maplen",
          (const Map *M)) {
  return M ? M->Count : 0;
}

// maps.clone(m any) any: a copy of the table keeps seed and order.
OGO_GO_FN(Eface, mapsClone, "maps.clone", (Type * T, Map *M)) {
  Map *N = makeMap((const MapType *)T, 0);
  if (M && M->Table) {
    if (M->Writing)
      fatalInMap("concurrent map clone and map write");
    MapTable *Old = M->Table;
    MapTable *New = newTable(N, Old->capacity());
    uint64_t CtrlBytes = (Old->GroupMask + 1) * Group::Width;
    memcpy(New->Ctrl, Old->Ctrl, CtrlBytes);
    memcpy(New->Slots, Old->Slots, Old->capacity() * M->SlotSize);
    New->GrowthLeft = Old->GrowthLeft;
    N->Table = New;
    N->Seed = M->Seed;
    N->Count = M->Count;
  }
  return {T, N};
}

} // namespace ogo::rt
