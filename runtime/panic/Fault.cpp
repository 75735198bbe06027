// Faults. A load that stands for a nil check (implicit null check) faults at an
// address in the program's fault table: execution continues at its panic block.
// Other faults near address zero, in code without checks of its own (the
// runtime's copying routines), raise the same panic; a fault in a goroutine
// stack's guard is a stack overflow; everything else is fatal, as in gc.
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Print.h"
#include "runtime/os/Signals.h"
#include "runtime/panic/Panic.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sched/Stack.h"
#include "runtime/sym/Sym.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

namespace ogo::rt {

OGO_GO_NORETURN_FN(goPanicMemError, "runtime.panicMemError", ());
OGO_RUNTIME_NORETURN_FN(goPanicDivide, panicdivide, ());

namespace {
struct Registers {
  uintptr_t PC, SP, FP;
};
} // namespace

static Registers registersOf(void *Context) {
  auto &M = ((ucontext_t *)Context)->uc_mcontext;
#ifdef __x86_64__
  return {(uintptr_t)M.gregs[REG_RIP], (uintptr_t)M.gregs[REG_RSP],
          (uintptr_t)M.gregs[REG_RBP]};
#else
  return {M.pc, M.sp, M.regs[29]};
#endif
}

/// Makes the interrupted code continue as if it had called Target at its pc.
static void injectCall(void *Context, void (*Target)()) {
  auto &M = ((ucontext_t *)Context)->uc_mcontext;
#ifdef __x86_64__
  auto SP = (uintptr_t)M.gregs[REG_RSP];
  SP = ((SP - 128) & ~15ull) - 8; // As after a call instruction.
  *(uintptr_t *)SP = (uintptr_t)M.gregs[REG_RIP];
  M.gregs[REG_RSP] = (greg_t)SP;
  M.gregs[REG_RIP] = (greg_t)(uintptr_t)Target;
#else
  M.regs[30] = M.pc;
  M.pc = (uintptr_t)Target;
#endif
}

static void continueAt(void *Context, uintptr_t PC) {
  auto &M = ((ucontext_t *)Context)->uc_mcontext;
#ifdef __x86_64__
  M.gregs[REG_RIP] = (greg_t)PC;
#else
  M.pc = PC;
#endif
}

#ifdef __x86_64__
/// Leaves the signal handler for the changed context without a system call:
/// nothing is blocked while it runs, and that the alternate stack is not in use
/// any more the kernel sees from the stack pointer. All registers are restored,
/// of the vector state what the baseline has: code after a failed nil check may
/// use any. Writes below the stack pointer: who calls has no red zone.
extern "C" [[noreturn]] void ogoLeaveHandler(const greg_t *Registers,
                                             const void *FloatState);
asm(R"(
	.text
	.type	ogoLeaveHandler, @function
ogoLeaveHandler:
	fxrstor64	(%rsi)
	movq	120(%rdi), %rsp
	pushq	128(%rdi)
	movq	0(%rdi), %r8
	movq	8(%rdi), %r9
	movq	16(%rdi), %r10
	movq	24(%rdi), %r11
	movq	32(%rdi), %r12
	movq	40(%rdi), %r13
	movq	48(%rdi), %r14
	movq	56(%rdi), %r15
	movq	72(%rdi), %rsi
	movq	80(%rdi), %rbp
	movq	88(%rdi), %rbx
	movq	96(%rdi), %rdx
	movq	104(%rdi), %rax
	movq	112(%rdi), %rcx
	movq	64(%rdi), %rdi
	ret
	.size	ogoLeaveHandler, .-ogoLeaveHandler
)");
#endif

static void leaveHandler(void *Context) {
#ifdef __x86_64__
  auto &M = ((ucontext_t *)Context)->uc_mcontext;
  if (M.fpregs)
    ogoLeaveHandler(M.gregs, M.fpregs);
#endif
}

static void raiseMemoryPanic() { goPanicMemError(); }
static void raiseDividePanic() { goPanicDivide(); }

OGO_RUNTIME_NORETURN_FN(goPanicMem, panicmem, ()) {
  G *Gp = getg();
  if (Gp && !Gp->FaultSignal) {
    // An explicit check: what the fault would have said.
    Gp->FaultSignal = SIGSEGV;
    Gp->FaultCode = 1;
    Gp->FaultAddr = 0;
    Gp->FaultPC = (uintptr_t)__builtin_return_address(0) - 1;
  }
  goPanicMemError();
}

void printFaultLine(const G *Gp) {
  PrintBatch Batch;
  print("[signal ");
  print(deadlySignal(Gp->FaultSignal));
  print(" code=");
  printHex((uint64_t)Gp->FaultCode);
  print(" addr=");
  printHex(Gp->FaultAddr);
  print(" pc=");
  printHex(Gp->FaultPC);
  print("]\n");
}

void reportStackOverflow(void *PC, void *SP, void *FP) {
  beginDying();
  showAllGoroutines();
  const G *Gp = getg();
  print("runtime: goroutine stack exceeds ");
  printInt(maxStack());
  print("-byte limit\nruntime: sp=");
  printHex((uintptr_t)SP);
  print(" stack=[");
  printHex((uintptr_t)Gp->StackLo);
  print(", ");
  printHex((uintptr_t)Gp->StackHi);
  print("]\nfatal error: stack overflow\n\n");
  print("runtime stack:\n");
  dieWithTraceback(PC, FP);
}

static void faultHandlerEntry(int Signal, siginfo_t *Info, void *Context) {
  Registers R = registersOf(Context);
  auto Addr = (uintptr_t)Info->si_addr;
  G *Gp = getg();
  if (Info->si_code <= 0) { // Sent by somebody, not a fault.
    forwardSignal(Signal, Info, Context);
    return;
  }
  if (Gp && Signal != SIGFPE && isStackOverflow(Gp, Addr))
    reportStackOverflow((void *)R.PC, (void *)R.SP, (void *)R.FP);
  if (Gp && !isDying()) {
    bool NearNull = Addr < 4096 && Info->si_code != SI_KERNEL;
    uintptr_t Handler = Signal == SIGFPE ? 0 : faultHandler(R.PC);
    if ((Handler && NearNull) || NearNull || Gp->PanicOnFault ||
        Signal == SIGFPE) {
      Gp->FaultSignal = Signal;
      Gp->FaultCode = Info->si_code;
      Gp->FaultAddr = Addr;
      Gp->FaultPC = R.PC;
      if (Handler)
        continueAt(Context, Handler);
      else
        injectCall(Context,
                   Signal == SIGFPE ? raiseDividePanic : raiseMemoryPanic);
      return leaveHandler(Context);
    }
  }
  beginDying();
  showAllGoroutines();
  if (Gp) {
    print("unexpected fault address ");
    printHex(Addr);
    print("\nfatal error: fault\n");
    Gp->FaultSignal = Signal;
    Gp->FaultCode = Info->si_code;
    Gp->FaultAddr = Addr;
    Gp->FaultPC = R.PC;
  } else {
    print("fatal error: unexpected signal during runtime execution\n[signal ");
    print(deadlySignal(Signal));
    print(" addr=");
    printHex(Addr);
    print(" pc=");
    printHex(R.PC);
    print("]\n");
  }
  dieWithTraceback((void *)R.PC, (void *)R.FP);
}

void initThreadFaults() {
  constexpr size_t Size = 64 << 10;
  void *P = mmap(nullptr, Size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (P == MAP_FAILED)
    return;
  stack_t Stack{};
  Stack.ss_sp = P;
  Stack.ss_size = Size;
  sigaltstack(&Stack, nullptr);
}

void initFaults() {
  initThreadFaults();
  struct sigaction A;
  memset(&A, 0, sizeof(A));
  A.sa_sigaction = faultHandlerEntry;
  // The handler leaves through a changed context, so the signal must not stay
  // blocked.
  A.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
  sigemptyset(&A.sa_mask);
  sigaction(SIGSEGV, &A, nullptr);
  sigaction(SIGBUS, &A, nullptr);
  sigaction(SIGFPE, &A, nullptr);
}

// debug.setPanicOnFault(enabled) old
OGO_GO_FN(uint8_t, debugSetPanicOnFault, "runtime/debug.setPanicOnFault",
          (uint32_t On)) {
  G *Gp = getg();
  uint8_t Old = Gp->PanicOnFault;
  Gp->PanicOnFault = (uint8_t)On;
  return Old;
}

} // namespace ogo::rt
