// panic, recover, Goexit and the running of deferred calls.
//
// Nothing is unwound while deferred calls run: they run on top of the stack
// that panicked, so tracebacks still show it. A recovery then leaves everything
// above the recovering function F at once: F's remaining deferred calls run as
// if F had called finishRecovery where it called what panicked. Then F returns:
// its prologue saved all callee-saved registers at fixed offsets from its frame
// pointer, so restoring them and jumping to F's resume code is an ordinary
// return of F, without unwind tables.
#include "runtime/panic/Panic.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Print.h"
#include "runtime/panic/DeferFrames.h"
#include "runtime/panic/DeferTrace.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Scheduler.h"

#include <string.h>

namespace ogo::rt {

using ThunkFn = OGO_SWIFTCALL void (*)(void *);

extern "C" [[noreturn]] void ogoReplaceCall(void *CalleeFramePointer,
                                            void (*Function)(G *), G *Gp);
extern "C" [[noreturn]] void ogoRecoverJump(void *FramePointer, void *Resume,
                                            void *Results);

// The overlay makes the Go values.
OGO_GO_NORETURN_FN(goPanicErrorString, "runtime.panicErrorString",
                   (const uint8_t *P, int64_t Len));
OGO_GO_NORETURN_FN(goPanicPlainError, "runtime.panicPlainError",
                   (const uint8_t *P, int64_t Len));
OGO_GO_FN(Eface, goNewPanicNil, "runtime.newPanicNilError", ());
OGO_GO_FN(void, goPreprintPanics, "runtime.preprintpanics", (Panic *));
OGO_GO_FN(void, goPrintPanics, "runtime.printpanics", (Panic *));
OGO_GO_FN(uint8_t, goPanicNilAllowed, "runtime.panicnilAllowed", ());

void panicError(const char *Text) {
  goPanicErrorString((const uint8_t *)Text, (int64_t)strlen(Text));
}
void panicPlain(const char *Text) {
  goPanicPlainError((const uint8_t *)Text, (int64_t)strlen(Text));
}

// Records: a stack of chunks per goroutine. Deferred calls mostly end in the
// reverse order of their statements, so freeing is moving the top back. But an
// iterator's end while those that a loop's body deferred into the function
// around it are still to come: a record keeps its place until those behind it
// are done.

namespace {
struct Chunk {
  Chunk *Link;
  uint8_t *Top;
  uint8_t *End;
  DeferRecord *Last; ///< The newest record in it.
};

constexpr int64_t ChunkSize = 4096; // unless one record needs more

/// A heap record whose call runs; lies in the frame of runOne. If the call is
/// left by a recovery further down, the record is freed there.
struct RunningRecord {
  RunningRecord *Link;
  DeferRecord *Record;
};
} // namespace

static DeferRecord *pushRecord(G *Gp, uint64_t EnvSize) {
  auto *C = (Chunk *)Gp->DeferChunk;
  uint64_t Size = (sizeof(DeferRecord) + EnvSize + 15) & ~15ull;
  if (!C || C->Top + Size > C->End) {
    uint64_t Bytes = Size + sizeof(Chunk) + 16;
    if (Bytes < (uint64_t)ChunkSize)
      Bytes = ChunkSize;
    if (auto *Spare = (Chunk *)Gp->SpareDeferChunk;
        Spare && Bytes == (uint64_t)ChunkSize) {
      Gp->SpareDeferChunk = nullptr;
      Spare->Link = C;
      C = Spare;
    } else {
      auto *N = (Chunk *)allocatePermanent(Bytes);
      N->Link = C;
      N->End = (uint8_t *)N + Bytes;
      C = N;
    }
    C->Top = (uint8_t *)(((uintptr_t)(C + 1) + 15) & ~15ull);
    C->Last = nullptr;
    Gp->DeferChunk = C;
  }
  auto *R = (DeferRecord *)C->Top;
  R->Previous = C->Last ? (uint32_t)((uint8_t *)R - (uint8_t *)C->Last) : 0;
  R->Done = 0;
  C->Last = R;
  C->Top += Size;
  return R;
}

/// R's call has ended: frees it and what is done before it, if nothing behind
/// it is pending.
static void popRecord(G *Gp, DeferRecord *R) {
  R->Done = 1;
  for (auto *C = (Chunk *)Gp->DeferChunk; C;) {
    if (DeferRecord *Last = C->Last) {
      if (!Last->Done)
        return;
      C->Top = (uint8_t *)Last;
      C->Last = Last->Previous
                    ? (DeferRecord *)((uint8_t *)Last - Last->Previous)
                    : nullptr;
      continue;
    }
    // An empty chunk stays until an older one's last record is done.
    Chunk *Older = C->Link;
    if (!Older || (Older->Last && !Older->Last->Done))
      return;
    if (!Gp->SpareDeferChunk && C->End - (uint8_t *)C == ChunkSize)
      Gp->SpareDeferChunk = C;
    else
      freePermanent(C);
    Gp->DeferChunk = C = Older;
  }
}

OGO_RUNTIME_FN(void, goDeferProc, deferproc,
               (DeferFrame * F, void *Thunk, const void *Env,
                uint64_t EnvSize)) {
  G *Gp = getg();
  DeferRecord *R = pushRecord(Gp, EnvSize);
  R->Thunk = Thunk;
  R->PC = __builtin_return_address(0);
  R->OnStack = 0;
  if (EnvSize)
    memcpy(R->Env, Env, EnvSize);
  R->Link = F->Top;
  F->Top = R;
  if (DeferTracing) [[unlikely]]
    traceDeferRegistered(Gp, DeferKind::HeapRecord, Thunk);
}

OGO_RUNTIME_FN(void, goDeferProcStack, deferprocStack,
               (DeferFrame * F, DeferRecord *R, void *Thunk)) {
  R->Thunk = Thunk;
  R->PC = __builtin_return_address(0);
  R->OnStack = 1;
  R->Link = F->Top;
  F->Top = R;
  if (DeferTracing) [[unlikely]]
    traceDeferRegistered(getg(), DeferKind::StackRecord, Thunk);
}

/// What a deferred call finds about the panic on whose behalf it runs.
static void announce(G *Gp, Panic *P, void *Thunk) {
  bool MayRecover = P && !P->Goexit;
  Gp->PendingPanic = MayRecover ? P : nullptr;
  Gp->PendingThunk = MayRecover ? Thunk : nullptr;
}

static void runRecord(G *Gp, DeferFrame *F, Panic *P) {
  DeferRecord *R = F->Top;
  F->Top = R->Link;
  announce(Gp, P, R->Thunk);
  if (DeferTracing) [[unlikely]]
    traceDeferBegin(Gp,
                    R->OnStack ? DeferKind::StackRecord : DeferKind::HeapRecord,
                    R->Thunk, P);
  if (R->OnStack) {
    ((ThunkFn)R->Thunk)(R->Env);
  } else {
    RunningRecord Running{(RunningRecord *)Gp->RunningRecords, R};
    Gp->RunningRecords = &Running;
    ((ThunkFn)R->Thunk)(R->Env);
    Gp->RunningRecords = Running.Link;
    popRecord(Gp, R);
  }
}

static void runOpenCoded(G *Gp, DeferFrame *F, const DeferFunc *Func,
                         Panic *P) {
  unsigned N = 63 - (unsigned)__builtin_clzll(F->Bits);
  F->Bits &= ~(1ull << N);
  const DeferSiteEntry &S = Func->Sites[N];
  announce(Gp, P, S.MayRecover ? S.Thunk : nullptr);
  if (DeferTracing) [[unlikely]]
    traceDeferBegin(Gp, DeferKind::OpenCoded, S.Thunk, P);
  ((ThunkFn)S.Thunk)((uint8_t *)F + S.Env);
}

/// Runs the newest pending deferred call of a list of records or of a frame
/// with bits. \p P: the panic on whose behalf, null on a normal return. \p
/// Func: null if there are only records.
static void runOne(G *Gp, DeferFrame *F, const DeferFunc *Func, Panic *P) {
  if (Func && Func->Sites)
    runOpenCoded(Gp, F, Func, P);
  else
    runRecord(Gp, F, P);
  Gp->PendingPanic = nullptr;
  Gp->PendingThunk = nullptr;
  if (DeferTracing) [[unlikely]]
    traceDeferEnd(Gp);
}

/// Frees the records of deferred calls that a recovery into the frame at
/// FramePointer leaves unfinished.
static void dropRunning(G *Gp, void *FramePointer) {
  auto *Running = (RunningRecord *)Gp->RunningRecords;
  for (; Running && (void *)Running < FramePointer; Running = Running->Link)
    popRecord(Gp, Running->Record);
  Gp->RunningRecords = Running;
}

/// The list of A's frame, or the frame itself, with what is to run next; null:
/// nothing is. A function that was inlined was called last.
static DeferFrame *pending(const DeferActivation &A) {
  static_assert(sizeof(DeferFrame) == 8, "the lists lie side by side");
  for (uint64_t N = A.Func->Sites ? 1 : A.Func->NumLists; N--;)
    if (A.Frame[N].Top)
      return &A.Frame[N];
  return nullptr;
}

OGO_RUNTIME_FN(void, goDeferReturn, deferreturn, (DeferFrame * F)) {
  G *Gp = getg();
  while (F->Top)
    runOne(Gp, F, nullptr, nullptr);
}

static void finishRecovery(G *Gp);
static void resumeGoexit(G *);

/// A's function returns to its caller now, once its other deferred calls have
/// run.
[[noreturn]] static void recoverInto(G *Gp, const DeferActivation &A,
                                     Panic *P) {
  // Panics that the recovered one replaced, between here and A, end with it. An
  // interrupted Goexit among them goes on instead of A's function returning.
  bool ResumeGoexit = false;
  Panic *Older = P->Link;
  while (Older && (uintptr_t)Older < (uintptr_t)A.FramePointer) {
    ResumeGoexit |= Older->Goexit;
    Older = Older->Link;
  }
  Gp->Panics = Older;
  Gp->FaultSignal = 0;
  dropRunning(Gp, A.FramePointer);
  if (DeferTracing) [[unlikely]]
    traceDeferRecovered(Gp, A.PC, A.FramePointer);
  Gp->Recovered = A;
  ogoReplaceCall(A.CalleeFramePointer,
                 ResumeGoexit ? resumeGoexit : finishRecovery, Gp);
}

static void resumeGoexit(G *) { goexit(); }

static void finishRecovery(G *Gp) {
  DeferActivation A = Gp->Recovered; // Deferred calls may recover, too.
  while (DeferFrame *F = pending(A))
    runOne(Gp, F, A.Func, nullptr);
  // The results block lies in a stack frame that is dead by then: copy it where
  // nothing overwrites it.
  uint64_t Size = A.Func->ResultSize;
  if (Size > Gp->ResultCapacity) {
    if (Gp->ResultBuffer)
      freePermanent(Gp->ResultBuffer);
    Gp->ResultCapacity = Size < 128 ? 128 : Size;
    Gp->ResultBuffer = allocatePermanent(Gp->ResultCapacity);
  }
  if (Size)
    memcpy(Gp->ResultBuffer, A.Results, Size);
  ogoRecoverJump(A.FramePointer, A.Func->Resume, Gp->ResultBuffer);
}

[[gnu::noinline]] static void runDeferred(G *Gp, Panic *P) {
  DeferFrameWalk Walk(__builtin_frame_address(0), P->Link);
  DeferActivation A;
  while (Walk.next(A)) {
    P->Frame = A.Frame;
    P->Walked = A.CalleeFramePointer;
    P->Passed = Walk.older();
    while (DeferFrame *F = pending(A)) {
      runOne(Gp, F, A.Func, P);
      if (P->Recovered)
        recoverInto(Gp, A, P);
    }
  }
}

[[noreturn]] static void fatalPanic(G *Gp, Panic *P) {
  if (DeferTracing) [[unlikely]]
    traceDeferAbandoned(Gp);
  // Error and String methods run while the goroutine still works normally; a
  // panic in one of them is reported by the overlay.
  goPreprintPanics(P);
  beginDying();
  goPrintPanics(P);
  dieWithTraceback(nullptr, __builtin_frame_address(0));
}

void panicValue(Eface Value) {
  G *Gp = getg();
  if (!Gp)
    throwError("panic on system stack");
  if (!Value.Typ && !goPanicNilAllowed())
    Value = goNewPanicNil();
  Panic P{};
  P.Value = Value;
  P.Passed = P.Link = Gp->Panics;
  Gp->Panics = &P;
  Gp->UsedPanicState = true;
  runDeferred(Gp, &P);
  fatalPanic(Gp, &P);
}

OGO_RUNTIME_NORETURN_FN(goPanic, gopanic, (Type * T, void *Data)) {
  panicValue({T, Data});
}

void goexit() {
  G *Gp = getg();
  Panic P{};
  P.Goexit = 1;
  P.Passed = P.Link = Gp->Panics;
  Gp->Panics = &P;
  Gp->UsedPanicState = true;
  runDeferred(Gp, &P);
  dropRunning(Gp, Gp->StackHi);
  if (DeferTracing) [[unlikely]]
    traceDeferAbandoned(Gp);
  exitGoroutine();
}

OGO_GO_NORETURN_FN(goGoexit, "runtime.Goexit", ()) { goexit(); }

// recover.

OGO_RUNTIME_FN(void, goRecoverPublish, recoverpublish,
               (void *Thunk, void *Callee)) {
  G *Gp = getg();
  if (Gp->PendingThunk == Thunk && Gp->PendingPanic) {
    Gp->Token = Gp->PendingPanic;
    Gp->TokenCallee = Callee;
    Gp->PendingThunk = nullptr;
  } else {
    Gp->TokenCallee = nullptr;
  }
}

OGO_RUNTIME_FN(Panic *, goRecoverToken, recovertoken, (void *Self)) {
  G *Gp = getg();
  if (Gp->TokenCallee != Self)
    return nullptr;
  Gp->TokenCallee = nullptr;
  return Gp->Token;
}

OGO_RUNTIME_FN(void, goRecoverForward, recoverforward,
               (Panic * Token, void *Callee)) {
  G *Gp = getg();
  Gp->Token = Token;
  Gp->TokenCallee = Token ? Callee : nullptr;
}

OGO_RUNTIME_FN(Eface, goRecover, gorecover, (Panic * Token)) {
  // Only the panic that is unwinding now can be recovered, and only once.
  if (!Token || getg()->Panics != Token || Token->Recovered)
    return {nullptr, nullptr};
  Token->Recovered = 1;
  return Token->Value;
}

} // namespace ogo::rt
