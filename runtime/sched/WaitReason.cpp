// What parked goroutines wait for, in gc's words.
#include "runtime/sched/Goroutine.h"

namespace ogo::rt {

const char *waitReasonString(WaitReason R) {
  switch ((WaitReason)((uint8_t)R & ~DurableBit)) {
  case WaitReason::None:
    return "";
  case WaitReason::ChanReceive:
    return "chan receive";
  case WaitReason::ChanSend:
    return "chan send";
  case WaitReason::ChanReceiveNil:
    return "chan receive (nil chan)";
  case WaitReason::ChanSendNil:
    return "chan send (nil chan)";
  case WaitReason::Select:
    return "select";
  case WaitReason::SelectNoCases:
    return "select (no cases)";
  case WaitReason::Sleep:
    return "sleep";
  case WaitReason::Semacquire:
    return "semacquire";
  case WaitReason::SyncCondWait:
    return "sync.Cond.Wait";
  case WaitReason::SyncMutexLock:
    return "sync.Mutex.Lock";
  case WaitReason::SyncRWMutexRLock:
    return "sync.RWMutex.RLock";
  case WaitReason::SyncRWMutexLock:
    return "sync.RWMutex.Lock";
  case WaitReason::SyncWaitGroupWait:
    return "sync.WaitGroup.Wait";
  case WaitReason::IOWait:
    return "IO wait";
  case WaitReason::FinalizerWait:
    return "finalizer wait";
  case WaitReason::GCIdle:
    return "GC worker (idle)";
  case WaitReason::Coroutine:
    return "coroutine";
  case WaitReason::SignalWait:
    return "signal wait";
  case WaitReason::Preempted:
    return "preempted";
  case WaitReason::CleanupWait:
    return "cleanup wait";
  case WaitReason::SynctestRun:
    return "synctest.Run";
  case WaitReason::SynctestWait:
    return "synctest.Wait";
  }
  return "";
}

} // namespace ogo::rt
