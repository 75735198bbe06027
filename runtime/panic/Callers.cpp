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
#include "runtime/sym/CallSites.h"

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
  uint16_t CalleeTraits = 0;

public:
  bool shows(const LogicalFrame &F) {
    bool Shown =
        !(F.Traits & trait::Hidden) && !isLeftOut(F, Callee, CalleeTraits);
    pass(F);
    return Shown;
  }
  /// F is shown, whatever its callee is.
  void pass(const LogicalFrame &F) {
    Callee = F.Function;
    CalleeTraits = F.Traits;
  }
};
} // namespace

int64_t collectCallers(void *FP, int64_t Skip, uintptr_t *Out, int64_t Max) {
  StackWalk Walk(getg(), nullptr, FP);
  LogicalFrame Scratch[MaxInlineDepth];
  VisibleFrames Visible;
  int64_t N = 0;
  while (N < Max && Walk.next()) {
    CallSite S = callSite(Walk.PC - 1, Scratch);
    if (S.Plain) [[likely]] {
      Visible.pass(S.Frames[0]);
      if (Skip-- <= 0)
        Out[N++] = Walk.PC;
      continue;
    }
    for (unsigned I = 0; I < S.Count && N < Max; ++I)
      if (Visible.shows(S.Frames[I]) && Skip-- <= 0)
        Out[N++] = pcOfCall(Walk.PC, I, S.Count);
  }
  return N;
}

int64_t expandCallers(const uintptr_t *PCs, uint64_t Count, uintptr_t *Out,
                      int64_t Max) {
  LogicalFrame Scratch[MaxInlineDepth];
  VisibleFrames Visible;
  int64_t N = 0;
  for (uint64_t P = 0; P < Count && N < Max; ++P) {
    CallSite S = callSite(PCs[P] - 1, Scratch);
    // The interrupted function is shown, whoever's it is.
    if (!S.Count && P == 0)
      Out[N++] = PCs[P];
    for (unsigned I = 0; I < S.Count && N < Max; ++I)
      if (Visible.shows(S.Frames[I]) || P == 0)
        Out[N++] = pcOfCall(PCs[P], I, S.Count);
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
  return N +
         collectCallers(__builtin_frame_address(0), Skip - 1, Out + N, Len - N);
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
    SavedPlace Saved = savedPlace(Gp);
    PC = Saved.PC;
    FP = Saved.FP;
  }
  StackWalk Walk(Gp, PC, FP);
  LogicalFrame Scratch[MaxInlineDepth];
  VisibleFrames Visible;
  for (unsigned J = 0; J < 32 && Walk.next();) {
    CallSite S = callSite(Walk.PC - 1, Scratch);
    if (S.Count && Visible.shows(S.Frames[0]))
      P->Out[I].PCs[J++] = Walk.PC;
  }
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
GoString nameOf(const LogicalFrame &F) {
  return {(const uint8_t *)F.Function, F.FunctionLen};
}
GoString fileOf(const LogicalFrame &F) {
  return {(const uint8_t *)F.File, F.FileLen};
}
} // namespace

// runtime.Caller(skip int) (pc uintptr, file string, line int, ok bool); 0 is
// the caller of Caller.
OGO_GO_FN(void, goCaller, "runtime.Caller",
          (CallerResult * Out, int64_t Skip)) {
  StackWalk Walk(getg(), nullptr, __builtin_frame_address(0));
  LogicalFrame Scratch[MaxInlineDepth];
  VisibleFrames Visible;
  while (Walk.next()) {
    CallSite S = callSite(Walk.PC - 1, Scratch);
    for (unsigned I = 0; I < S.Count; ++I) {
      const LogicalFrame &F = S.Frames[I];
      if (!Visible.shows(F) || Skip-- > 0)
        continue;
      // Inside the call instruction: after one that does not return another
      // function may begin.
      uintptr_t PC = S.Count > 1 ? pcOfCall(Walk.PC, I, S.Count) : Walk.PC - 1;
      *Out = {PC, fileOf(F), F.Line, 1};
      return;
    }
  }
  *Out = {};
}

namespace {
/// The logical calls a pc from one of these functions stands for.
struct CallsOfPC {
  CallSite Site;
  unsigned First, End;

  /// \p Back is 1 for return addresses.
  CallsOfPC(uintptr_t PC, unsigned Back, LogicalFrame *Scratch) {
    Site = callSite((PC & ((1ull << NumberShift) - 1)) - Back, Scratch);
    First = 0;
    End = Site.Count;
    if (uintptr_t Number = PC >> NumberShift) {
      if (Number > End)
        Number = End + 1;
      First = (unsigned)Number - 1;
      End = Number > Site.Count ? First : (unsigned)Number;
    }
  }
};

/// The overlay's Frames and Frame.
struct GoFrames {
  GoSlice Callers;
  int64_t Given; ///< Of the calls at Callers[0], so many are done.
};
struct GoFrame {
  uintptr_t PC;
  const FunctionRecord *Func;
  GoString Function, File;
  int64_t Line;
  int64_t StartLine;
  uintptr_t Entry;
  const FunctionRecord *Record;
};

/// Moves to the next frame that is shown; null: there is none. The Frames stay
/// at it.
const LogicalFrame *nextFrame(GoFrames *Frames, LogicalFrame *Scratch) {
  for (; Frames->Callers.Len > 0; Frames->Given = 0) {
    auto *PCs = (const uintptr_t *)Frames->Callers.Ptr;
    CallsOfPC Calls(*PCs, 1, Scratch);
    for (; Frames->Given < Calls.End - Calls.First; ++Frames->Given) {
      const LogicalFrame &F = Calls.Site.Frames[Calls.First + Frames->Given];
      if (!(F.Traits & (trait::Hidden | trait::CallThunk)))
        return &F;
    }
    Frames->Callers.Ptr = (decltype(Frames->Callers.Ptr))(PCs + 1);
    --Frames->Callers.Len;
    --Frames->Callers.Cap;
  }
  return nullptr;
}
} // namespace

// runtime.nextframe(ci *Frames, frame *Frame) (more bool)
OGO_GO_FN(uint64_t, goNextFrame, "runtime.nextframe",
          (GoFrames * Frames, GoFrame *Out)) {
  LogicalFrame Scratch[MaxInlineDepth];
  const LogicalFrame *F = nextFrame(Frames, Scratch);
  if (!F)
    return 0;
  const FunctionRecord *R = functionRecord(*F);
  Out->PC = *(const uintptr_t *)Frames->Callers.Ptr - 1;
  Out->Func = F->Inlined ? nullptr : R;
  Out->Function = R->Name;
  Out->File = fileOf(*F);
  Out->Line = F->Line;
  Out->StartLine = F->StartLine;
  Out->Entry = F->Entry;
  Out->Record = R;
  ++Frames->Given;
  return nextFrame(Frames, Scratch) != nullptr;
}

OGO_GO_FN(const FunctionRecord *, goFuncForPC, "runtime.FuncForPC",
          (uintptr_t PC)) {
  LogicalFrame Scratch[MaxInlineDepth];
  // With a number it is a return address.
  CallsOfPC Calls(PC, PC >> NumberShift ? 1 : 0, Scratch);
  return Calls.First < Calls.End
             ? functionRecord(Calls.Site.Frames[Calls.First])
             : nullptr;
}

namespace {
struct FileLine {
  GoString File;
  int64_t Line;
};
} // namespace

// runtime.fileline(f *funcInfo, pc uintptr) (file string, line int)
OGO_GO_FN(FileLine, goFileLine, "runtime.fileline",
          (const FunctionRecord *R, uintptr_t PC)) {
  LogicalFrame Scratch[MaxInlineDepth];
  CallsOfPC Calls(PC, 0, Scratch);
  for (unsigned I = Calls.First; I < Calls.End; ++I) {
    const LogicalFrame &F = Calls.Site.Frames[I];
    GoString Name = nameOf(F);
    if (Name.Len == R->Symbol.Len &&
        memcmp(Name.Ptr, R->Symbol.Ptr, (size_t)Name.Len) == 0)
      return {fileOf(F), F.Line};
  }
  return {{(const uint8_t *)"?", 1}, 0};
}

// runtime.Stack(buf []byte, all bool) int
OGO_GO_FN(int64_t, goStack, "runtime.Stack",
          (uint8_t *Buf, int64_t Len, int64_t, uint32_t All)) {
  if (Len == 0)
    return 0;
  Capture C(Buf, (size_t)Len);
  printStacks(__builtin_frame_address(0), (uint8_t)All, C);
  return (int64_t)C.used();
}

} // namespace ogo::rt
