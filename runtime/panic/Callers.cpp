// runtime.Callers and relatives: logical frames by walking frame pointers.
//
// A pc stands for all calls inlined at it. Programs may take the pcs of Callers
// one by one (runtime.FuncForPC), so where calls are inlined each has a pc of
// its own: the upper 16 bits number it, from 1 on.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/String.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sym/Sym.h"

#include <string.h>

namespace ogo::rt {

static constexpr unsigned NumberShift = 48;

/// The pc of call I of the Count that are at PC.
static uintptr_t pcOfCall(uintptr_t PC, unsigned I, unsigned Count) {
  return Count > 1 ? PC | (uintptr_t)(I + 1) << NumberShift : PC;
}

namespace {
/// What programs see of the frames, given one by one, innermost first.
class VisibleFrames {
  const char *Callee = nullptr;

public:
  bool shows(const LogicalFrame &F) {
    bool Shown = isVisibleFunction(F.Function) && !isLeftOut(F, Callee);
    Callee = F.Function;
    return Shown;
  }
};
} // namespace

int64_t collectCallers(void *FP, int64_t Skip, uintptr_t *Out, int64_t Max) {
  StackWalk Walk(getg(), nullptr, FP);
  LogicalFrame Frames[MaxInlineDepth];
  VisibleFrames Visible;
  int64_t N = 0;
  while (N < Max && Walk.next()) {
    unsigned Count = symbolize(Walk.PC - 1, Frames, MaxInlineDepth);
    for (unsigned I = 0; I < Count && N < Max; ++I)
      if (Visible.shows(Frames[I]) && Skip-- <= 0)
        Out[N++] = pcOfCall(Walk.PC, I, Count);
  }
  return N;
}

int64_t expandCallers(const uintptr_t *PCs, uint64_t Count, uintptr_t *Out,
                      int64_t Max) {
  LogicalFrame Frames[MaxInlineDepth];
  VisibleFrames Visible;
  int64_t N = 0;
  for (uint64_t P = 0; P < Count && N < Max; ++P) {
    unsigned Calls = symbolize(PCs[P] - 1, Frames, MaxInlineDepth);
    // The interrupted function is shown, whoever's it is.
    if (!Calls && P == 0)
      Out[N++] = PCs[P];
    for (unsigned I = 0; I < Calls && N < Max; ++I)
      if (Visible.shows(Frames[I]) || P == 0)
        Out[N++] = pcOfCall(PCs[P], I, Calls);
  }
  return N;
}

// runtime.Callers(skip int, pc []uintptr) int; 0 is Callers itself.
OGO_GO_FN(int64_t, goCallers, "runtime.Callers",
          (int64_t Skip, uintptr_t *Out, int64_t Len, int64_t)) {
  if (Len == 0)
    return 0;
  int64_t N = 0;
  if (Skip <= 0) {
    Out[N++] = (uintptr_t)goCallers + 1;
    Skip = 1;
  }
  return N + collectCallers(__builtin_frame_address(0), Skip - 1, Out + N, Len - N);
}

namespace {
struct StackRecord {
  uintptr_t PCs[32];
};
struct Profile {
  StackRecord *Out;
  void **Labels;
  int64_t Max, N;
  G *Self;
  void *FP;
};
} // namespace

static void addToProfile(G *Gp, void *Arg) {
  auto *P = (Profile *)Arg;
  if (Gp->System || Gp->Status == GStatus::Dead || Gp->Status == GStatus::Idle)
    return;
  int64_t I = P->N++;
  if (I >= P->Max)
    return;
  if (P->Labels)
    P->Labels[I] = Gp->Labels;
  memset(&P->Out[I], 0, sizeof(StackRecord));
  void *PC = nullptr, *FP = P->FP;
  if (Gp != P->Self) {
    if (!Gp->OnThread && !Gp->SP) { // Not started yet.
      P->Out[I].PCs[0] = (uintptr_t)Gp->Entry->Code + 1;
      return;
    }
    if (Gp->OnThread)
      return; // Running elsewhere: its stack changes under our eyes.
    auto *Saved = (void **)Gp->SP;
#ifdef __x86_64__
    PC = Saved[6];
    FP = Saved[5];
#else
    PC = Saved[1];
    FP = Saved[0];
#endif
  }
  StackWalk Walk(Gp, PC, FP);
  LogicalFrame F;
  VisibleFrames Visible;
  for (unsigned J = 0; J < 32 && Walk.next();)
    if (symbolize(Walk.PC - 1, &F, 1) && Visible.shows(F))
      P->Out[I].PCs[J++] = Walk.PC;
}

// runtime.goroutinestacks(p, labels unsafe.Pointer, max int) int
OGO_GO_FN(int64_t, goGoroutineStacks, "runtime.goroutinestacks",
          (StackRecord * Out, void **Labels, int64_t Max)) {
  Profile P{Out, Labels, Max, 0, getg(), __builtin_frame_address(0)};
  forEachGoroutine(addToProfile, &P);
  return P.N;
}

namespace {
struct CallerResult {
  uintptr_t PC;
  GoString File;
  int64_t Line;
  uint8_t Ok;
};
GoString fromC(const char *S) {
  return {(const uint8_t *)S, (int64_t)strlen(S)};
}
} // namespace

// runtime.Caller(skip int) (pc uintptr, file string, line int, ok bool); 0 is
// the caller of Caller.
OGO_GO_FN(void, goCaller, "runtime.Caller",
          (CallerResult * Out, int64_t Skip)) {
  *Out = {};
  StackWalk Walk(getg(), nullptr, __builtin_frame_address(0));
  LogicalFrame Frames[MaxInlineDepth];
  VisibleFrames Visible;
  while (Walk.next()) {
    unsigned Count = symbolize(Walk.PC - 1, Frames, MaxInlineDepth);
    for (unsigned I = 0; I < Count; ++I) {
      if (!Visible.shows(Frames[I]) || Skip-- > 0)
        continue;
      // Inside the call instruction: after one that does not return another
      // function may begin.
      uintptr_t PC = Count > 1 ? pcOfCall(Walk.PC, I, Count) : Walk.PC - 1;
      *Out = {PC, fromC(Frames[I].File), Frames[I].Line, 1};
      return;
    }
  }
}

namespace {
/// The overlay's funcInfo.
struct FuncInfo {
  GoString Name, File;
  int64_t Line, Start;
  uintptr_t Entry;
  uint8_t Inlined;
};
} // namespace

OGO_GO_FN(int64_t, goSymbolize, "runtime.symbolizepc",
          (uintptr_t PC, FuncInfo *Out, int64_t Max)) {
  LogicalFrame Frames[MaxInlineDepth];
  unsigned First = 0;
  unsigned N =
      symbolize(PC & ((1ull << NumberShift) - 1), Frames, MaxInlineDepth);
  if (uintptr_t Number = PC >> NumberShift) {
    if (Number > N)
      return 0;
    First = (unsigned)Number - 1;
    N = First + 1;
  }
  if (N - First > (uint64_t)Max)
    N = First + (unsigned)Max;
  for (unsigned I = First; I < N; ++I)
    Out[I - First] = {
        fromC(Frames[I].Function), fromC(Frames[I].File), Frames[I].Line,
        Frames[I].StartLine,       Frames[I].Entry,       Frames[I].Inlined};
  return N - First;
}

// runtime.Stack(buf []byte, all bool) int
OGO_GO_FN(int64_t, goStack, "runtime.Stack",
          (uint8_t *Buf, int64_t Len, int64_t, uint32_t All)) {
  if (Len == 0)
    return 0;
  Capture C(Buf, (size_t)Len);
  printStacks(__builtin_frame_address(0), (uint8_t)All);
  return (int64_t)C.used();
}

} // namespace ogo::rt
