// print and println, formatted exactly as gc does. The pieces of one call are
// collected and written at once.
#include "runtime/os/Print.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/os/Lock.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Scheduler.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

namespace ogo::rt {

static Lock PrintLock;
static uint32_t PrintOwner; ///< Kernel thread id, 0: nobody.
static uint32_t PrintDepth;
static uint8_t Buffer[4096];
static size_t Used;
static uint32_t DyingThread;

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

static uint8_t *CaptureBuffer; ///< Guarded by PrintLock.
static size_t CaptureSize, CaptureUsed;

static void emit(const uint8_t *P, size_t N) {
  if (!CaptureBuffer) {
    writeAll(P, N);
    return;
  }
  if (N > CaptureSize - CaptureUsed)
    N = CaptureSize - CaptureUsed;
  memcpy(CaptureBuffer + CaptureUsed, P, N);
  CaptureUsed += N;
}

static void flush() {
  emit(Buffer, Used);
  Used = 0;
}

static void enter() {
  uint32_t Me = threadId();
  if (__atomic_load_n(&PrintOwner, __ATOMIC_RELAXED) == Me) {
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
  __atomic_store_n(&PrintOwner, Me, __ATOMIC_RELAXED);
  PrintDepth = 1;
}

static void leave() {
  if (--PrintDepth)
    return;
  flush();
  __atomic_store_n(&PrintOwner, 0u, __ATOMIC_RELAXED);
  PrintLock.unlock();
}

PrintBatch::PrintBatch() { enter(); }
PrintBatch::~PrintBatch() { leave(); }

Capture::Capture(uint8_t *Buf, size_t Size) {
  enter();
  flush();
  CaptureBuffer = Buf;
  CaptureSize = Size;
  CaptureUsed = 0;
}
size_t Capture::used() const {
  flush();
  return CaptureUsed;
}
Capture::~Capture() {
  flush();
  CaptureBuffer = nullptr;
  leave();
}

void beginDying() {
  uint32_t Nobody = 0, Me = threadId();
  if (!__atomic_compare_exchange_n(&DyingThread, &Nobody, Me, false,
                                   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) &&
      Nobody != Me)
    for (;;)
      pause(); // Another thread reports and exits the process.
}
bool isDying() { return __atomic_load_n(&DyingThread, __ATOMIC_RELAXED); }

static void put(const void *P, size_t N) {
  PrintBatch Batch;
  if (N > sizeof(Buffer) - Used) {
    flush();
    if (N > sizeof(Buffer)) {
      emit((const uint8_t *)P, N);
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

void printFloat(double V) {
  if (V != V)
    return print("NaN");
  if (V + V == V && V > 0)
    return print("+Inf");
  if (V + V == V && V < 0)
    return print("-Inf");
  // Seven digits by repeated scaling: not correctly rounded, but what gc prints.
  constexpr int Digits = 7;
  char Buf[Digits + 7];
  Buf[0] = '+';
  int Exp = 0;
  if (V == 0) {
    if (__builtin_signbit(V))
      Buf[0] = '-';
  } else {
    if (V < 0) {
      V = -V;
      Buf[0] = '-';
    }
    for (; V >= 10; V /= 10)
      ++Exp;
    for (; V < 1; V *= 10)
      --Exp;
    double Half = 5;
    for (int I = 0; I < Digits; ++I)
      Half /= 10;
    V += Half;
    if (V >= 10) {
      ++Exp;
      V /= 10;
    }
  }
  for (int I = 0; I < Digits; ++I) {
    int D = (int)V;
    Buf[I + 2] = (char)('0' + D);
    V -= D;
    V *= 10;
  }
  Buf[1] = Buf[2];
  Buf[2] = '.';
  Buf[Digits + 2] = 'e';
  Buf[Digits + 3] = Exp < 0 ? '-' : '+';
  if (Exp < 0)
    Exp = -Exp;
  Buf[Digits + 4] = (char)('0' + Exp / 100);
  Buf[Digits + 5] = (char)('0' + Exp / 10 % 10);
  Buf[Digits + 6] = (char)('0' + Exp % 10);
  put(Buf, sizeof(Buf));
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
OGO_RUNTIME_FN(void, goPrintFloat, printfloat, (double V)) { printFloat(V); }
OGO_RUNTIME_FN(void, goPrintComplex, printcomplex, (double Re, double Im)) {
  PrintBatch Batch;
  print("(");
  printFloat(Re);
  printFloat(Im);
  print("i)");
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
