// runtime.SetFinalizer on libgc's ordered finalization: an object's finalizer
// runs only after those of objects that point at it. They run on one goroutine,
// as in gc.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/TypeInfo.h"
#include "runtime/mem/Collector.h"
#include "runtime/mem/Heap.h"
#include "runtime/sched/Scheduler.h"

#define GC_THREADS
#include <gc/gc.h>

namespace ogo::rt {

namespace {
struct Finalizer {
  Closure *Fn;
  const FuncType *T;
  Type *ObjType;
  size_t Offset; ///< Of the object in what libgc allocated.
};
struct Pending {
  Pending *Next;
  void *Obj;
  Finalizer *F;
};
} // namespace

static RankedLock<LockRank::Finalizer> QueueLock;
static uint64_t NumQueued GUARDED_BY(QueueLock);
static Atomic<uint64_t> NumExecuted;
static Pending *Queue GUARDED_BY(QueueLock),
    **QueueEnd GUARDED_BY(QueueLock) = &Queue;
static G *Runner GUARDED_BY(QueueLock);
static bool RunnerIdle GUARDED_BY(QueueLock);
static Closure RunnerClosure;

using OneArgFn = OGO_SWIFTCALL void (*)(void *);
using TwoArgFn = OGO_SWIFTCALL void (*)(void *, void *);
using ResultOneArgFn = OGO_SWIFTCALL void (*)(void *, void *);
using ResultTwoArgFn = OGO_SWIFTCALL void (*)(void *, void *, void *);

/// The parameter types follow the descriptor (and the uncommon type, if any).
static Type *const *paramTypes(const FuncType *T) {
  size_t Size = sizeof(FuncType);
  if (T->T.TFlag & TFlagUncommon)
    Size += sizeof(UncommonType);
  return (Type *const *)((const uint8_t *)T + Size);
}

static void runOne(Pending *P) {
  const Type *Param = paramTypes(P->F->T)[0];
  uint64_t Bytes;
  bool InMemory = resultsInMemory(P->F->T, Bytes);
  void *Results = InMemory ? allocate(Bytes, false) : nullptr;
  if (Param->kind() != KindInterface) {
    if (InMemory)
      OGO_CALL_CLOSURE(ResultOneArgFn, P->F->Fn, Results, P->Obj);
    else
      OGO_CALL_CLOSURE(OneArgFn, P->F->Fn, P->Obj);
    return;
  }
  auto *I = (const InterfaceType *)Param;
  void *First =
      I->NumMethods ? (void *)getItab(I, P->F->ObjType) : (void *)P->F->ObjType;
  if (InMemory)
    OGO_CALL_CLOSURE(ResultTwoArgFn, P->F->Fn, Results, First, P->Obj);
  else
    OGO_CALL_CLOSURE(TwoArgFn, P->F->Fn, First, P->Obj);
}

/// As the goroutine that runs them; it is seen below a finalizer that panics.
OGO_GO_FN(void, finalizerRunner, "runtime.runFinalizers", ()) {
  for (;;) {
    QueueLock.lock();
    Pending *P = Queue;
    if (!P) {
      RunnerIdle = true;
      parkUnlock(&QueueLock, WaitReason::FinalizerWait);
      continue;
    }
    Queue = P->Next;
    if (!Queue)
      QueueEnd = &Queue;
    QueueLock.unlock();
    runOne(P);
    NumExecuted.fetchAdd(1, Order::Relaxed);
  }
}

/// Set by libgc inside a collection; the scheduler's loop looks at it, because
/// nothing may be done at that point.
static Atomic<uint32_t> Requested;

void initFinalizers() {
  GC_set_finalizer_notifier([] { Requested.store(1u, Order::Release); });
}

/// libgc calls it from GC_invoke_finalizers, outside its lock.
static void enqueue(void *Obj, void *Data) {
  auto *P = (Pending *)allocate(sizeof(Pending), false);
  P->F = (Finalizer *)Data;
  P->Obj = (uint8_t *)Obj + P->F->Offset;
  LockGuard Guard(QueueLock);
  ++NumQueued;
  *QueueEnd = P;
  QueueEnd = &P->Next;
}

bool finalizersRequested() {
  return Requested.load(Order::Relaxed) &&
         Requested.exchange(0u, Order::AcqRel);
}

/// Moves what libgc found unreachable to the queue and wakes the runner.
void runFinalizers() {
  if (!GC_should_invoke_finalizers())
    return;
  GC_invoke_finalizers();
  QueueLock.lock();
  G *Wake = nullptr;
  if (Queue && RunnerIdle) {
    RunnerIdle = false;
    Wake = Runner;
  }
  bool Start = Queue && !Runner;
  if (Start)
    Runner = (G *)1; // Being made.
  QueueLock.unlock();
  if (Wake)
    ready(Wake);
  if (Start) {
    RunnerClosure.Code = (void *)finalizerRunner;
    G *Gp = newParkedGoroutine(&RunnerClosure, nullptr);
    markSystemGoroutine(Gp);
    QueueLock.lock();
    Runner = Gp;
    QueueLock.unlock();
    ready(Gp);
  }
}

/// A program that collects in a loop stops the thread that runs finalizers
/// nearly all the time: who asked for a collection waits for them, for about a
/// millisecond, as one may block.
void waitForFinalizers() {
  for (int I = 0; I < 20; ++I) {
    G *Gp = getg();
    QueueLock.lock();
    bool Busy = Gp != Runner && (Queue || (Runner && !RunnerIdle));
    QueueLock.unlock();
    if (!Busy)
      return;
    sleepGoroutine(50000);
  }
}

namespace {
struct Totals {
  uint64_t Queued, Executed;
};
} // namespace
OGO_GO_FN(void, goFinalizerCounts, "runtime.readfinalizercounts",
          (Totals * Out)) {
  LockGuard Guard(QueueLock);
  *Out = {NumQueued, NumExecuted.load(Order::Relaxed)};
}

// For tests: waits, but not for ever, until all finalizers have run.
OGO_GO_FN(uint8_t, goBlockUntilEmpty, "runtime.blockUntilEmptyFinalizerQueue",
          (int64_t Timeout)) {
  int64_t Start = nanotime();
  for (;;) {
    runFinalizers();
    QueueLock.lock();
    bool Empty = !Queue && (!Runner || RunnerIdle);
    QueueLock.unlock();
    if (Empty || nanotime() - Start >= Timeout)
      return Empty;
    yieldGoroutine();
  }
}

OGO_GO_FN(void, goRemoveFinalizer, "runtime.removefinalizer", (void *Obj)) {
  if (GC_base(Obj))
    GC_register_finalizer(GC_base(Obj), nullptr, nullptr, nullptr, nullptr);
}

// addfinalizer(obj, objType, fn, fnType): 0 done, 1 wrong type, 2 already set.
OGO_GO_FN(int64_t, goAddFinalizer, "runtime.addfinalizer",
          (void *Obj, Type *ObjType, Closure *Fn, const FuncType *T)) {
  if ((T->OutCount & 0x8000) || T->InCount != 1)
    return 1;
  const Type *Param = paramTypes(T)[0];
  bool Ok = Param == ObjType;
  if (!Ok && Param->kind() == KindPointer) {
    // An unnamed pointer type with the same element.
    Ok = (!uncommonOf(Param) || !uncommonOf(ObjType)) &&
         ((const PtrType *)Param)->Elem == ((const PtrType *)ObjType)->Elem;
  }
  if (!Ok && Param->kind() == KindInterface) {
    auto *I = (const InterfaceType *)Param;
    Ok = I->NumMethods == 0 || getItab(I, ObjType);
  }
  if (!Ok)
    return 1;
  void *Base = GC_base(Obj);
  if (!Base)
    return 0; // A global or a zero-size value lives for ever.
  auto *F = (Finalizer *)allocate(sizeof(Finalizer), false);
  F->Fn = Fn;
  F->T = T;
  F->ObjType = ObjType;
  F->Offset = (size_t)((uint8_t *)Obj - (uint8_t *)Base);
  GC_finalization_proc OldFn;
  void *OldData;
  GC_register_finalizer(Base, enqueue, F, &OldFn, &OldData);
  if (OldFn) {
    GC_register_finalizer(Base, OldFn, OldData, nullptr, nullptr);
    return 2;
  }
  return 0;
}

} // namespace ogo::rt
