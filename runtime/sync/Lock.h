// A small futex lock for the runtime's own short critical sections. It is not a
// scheduling point: holders neither park, allocate nor panic.
//
// What a lock protects stands at the field (GUARDED_BY) and what a function
// expects to be held at its declaration (REQUIRES); clang checks both, and an
// access without the lock does not compile. Every lock has a place in
// LockOrder.def; with OGO_CHECK_LOCK_ORDER each thread also sees to it that it
// takes locks in that order.
#ifndef OGO_RUNTIME_SYNC_LOCK_H
#define OGO_RUNTIME_SYNC_LOCK_H

#include "runtime/sync/Atomic.h"

#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifdef __clang__
#define OGO_THREAD_SAFETY(X) __attribute__((X))
#else
#define OGO_THREAD_SAFETY(X)
#endif
#define GUARDED_BY(L) OGO_THREAD_SAFETY(guarded_by(L))
/// The lock is held by the caller, and still is afterwards.
#define REQUIRES(...) OGO_THREAD_SAFETY(requires_capability(__VA_ARGS__))
#define ACQUIRES(...) OGO_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define RELEASES(...) OGO_THREAD_SAFETY(release_capability(__VA_ARGS__))
/// For what the analysis cannot follow; the reason stands beside it.
#define NO_LOCK_CHECK OGO_THREAD_SAFETY(no_thread_safety_analysis)

namespace ogo::rt {

inline long futexWait(Atomic<uint32_t> *Addr, uint32_t Expected,
                      const timespec *Timeout = nullptr) {
  return syscall(SYS_futex, Addr, FUTEX_WAIT_PRIVATE, Expected, Timeout,
                 nullptr, 0);
}
inline long futexWake(Atomic<uint32_t> *Addr, int N) {
  return syscall(SYS_futex, Addr, FUTEX_WAKE_PRIVATE, N, nullptr, nullptr, 0);
}
inline void cpuRelax() {
#ifdef __x86_64__
  __builtin_ia32_pause();
#else
  asm volatile("yield");
#endif
}

/// A lock's place in the order, outermost first.
enum class LockRank : uint8_t {
#define LOCK_RANK(NAME) NAME,
#include "runtime/sync/LockOrder.def"
};

#ifdef OGO_CHECK_LOCK_ORDER
// LockOrder.cpp
void noteLocking(const void *L,
                 LockRank R); ///< Ends the program if it may not.
void noteUnlocked(const void *L);
#else
inline void noteLocking(const void *, LockRank) {}
inline void noteUnlocked(const void *) {}
#endif

class OGO_THREAD_SAFETY(capability("mutex")) Lock {
  Atomic<uint32_t> State; ///< 0 free, 1 held, 2 held and waited for.

public:
  constexpr Lock() = default;
  void unlock() RELEASES() {
    noteUnlocked(this);
    if (State.exchange(0u, Order::Release) == 2)
      futexWake(&State, 1);
  }

protected:
  bool take() {
    uint32_t Free = 0;
    return State.compareExchange(Free, 1u, Order::Acquire, Order::Relaxed);
  }
  void takeOrWait() {
    if (take())
      return;
    for (int I = 0; I < 50; ++I) {
      cpuRelax();
      if (State.load(Order::Relaxed) == 0 && take())
        return;
    }
    while (State.exchange(2u, Order::Acquire) != 0)
      futexWait(&State, 2);
  }
};

/// A lock as it is declared. The rank takes no room: many locks are words in
/// zeroed memory, or in Go's structures.
template <LockRank R>
class OGO_THREAD_SAFETY(capability("mutex")) RankedLock : public Lock {
public:
  bool tryLock() OGO_THREAD_SAFETY(try_acquire_capability(true)) {
    if (!take())
      return false;
    noteLocking(this, R);
    return true;
  }
  void lock() ACQUIRES() {
    noteLocking(this, R);
    takeOrWait();
  }
};

template <LockRank R> class OGO_THREAD_SAFETY(scoped_lockable) LockGuard {
  RankedLock<R> &L;

public:
  explicit LockGuard(RankedLock<R> &L) ACQUIRES(L) : L(L) { L.lock(); }
  ~LockGuard() RELEASES() { L.unlock(); }
  LockGuard(const LockGuard &) = delete;
  LockGuard &operator=(const LockGuard &) = delete;
};

} // namespace ogo::rt

#endif // OGO_RUNTIME_SYNC_LOCK_H
