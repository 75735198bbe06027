// The goroutine and the worker thread. Everything else refers to the running
// goroutine through getg(), which is never inlined: a goroutine may continue on
// another thread after any call that can park it, and a cached address of a
// thread-local variable would then belong to the wrong thread.
#ifndef OGO_RUNTIME_SCHED_GOROUTINE_H
#define OGO_RUNTIME_SCHED_GOROUTINE_H

#include "runtime/abi/Layout.h"
#include "runtime/panic/DeferFrames.h"
#include "runtime/sched/Sanitizer.h"
#include "runtime/sync/Lock.h"

namespace ogo::rt {

struct Panic;
struct Worker;
struct Chan;
struct Bubble;
struct G;

enum class GStatus : uint8_t {
  Idle,     ///< Pooled: its stack may be reused.
  Runnable, ///< On a run queue.
  Running,
  Waiting, ///< Parked; whoever readies it owns it.
  Syscall, ///< In a system call, without counting against GOMAXPROCS.
  Dead
};

/// What a parked goroutine waits for, as tracebacks name it.
enum class WaitReason : uint8_t {
  None,
  ChanReceive,
  ChanSend,
  ChanReceiveNil,
  ChanSendNil,
  Select,
  SelectNoCases,
  Sleep,
  Semacquire,
  SyncCondWait,
  SyncMutexLock,
  SyncRWMutexRLock,
  SyncRWMutexLock,
  SyncWaitGroupWait,
  IOWait,
  FinalizerWait,
  GCIdle,
  Coroutine,
  SignalWait,
  Preempted,
  CleanupWait,
  SynctestRun,
  SynctestWait
};
/// Without what durable() adds.
const char *waitReasonString(WaitReason R);

/// A wait that only goroutines of the same bubble, or its clock, can end
/// (Bubble.h). In the reason itself, which whoever readies a goroutine has in
/// the cache.
constexpr uint8_t DurableBit = 0x80;
constexpr WaitReason durable(WaitReason R) {
  return (WaitReason)((uint8_t)R | DurableBit);
}
constexpr bool isDurable(WaitReason R) { return (uint8_t)R & DurableBit; }

/// A goroutine in a queue of a channel.
struct Waiter {
  G *Gp;
  Waiter *Next, *Prev;
  void *Elem; ///< Where to take or put the value; null: not wanted.
  Chan *C;
  bool IsSelect; ///< One of several: whoever sets Gp->SelectDone first wins.
  bool Success;  ///< A value moved; false: woken by close.
  int Case;
};

/// With many goroutines each cache line is a miss: the first is what a switch
/// touches, the second what a channel operation does, the third is written when
/// a goroutine is made; an ordinary goroutine needs no more.
struct alignas(64) G {
  void *SP; ///< Saved stack pointer while not running; null before the start.
  uint8_t *StackHi;
  /// Run by the worker after the goroutine's stack is saved; false resumes it.
  bool (*ParkUnlock)(G *, void *);
  void *ParkArg;
  Worker *LockedWorker; ///< runtime.LockOSThread.
  GStatus Status;
  WaitReason Reason;
  uint8_t OnThread;    ///< Its stack is a thread's: libgc scans it as such.
  uint8_t WantsLocked; ///< Runnable, for LockedWorker to pick up.
  Atomic<uint8_t> PreemptRequested;
  uint8_t Unguarded; ///< Its stack ends where another begins (Stack.cpp).
  Atomic<uint8_t> SelectDone; ///< Some case of its select has been served.
  uint8_t System; ///< Not counted by deadlock detection (finalizers, signals).
  void *Param;    ///< How channel operations are told what happened.
  Closure *Entry; ///< The func value it runs.

  Waiter Own; ///< For operations on one channel; here and not on its stack,
              ///< where whoever serves it would touch one more page.
  uint8_t *StackLo;

  int64_t Id;
  int64_t ParentId;
  void *CreatorPC; ///< Return address of the go statement.
  void *Labels;    ///< runtime/pprof labels.
  int64_t WaitSince;
  uint32_t LockCount;   ///< Nested LockOSThread calls.
  uint32_t Uses;        ///< How many goroutines had this stack.
  uint8_t PanicOnFault; ///< debug.SetPanicOnFault.
  uint8_t FipsIndicator,
      FipsBypass; ///< crypto/internal/fips140, crypto/fips140.
  /// Some of the members from Panics to FaultCode was written.
  bool UsedPanicState;
  uint8_t RunsTimer; ///< Of its bubble: what starts then has no parent.
  void *Timer;       ///< Sleep's timer, reused.
  Bubble *InBubble;  ///< From whoever started it.

  // Defer and panic.
  Panic *Panics; ///< Innermost first.
  // The recover token: published by the dispatcher for one thunk, by that thunk
  // for one callee (runtime/README.md).
  Panic *PendingPanic;
  void *PendingThunk;
  Panic *Token;
  void *TokenCallee;
  void *RunningRecords; ///< Innermost first (panic/Panic.cpp).
  void *DeferSpans;     ///< Deferred calls that run, for defertrace.

  // The fault that panicmem reports.
  uintptr_t FaultAddr;
  uintptr_t FaultPC;
  int FaultSignal;
  int FaultCode;

  void *Coro;            ///< The coroutine it runs, or null.
  void *DeferChunk;      ///< Records, newest chunk (panic/Panic.cpp).
  void *SpareDeferChunk; ///< One kept, so that a defer at the edge allocates
                         ///< once.
  void *ResultBuffer;    ///< Results of the function being recovered into.
  uint64_t ResultCapacity;
  DeferActivation Recovered; ///< The function being recovered into.
  OGO_TSAN(void *Fiber;)
};

/// The running goroutine; null on a thread's own stack.
G *getg();

extern "C" {
/// Saves the callee-saved registers and the stack pointer in *From, loads To.
void ogoSwitch(void **From, void *To);
/// Saves like ogoSwitch and calls goroutineMain on an empty stack.
void ogoStart(void **From, void *StackTop);
[[noreturn]] void ogoGoroutineMain() __asm__("runtime.goexit");
}

/// Where a goroutine that was switched away from goes on, of what ogoSwitch
/// (Switch_*.S) saves at its stack pointer.
struct SavedPlace {
  void *PC, *FP;
};
inline SavedPlace savedPlace(const G *Gp) {
  auto *Saved = (void **)Gp->SP;
#ifdef __x86_64__
  return {Saved[6], Saved[5]};
#else
  return {Saved[1], Saved[0]};
#endif
}

} // namespace ogo::rt

#endif // OGO_RUNTIME_SCHED_GOROUTINE_H
