// Call sites by address: an open hash table of one word an entry, {address,
// place of the frames}, read without a lock. Program addresses are below 4 GB.
// Nothing is ever removed, as a program has only so many call instructions.
#include "runtime/sym/CallSites.h"
#include "runtime/sync/Lock.h"

#include <string.h>
#include <sys/mman.h>

namespace ogo::rt {

namespace {

// An entry's lower half: the frames' offset in the arena, whose unit leaves the
// low bits for flags.
constexpr uint32_t Unit = 16;
constexpr uint32_t PlainFlag = 1;
constexpr uint32_t HeaderSize = 16; // of frames in the arena: their number

constexpr uint32_t NumSlots = 1u << 17;
constexpr uint32_t MaxUsed = NumSlots / 2;
constexpr uint64_t ArenaSize = 64ull << 20;

RankedLock<LockRank::CallSite> Adding; // Nobody waits for it.
Atomic<Atomic<uint64_t> *> Slots;
Atomic<uint8_t *> Arena;                      ///< Set before there are slots.
uint32_t ArenaUsed GUARDED_BY(Adding) = Unit; // 0 is no offset
uint32_t UsedSlots GUARDED_BY(Adding);

RankedLock<LockRank::FunctionRecord> AddingRecord;
const FunctionRecord **Records GUARDED_BY(AddingRecord); // by LogicalFrame::Id
uint8_t *RecordMemory GUARDED_BY(AddingRecord);
uint8_t *RecordMemoryEnd GUARDED_BY(AddingRecord);

uint32_t hash(uint32_t PC) { return PC ^ PC >> 17; }

/// Untouched pages cost nothing.
void *reserve(uint64_t Size) {
  void *P = mmap(nullptr, Size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return P == MAP_FAILED ? nullptr : P;
}

CallSite siteOf(uint64_t Entry) {
  auto Low = (uint32_t)Entry;
  const uint8_t *At = Arena.load(Order::Relaxed) + (Low & ~(Unit - 1));
  return {(const LogicalFrame *)(At + HeaderSize), *(const uint32_t *)At,
          (Low & PlainFlag) != 0};
}

} // namespace

static bool isPlain(const LogicalFrame *Frames, uint32_t Count) {
  return Count == 1 &&
         !(Frames->Traits & (trait::Hidden | trait::Wrapper | trait::Init));
}

/// Remembers the Count frames. \returns the entry, 0 if there is no room.
static uint64_t add(uint32_t PC, const LogicalFrame *Frames, uint32_t Count)
    REQUIRES(Adding) {
  if (!Slots.own()) {
    if (!Arena.own())
      Arena.setOwn((uint8_t *)reserve(ArenaSize));
    auto *New =
        Arena.own()
            ? (Atomic<uint64_t> *)reserve(NumSlots * sizeof(Atomic<uint64_t>))
            : nullptr;
    if (!New)
      return 0;
    Slots.store(New, Order::Release);
  }
  auto Size = (uint32_t)(HeaderSize + Count * sizeof(LogicalFrame) + Unit - 1) &
              ~(Unit - 1);
  if (UsedSlots == MaxUsed || ArenaUsed + Size > ArenaSize)
    return 0;
  for (uint32_t I = hash(PC);; ++I) {
    Atomic<uint64_t> &Slot = Slots.own()[I & (NumSlots - 1)];
    uint64_t Known = Slot.own();
    if (Known >> 32 == PC)
      return Known; // Somebody else was faster.
    if (Known)
      continue;
    uint8_t *At = Arena.own() + ArenaUsed;
    *(uint32_t *)At = Count;
    memcpy(At + HeaderSize, Frames, Count * sizeof(LogicalFrame));
    uint64_t Entry = (uint64_t)PC << 32 | ArenaUsed |
                     (isPlain(Frames, Count) ? PlainFlag : 0);
    ArenaUsed += Size;
    ++UsedSlots;
    Slot.store(Entry, Order::Release);
    return Entry;
  }
}

CallSite callSite(uintptr_t PC, LogicalFrame *Scratch) {
  if (const Atomic<uint64_t> *Table = Slots.load(Order::Acquire);
      Table && PC <= UINT32_MAX)
    for (auto I = hash((uint32_t)PC);; ++I) {
      uint64_t Entry = Table[I & (NumSlots - 1)].load(Order::Acquire);
      if (Entry >> 32 == PC && Entry)
        return siteOf(Entry);
      if (!Entry)
        break;
    }
  uint32_t Count = symbolize(PC, Scratch, MaxInlineDepth);
  if (Count && Adding.tryLock()) {
    uint64_t Entry = add((uint32_t)PC, Scratch, Count);
    Adding.unlock();
    if (Entry)
      return siteOf(Entry);
  }
  return {Scratch, Count, isPlain(Scratch, Count)};
}

/// Bytes that stay; never null.
static uint8_t *allocateRecordMemory(uint64_t Size) REQUIRES(AddingRecord) {
  Size = (Size + 15) & ~15ull;
  if (!RecordMemory || (uint64_t)(RecordMemoryEnd - RecordMemory) < Size) {
    uint64_t Block = Size > 65536 ? Size : 65536;
    RecordMemory = (uint8_t *)reserve(Block);
    if (!RecordMemory)
      __builtin_trap(); // Out of memory.
    RecordMemoryEnd = RecordMemory + Block;
  }
  uint8_t *P = RecordMemory;
  RecordMemory += Size;
  return P;
}

static const FunctionRecord *makeRecord(const LogicalFrame &L)
    REQUIRES(AddingRecord) {
  auto *R = (FunctionRecord *)allocateRecordMemory(sizeof(FunctionRecord));
  R->Symbol = {(const uint8_t *)L.Function, L.FunctionLen};
  R->Name = R->Symbol;
  R->StartLine = L.StartLine;
  R->Entry = L.Entry;
  if (L.Traits & trait::Instance) {
    uint32_t Max = 2 * L.FunctionLen + 16;
    auto *Name = (char *)allocateRecordMemory(Max);
    R->Name = {(const uint8_t *)Name, shortenName(L.Function, Name, Max)};
  }
  return R;
}

const FunctionRecord *functionRecord(const LogicalFrame &L) {
  if (auto *R = atomicAt(&L.Record).load(Order::Acquire))
    return R;
  LockGuard Guard(AddingRecord);
  if (!Records)
    Records =
        (const FunctionRecord **)reserve(numFrameIds() * sizeof(*Records));
  if (!Records)
    __builtin_trap(); // Out of memory.
  const FunctionRecord *&Known = Records[L.Id];
  if (!Known)
    Known = makeRecord(L);
  atomicAt(&L.Record).store(Known, Order::Release);
  return Known;
}

} // namespace ogo::rt
