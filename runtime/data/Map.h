// The map's own layout. Swiss table: a control byte per slot (7 hash bits, or
// empty/deleted), probed sixteen at a time with SIMD. Groups are aligned, so a
// probe ends at the first group that has an empty slot.
//
// A table is never changed in place when it grows: a bigger one replaces it,
// and iterators that started on the old one keep it alive, walk its slots in
// its order and look each key up in the current table. That gives Go's
// guarantees (each entry at most once, removed entries never) with nothing to
// update.
#ifndef OGO_RUNTIME_DATA_MAP_H
#define OGO_RUNTIME_DATA_MAP_H

#include "runtime/abi/Layout.h"
#include "runtime/data/Bytes.h"

namespace ogo::rt {

struct Map;

struct MapTable {
  uint64_t Mask;       ///< Slots - 1; a power of two, at least 8.
  uint64_t GroupMask;  ///< Groups - 1.
  uint64_t GrowthLeft; ///< Empty slots that may still be filled.
  uint8_t *Slots;
  alignas(16) uint8_t Ctrl[];

  uint64_t capacity() const { return Mask + 1; }
};

struct Map {
  int64_t Count;   ///< len(m); compiled code reads it.
  MapTable *Table; ///< Null until the first insertion.
  uint64_t Seed;
  uint32_t SlotSize;
  uint32_t ElemOffset;
  uint32_t ClearSeq; ///< Bumped by clear: entries with NaN keys end there.
  uint8_t Writing;
  uint8_t NoScan;
};

struct MapIterState {
  void *Key;
  void *Elem;
  const MapType *T;
  Map *M;
  MapTable *Table;
  uint64_t Offset;
  uint64_t Index;
  uint64_t ClearSeq;
};
static_assert(sizeof(MapIterState) <= sizeof(MapIter));

/// The control bytes of sixteen neighbouring slots.
struct Group {
  static constexpr uint8_t Empty = 0x80;   // -128
  static constexpr uint8_t Deleted = 0xFE; // -2
  static constexpr uint8_t Absent = 0xFF;  // -1: beyond a table of 8 slots
  static constexpr unsigned Width = Bytes16::Width;

  Bytes16 Ctrl;
  explicit Group(const uint8_t *Ctrl) : Ctrl(Bytes16::load(Ctrl)) {}
  ByteMask match(uint8_t H2) const { return Ctrl.equal(Bytes16::all(H2)); }
  ByteMask matchEmpty() const { return match(Empty); }
  ByteMask matchFree() const { return Ctrl.less(Bytes16::all(Absent)); }
  ByteMask matchFull() const { return Bytes16::all(Absent).less(Ctrl); }
};

Map *makeMap(const MapType *T, int64_t Hint);

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_MAP_H
