// Which functions have defer frames and where, from the stack maps in the
// symbol table and section ogo_deferfuncs.
//
// A panic asks for every return address on its way, mostly the same ones again,
// so the answers are cached by address. Program addresses are below 4 GB: an
// entry is one word {address, index}, written and read without a lock.
#include "runtime/panic/DeferFrames.h"
#include "runtime/abi/Sections.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sym/Sym.h"
#include "runtime/sync/Atomic.h"

namespace ogo::rt {

extern "C" {
extern const DeferFunc
    DeferFuncsBegin[] __asm__(OGO_SECTION_START(OGO_DEFERFUNCS_SECTION))
        __attribute__((weak, visibility("hidden")));
extern const DeferFunc
    DeferFuncsEnd[] __asm__(OGO_SECTION_STOP(OGO_DEFERFUNCS_SECTION))
        __attribute__((weak, visibility("hidden")));
}

namespace {

/// Offsets from the frame pointer.
struct FrameInfo {
  int32_t Frame;
  int32_t Results;
  bool Known;
  bool HasResults;
};

constexpr uint32_t NoFrame = UINT32_MAX;
constexpr unsigned CacheBits = 13;
Atomic<uint64_t> Cache[1u << CacheBits];

uint32_t NumFuncs;
FrameInfo *Infos;    // parallel to ogo_deferfuncs
uint32_t *FuncTable; // open addressing by function address: index + 1
uint32_t FuncTableMask;
Atomic<int> Ready; // 0: no, 1: being made, 2: yes

uint32_t hashAddress(uint32_t A) { return (A >> 4) * 2654435761u; }

#if defined(__x86_64__)
constexpr unsigned FramePointerRegister = 6;
#else
constexpr unsigned FramePointerRegister = 29;
#endif

} // namespace

static uint32_t findFunc(uint32_t Start) {
  for (uint32_t I = hashAddress(Start);; ++I) {
    uint32_t E = FuncTable[I & FuncTableMask];
    if (!E)
      return NoFrame;
    if ((uintptr_t)DeferFuncsBegin[E - 1].Function == Start)
      return E - 1;
  }
}

static void buildTables() {
  NumFuncs = (uint32_t)(DeferFuncsEnd - DeferFuncsBegin);
  uint32_t Size = 16;
  while (Size < 2 * NumFuncs)
    Size *= 2;
  FuncTable = (uint32_t *)allocatePermanent(Size * sizeof(uint32_t));
  FuncTableMask = Size - 1;
  Infos = (FrameInfo *)allocatePermanent((NumFuncs + 1) * sizeof(FrameInfo));
  for (uint32_t F = 0; F != NumFuncs; ++F) {
    uint32_t I = hashAddress((uint32_t)(uintptr_t)DeferFuncsBegin[F].Function);
    while (FuncTable[I & FuncTableMask])
      ++I;
    FuncTable[I & FuncTableMask] = F + 1;
  }
  uint32_t NumMaps;
  const symtab::Frame *Maps = stackMaps(NumMaps);
  for (uint32_t M = 0; M != NumMaps; ++M) {
    uint32_t F = findFunc(Maps[M].Function);
    if (F == NoFrame)
      continue;
    const symtab::Location *L = stackMapLocations(Maps[M]);
    unsigned N = Maps[M].NumLocations;
    for (unsigned I = 0; I != N; ++I)
      if (L[I].Kind != 2 || L[I].Register != FramePointerRegister)
        throwError("a defer frame has no place relative to the frame pointer");
    Infos[F] = {L[0].Offset, N > 1 ? L[1].Offset : 0, true, N > 1};
  }
}

static void prepare() {
  if (Ready.load(Order::Acquire) == 2)
    return;
  int Expected = 0;
  if (Ready.compareExchange(Expected, 1, Order::Acquire, Order::Acquire)) {
    buildTables();
    Ready.store(2, Order::Release);
    return;
  }
  while (Ready.load(Order::Acquire) != 2)
    ;
}

/// Index of the DeferFunc of the function that return address PC lies in.
static uint32_t funcAt(uintptr_t PC) {
  if (PC > UINT32_MAX)
    return NoFrame;
  Atomic<uint64_t> &Slot =
      Cache[((uint32_t)PC * 2654435761u) >> (32 - CacheBits)];
  uint64_t E = Slot.load(Order::Relaxed);
  if ((E >> 32) == PC)
    return (uint32_t)E;
  prepare();
  uint32_t F = NoFrame;
  if (uintptr_t Start = functionStart(PC - 1); Start && NumFuncs)
    F = findFunc((uint32_t)Start);
  if (F != NoFrame && !Infos[F].Known)
    F = NoFrame;
  Slot.store((uint64_t)PC << 32 | F, Order::Relaxed);
  return F;
}

bool DeferFrameWalk::next(DeferActivation &Out) {
  while (FP && FP[1]) {
    // A panic lies in the frame of the function that unwinds.
    while (Older && (uintptr_t)FP > (uintptr_t)Older) {
      if ((uintptr_t)FP < (uintptr_t)Older->Walked)
        FP = (uintptr_t *)Older->Walked;
      Older = Older->Passed;
    }
    uintptr_t PC = FP[1];
    Out.CalleeFramePointer = FP;
    FP = (uintptr_t *)FP[0];
    if (!FP)
      return false;
    uint32_t F = funcAt(PC);
    if (F == NoFrame)
      continue;
    const FrameInfo &I = Infos[F];
    Out.Frame = (DeferFrame *)((uint8_t *)FP + I.Frame);
    Out.FramePointer = FP;
    Out.Results = I.HasResults ? (uint8_t *)FP + I.Results : nullptr;
    Out.Func = &DeferFuncsBegin[F];
    Out.PC = (void *)PC;
    return true;
  }
  return false;
}

} // namespace ogo::rt
