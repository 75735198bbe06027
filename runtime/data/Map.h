// The map's own layout. Swiss table: a control byte per slot (7 hash bits, or
// empty/deleted), probed sixteen at a time with SIMD. Groups are aligned, so a
// probe ends at the first group that has an empty slot.
//
// A table is never changed in place when it grows: a bigger one replaces it, and
// iterators that started on the old one keep it alive, walk its slots in its
// order and look each key up in the current table. That gives Go's guarantees
// (each entry at most once, removed entries never) with nothing to update.
#ifndef OGO_RUNTIME_DATA_MAP_H
#define OGO_RUNTIME_DATA_MAP_H

#include "runtime/abi/Layout.h"

#ifdef __x86_64__
#include <emmintrin.h>
#else
#include <arm_neon.h>
#endif

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
  int64_t Count; ///< len(m); compiled code reads it.
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

/// Positions within a group, lowest first.
class GroupMask {
  uint64_t Bits;
#ifdef __x86_64__
  static constexpr unsigned Shift = 0;
#else
  static constexpr unsigned Shift = 2; // Four bits per control byte.
#endif

public:
  explicit GroupMask(uint64_t Bits) : Bits(Bits) {}
  explicit operator bool() const { return Bits; }
  unsigned first() const { return (unsigned)__builtin_ctzll(Bits) >> Shift; }
  void pop() { Bits &= Bits - 1; }
};

struct Group {
  static constexpr uint8_t Empty = 0x80;   // -128
  static constexpr uint8_t Deleted = 0xFE; // -2
  static constexpr uint8_t Absent = 0xFF;  // -1: beyond a table of 8 slots
  static constexpr unsigned Width = 16;

#ifdef __x86_64__
  __m128i V;
  explicit Group(const uint8_t *Ctrl) : V(_mm_load_si128((const __m128i *)Ctrl)) {}
  GroupMask match(uint8_t H2) const {
    return GroupMask((uint32_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(V, _mm_set1_epi8((char)H2))));
  }
  GroupMask matchEmpty() const { return match(Empty); }
  GroupMask matchFree() const {
    return GroupMask((uint32_t)_mm_movemask_epi8(
        _mm_cmpgt_epi8(_mm_set1_epi8(-1), V)));
  }
  GroupMask matchFull() const {
    return GroupMask(~(uint32_t)_mm_movemask_epi8(V) & 0xFFFF);
  }
#else
  uint8x16_t V;
  explicit Group(const uint8_t *Ctrl) : V(vld1q_u8(Ctrl)) {}
  static GroupMask narrow(uint8x16_t M) {
    uint8x8_t N = vshrn_n_u16(vreinterpretq_u16_u8(M), 4);
    return GroupMask(vget_lane_u64(vreinterpret_u64_u8(N), 0) &
                     0x1111111111111111);
  }
  GroupMask match(uint8_t H2) const { return narrow(vceqq_u8(V, vdupq_n_u8(H2))); }
  GroupMask matchEmpty() const { return match(Empty); }
  GroupMask matchFree() const {
    return narrow(vcgtq_s8(vdupq_n_s8(-1), vreinterpretq_s8_u8(V)));
  }
  GroupMask matchFull() const {
    return narrow(vcgeq_s8(vreinterpretq_s8_u8(V), vdupq_n_s8(0)));
  }
#endif
};

Map *makeMap(const MapType *T, int64_t Hint);

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_MAP_H
