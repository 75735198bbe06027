// print and println, formatted exactly as gc does. The pieces of one call are
// collected and written at once.
#include "runtime/os/Print.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/os/FloatText.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sync/Lock.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

namespace ogo::rt {

static RankedLock<LockRank::Print> PrintLock;
static Atomic<uint32_t> PrintOwner; ///< Kernel thread id, 0: nobody.
static uint32_t PrintDepth;
static uint8_t Buffer[4096];
static size_t Used;
static Atomic<uint32_t> DyingThread;

static uint32_t threadId() {
  static thread_local uint32_t Id;
  if (!Id)
    Id = (uint32_t)syscall(SYS_gettid);
  return Id;
}

static void writeAll(const uint8_t *P, size_t N) {
  while (N) {
    ssize_t W = write(2, P, N);
    if (W < 0) {
      if (errno == EINTR || errno == EAGAIN)
        continue;
      return;
    }
    P += W;
    N -= (size_t)W;
  }
}

static void flush() {
  writeAll(Buffer, Used);
  Used = 0;
}

/// Where this thread's output goes instead. Its owner is runtime code, during
/// which a goroutine keeps its thread.
static thread_local Capture *Captured;

// Taken once by a thread that prints more than once, and perhaps not at all by
// one that dies: the analysis follows neither.
NO_LOCK_CHECK static void enter() {
  if (Captured)
    return;
  uint32_t Me = threadId();
  if (PrintOwner.load(Order::Relaxed) == Me) {
    ++PrintDepth;
    return;
  }
  if (isDying()) {
    // The owner may never finish; the message matters more than the order.
    if (!PrintLock.tryLock())
      Used = 0;
  } else {
    PrintLock.lock();
  }
  PrintOwner.store(Me, Order::Relaxed);
  PrintDepth = 1;
}

NO_LOCK_CHECK static void leave() {
  if (Captured)
    return;
  if (--PrintDepth)
    return;
  flush();
  PrintOwner.store(0u, Order::Relaxed);
  PrintLock.unlock();
}

PrintBatch::PrintBatch() { enter(); }
PrintBatch::~PrintBatch() { leave(); }

Capture::Capture(uint8_t *Buf, size_t Size)
    : Next(Buf), End(Buf + Size), Begin(Buf) {
  Captured = this;
}
Capture::~Capture() { Captured = nullptr; }
void Capture::add(const void *P, size_t N) {
  if (N > (size_t)(End - Next))
    N = (size_t)(End - Next);
  memcpy(Next, P, N);
  Next += N;
}

void beginDying() {
  Captured = nullptr; // The message matters more.
  uint32_t Nobody = 0, Me = threadId();
  if (!DyingThread.compareExchange(Nobody, Me, Order::AcqRel, Order::Acquire) &&
      Nobody != Me)
    for (;;)
      pause(); // Another thread reports and exits the process.
}
bool isDying() { return DyingThread.load(Order::Relaxed); }

static void put(const void *P, size_t N) {
  if (Captured) {
    Captured->add(P, N);
    return;
  }
  PrintBatch Batch;
  if (N > sizeof(Buffer) - Used) {
    flush();
    if (N > sizeof(Buffer)) {
      writeAll((const uint8_t *)P, N);
      return;
    }
  }
  memcpy(Buffer + Used, P, N);
  Used += N;
}

void print(const char *S) { put(S, strlen(S)); }
void print(GoString S) {
  if (S.Len)
    put(S.Ptr, (size_t)S.Len);
}
void printUint(uint64_t V) {
  char Buf[20];
  unsigned I = sizeof(Buf);
  do
    Buf[--I] = (char)('0' + V % 10);
  while (V /= 10);
  put(Buf + I, sizeof(Buf) - I);
}
void printInt(int64_t V) {
  if (V < 0) {
    print("-");
    printUint(0 - (uint64_t)V);
    return;
  }
  printUint((uint64_t)V);
}
void printHex(uint64_t V) {
  char Buf[18];
  unsigned I = sizeof(Buf);
  do
    Buf[--I] = "0123456789abcdef"[V & 15];
  while (V >>= 4);
  Buf[--I] = 'x';
  Buf[--I] = '0';
  put(Buf + I, sizeof(Buf) - I);
}

static void printFloat(double V, unsigned Bits) {
  char Text[MaxFloatText];
  put(Text, formatFloat(V, Bits, Text));
}

static void printComplex(double Re, double Im, unsigned Bits) {
  PrintBatch Batch;
  print("(");
  printFloat(Re, Bits);
  char Text[MaxFloatText];
  unsigned N = formatFloat(Im, Bits, Text);
  if (Text[0] != '+' && Text[0] != '-')
    print("+");
  put(Text, N);
  print("i)");
}

// A goroutine must not change threads between printlock and printunlock: the
// owner is a thread.
OGO_RUNTIME_FN(void, goPrintLock, printlock, ()) {
  disablePreemption();
  enter();
}
OGO_RUNTIME_FN(void, goPrintUnlock, printunlock, ()) {
  leave();
  enablePreemption();
}
OGO_RUNTIME_FN(void, goPrintBool, printbool, (uint32_t V)) {
  print((uint8_t)V ? "true" : "false");
}
OGO_RUNTIME_FN(void, goPrintInt, printint, (int64_t V)) { printInt(V); }
OGO_RUNTIME_FN(void, goPrintUint, printuint, (uint64_t V)) { printUint(V); }
OGO_RUNTIME_FN(void, goPrintHex, printhex, (uint64_t V)) { printHex(V); }
OGO_RUNTIME_FN(void, goPrintFloat32, printfloat32, (float V)) {
  printFloat(V, 32);
}
OGO_RUNTIME_FN(void, goPrintFloat64, printfloat64, (double V)) {
  printFloat(V, 64);
}
OGO_RUNTIME_FN(void, goPrintComplex64, printcomplex64, (float Re, float Im)) {
  printComplex(Re, Im, 32);
}
OGO_RUNTIME_FN(void, goPrintComplex128, printcomplex128,
               (double Re, double Im)) {
  printComplex(Re, Im, 64);
}
OGO_RUNTIME_FN(void, goPrintString, printstring,
               (const uint8_t *P, int64_t Len)) {
  print(GoString{P, Len});
}
OGO_RUNTIME_FN(void, goPrintPointer, printpointer, (const void *P)) {
  printHex((uintptr_t)P);
}
OGO_RUNTIME_FN(void, goPrintSlice, printslice,
               (const void *P, int64_t Len, int64_t Cap)) {
  PrintBatch Batch;
  print("[");
  printInt(Len);
  print("/");
  printInt(Cap);
  print("]");
  printHex((uintptr_t)P);
}
static void printPair(const void *A, const void *B) {
  PrintBatch Batch;
  print("(");
  printHex((uintptr_t)A);
  print(",");
  printHex((uintptr_t)B);
  print(")");
}
OGO_RUNTIME_FN(void, goPrintEface, printeface, (const void *T, const void *D)) {
  printPair(T, D);
}
OGO_RUNTIME_FN(void, goPrintIface, printiface, (const void *T, const void *D)) {
  printPair(T, D);
}
OGO_RUNTIME_FN(void, goPrintNl, printnl, ()) { print("\n"); }
OGO_RUNTIME_FN(void, goPrintSp, printsp, ()) { print(" "); }

OGO_GO_FN(int32_t, goWriteErr, "runtime.writeErrBytes",
          (const uint8_t *P, int64_t Len)) {
  writeAll(P, (size_t)Len);
  return 0;
}

} // namespace ogo::rt
