// A small futex lock for the runtime's own short critical sections. It is not a
// scheduling point: holders neither park, allocate nor panic.
#ifndef OGO_RUNTIME_OS_LOCK_H
#define OGO_RUNTIME_OS_LOCK_H

#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace ogo::rt {

inline long futexWait(uint32_t *Addr, uint32_t Expected,
                      const timespec *Timeout = nullptr) {
  return syscall(SYS_futex, Addr, FUTEX_WAIT_PRIVATE, Expected, Timeout,
                 nullptr, 0);
}
inline long futexWake(uint32_t *Addr, int N) {
  return syscall(SYS_futex, Addr, FUTEX_WAKE_PRIVATE, N, nullptr, nullptr, 0);
}
inline void cpuRelax() {
#ifdef __x86_64__
  __builtin_ia32_pause();
#else
  asm volatile("yield");
#endif
}

class Lock {
  uint32_t State = 0; ///< 0 free, 1 held, 2 held and waited for.

public:
  constexpr Lock() = default;
  bool tryLock() {
    uint32_t Free = 0;
    return __atomic_compare_exchange_n(&State, &Free, 1u, false,
                                       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
  }
  void lock() {
    if (tryLock())
      return;
    for (int I = 0; I < 50; ++I) {
      cpuRelax();
      if (__atomic_load_n(&State, __ATOMIC_RELAXED) == 0 && tryLock())
        return;
    }
    while (__atomic_exchange_n(&State, 2u, __ATOMIC_ACQUIRE) != 0)
      futexWait(&State, 2);
  }
  void unlock() {
    if (__atomic_exchange_n(&State, 0u, __ATOMIC_RELEASE) == 2)
      futexWake(&State, 1);
  }
};

class LockGuard {
  Lock &L;

public:
  explicit LockGuard(Lock &L) : L(L) { L.lock(); }
  ~LockGuard() { L.unlock(); }
  LockGuard(const LockGuard &) = delete;
  LockGuard &operator=(const LockGuard &) = delete;
};

} // namespace ogo::rt

#endif // OGO_RUNTIME_OS_LOCK_H
