// System calls for package syscall and its relatives: straight into the kernel,
// with Go's (r1, r2, errno) results and without libc's errno.
#include "runtime/abi/GoFunction.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sync/Lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>

namespace ogo::rt {

static inline intptr_t kernelCall(uintptr_t N, uintptr_t A, uintptr_t B,
                                  uintptr_t C, uintptr_t D, uintptr_t E,
                                  uintptr_t F, uintptr_t &R2) {
#ifdef __x86_64__
  register uintptr_t R10 asm("r10") = D;
  register uintptr_t R8 asm("r8") = E;
  register uintptr_t R9 asm("r9") = F;
  uintptr_t R = N;
  asm volatile("syscall"
               : "+a"(R), "+d"(C)
               : "D"(A), "S"(B), "r"(R10), "r"(R8), "r"(R9)
               : "rcx", "r11", "memory");
  R2 = C;
  return (intptr_t)R;
#else
  register uintptr_t X8 asm("x8") = N;
  register uintptr_t X0 asm("x0") = A;
  register uintptr_t X1 asm("x1") = B;
  register uintptr_t X2 asm("x2") = C;
  register uintptr_t X3 asm("x3") = D;
  register uintptr_t X4 asm("x4") = E;
  register uintptr_t X5 asm("x5") = F;
  asm volatile("svc #0"
               : "+r"(X0), "+r"(X1)
               : "r"(X8), "r"(X2), "r"(X3), "r"(X4), "r"(X5)
               : "memory");
  R2 = X1;
  return (intptr_t)X0;
#endif
}

namespace {
struct SyscallResult {
  uintptr_t R1, R2, Errno;
};
struct NoErrorResult {
  uintptr_t R1, R2;
};
struct VforkResult {
  uintptr_t R1, Errno;
};
} // namespace

static SyscallResult call(uintptr_t N, uintptr_t A, uintptr_t B, uintptr_t C,
                          uintptr_t D, uintptr_t E, uintptr_t F) {
  uintptr_t R2;
  intptr_t R = kernelCall(N, A, B, C, D, E, F, R2);
  if (R < 0 && R > -4096)
    return {(uintptr_t)-1, 0, (uintptr_t)-R};
  return {(uintptr_t)R, R2, 0};
}

OGO_GO_FN(SyscallResult, syscall6, "internal/runtime/syscall/linux.Syscall6",
          (uintptr_t N, uintptr_t A, uintptr_t B, uintptr_t C, uintptr_t D,
           uintptr_t E, uintptr_t F)) {
  return call(N, A, B, C, D, E, F);
}
OGO_GO_FN(NoErrorResult, rawSyscallNoError, "syscall.rawSyscallNoError",
          (uintptr_t N, uintptr_t A, uintptr_t B, uintptr_t C)) {
  uintptr_t R2;
  intptr_t R = kernelCall(N, A, B, C, 0, 0, 0, R2);
  return {(uintptr_t)R, R2};
}
// The child of a real vfork would return into frames that its parent still
// needs; with a copied address space it has its own. The parent still waits.
OGO_GO_FN(VforkResult, rawVforkSyscall, "syscall.rawVforkSyscall",
          (uintptr_t N, uintptr_t A, uintptr_t B, uintptr_t C)) {
  if (N == SYS_clone)
    A &= ~(uintptr_t)CLONE_VM;
#ifdef SYS_clone3
  if (N == SYS_clone3 && A)
    *(uint64_t *)A &= ~(uint64_t)CLONE_VM; // clone_args.flags
#endif
  SyscallResult R = call(N, A, B, C, 0, 0, 0);
  return {R.R1, R.Errno};
}

OGO_GO_FN(void, goEntersyscall, "runtime.entersyscall", ()) { enterSyscall(); }
OGO_GO_FN(void, goExitsyscall, "runtime.exitsyscall", ()) { exitSyscall(); }

// Fork and exec. No signal may reach a handler of ours in the child.

static thread_local sigset_t SavedMask;

OGO_GO_FN(void, beforeFork, "syscall.runtime_BeforeFork", ()) {
  disablePreemption();
  sigset_t All;
  sigfillset(&All);
  pthread_sigmask(SIG_SETMASK, &All, &SavedMask);
}
OGO_GO_FN(void, afterFork, "syscall.runtime_AfterFork", ()) {
  pthread_sigmask(SIG_SETMASK, &SavedMask, nullptr);
  enablePreemption();
}
OGO_GO_FN(void, afterForkInChild, "syscall.runtime_AfterForkInChild", ()) {
  for (int S = 1; S < 65; ++S) {
    struct sigaction A;
    if (sigaction(S, nullptr, &A) == 0 && A.sa_handler != SIG_IGN &&
        A.sa_handler != SIG_DFL) {
      memset(&A, 0, sizeof(A));
      A.sa_handler = SIG_DFL;
      sigaction(S, &A, nullptr);
    }
  }
  sigset_t None;
  sigemptyset(&None);
  sigprocmask(SIG_SETMASK, &None, nullptr);
}

/// exec replaces all threads: no new one may be started meanwhile.
static RankedLock<LockRank::Fork> ExecLock;
OGO_GO_FN(void, beforeExec, "syscall.runtime_BeforeExec", ())
ACQUIRES(ExecLock) { ExecLock.lock(); }
OGO_GO_FN(void, afterExec, "syscall.runtime_AfterExec", ())
RELEASES(ExecLock) { ExecLock.unlock(); }

// Assembly in gc, which calls the kernel's shared page as libc does.
#ifdef __x86_64__
OGO_GO_FN(uintptr_t, syscallGettimeofday, "syscall.gettimeofday",
          (timeval * T)) {
  return gettimeofday(T, nullptr) ? (uintptr_t)errno : 0;
}
#endif

// runtime.fcntl(fd, cmd, arg int32) (ret, errno int32)
namespace {
struct FcntlResult {
  int64_t Value, Errno;
};
} // namespace
OGO_GO_FN(FcntlResult, goFcntl, "runtime.fcntl",
          (int32_t Fd, int32_t Cmd, int32_t Arg)) {
  SyscallResult R = call(SYS_fcntl, (uintptr_t)Fd, (uintptr_t)Cmd,
                         (uintptr_t)(intptr_t)Arg, 0, 0, 0);
  if (R.Errno)
    return {-1, (int64_t)R.Errno};
  return {(int64_t)R.R1, 0};
}

OGO_GO_FN(int32_t, goWrite, "runtime.write",
          (uintptr_t Fd, const void *P, int32_t N)) {
  SyscallResult R = call(SYS_write, Fd, (uintptr_t)P, (uintptr_t)N, 0, 0, 0);
  return R.Errno ? -(int32_t)R.Errno : (int32_t)R.R1;
}

// os probes pidfd support with a clone that a seccomp filter may kill.
static struct sigaction SavedSigsys;
OGO_GO_FN(void, osIgnoreSigsys, "os.ignoreSIGSYS", ()) {
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  A.sa_handler = SIG_IGN;
  sigaction(SIGSYS, &A, &SavedSigsys);
}
OGO_GO_FN(void, osRestoreSigsys, "os.restoreSIGSYS", ()) {
  sigaction(SIGSYS, &SavedSigsys, nullptr);
}

// Every thread would have to make the call; programs have as many as they need,
// started and stopped at any time, so it cannot be promised.
OGO_GO_FN(SyscallResult, doAllThreads, "syscall.runtime_doAllThreadsSyscall",
          (uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t, uintptr_t,
           uintptr_t)) {
  return {(uintptr_t)-1, 0, ENOTSUP};
}
OGO_GO_FN(SyscallResult, cgoCaller, "syscall.cgocaller",
          (uintptr_t, uintptr_t, int64_t, int64_t)) {
  throwError("cgocaller without cgo");
}

} // namespace ogo::rt
