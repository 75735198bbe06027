// print and println, formatted exactly as gc does. The pieces of one call are
// collected and written at once.
#include "runtime/os/Print.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/os/FloatText.h"
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
OGO_GO_FN(void, goPrintLock, "runtime.printlock", ()) {
  disablePreemption();
  enter();
}
OGO_GO_FN(void, goPrintUnlock, "runtime.printunlock", ()) {
  leave();
  enablePreemption();
}
OGO_GO_FN(void, goPrintBool, "runtime.printbool", (uint32_t V)) {
  print((uint8_t)V ? "true" : "false");
}
OGO_GO_FN(void, goPrintInt, "runtime.printint", (int64_t V)) { printInt(V); }
OGO_GO_FN(void, goPrintUint, "runtime.printuint", (uint64_t V)) {
  printUint(V);
}
OGO_GO_FN(void, goPrintHex, "runtime.printhex", (uint64_t V)) { printHex(V); }
OGO_GO_FN(void, goPrintFloat32, "runtime.printfloat32", (float V)) {
  printFloat(V, 32);
}
OGO_GO_FN(void, goPrintFloat64, "runtime.printfloat64", (double V)) {
  printFloat(V, 64);
}
OGO_GO_FN(void, goPrintComplex64, "runtime.printcomplex64",
          (float Re, float Im)) {
  printComplex(Re, Im, 32);
}
OGO_GO_FN(void, goPrintComplex128, "runtime.printcomplex128",
          (double Re, double Im)) {
  printComplex(Re, Im, 64);
}
OGO_GO_FN(void, goPrintString, "runtime.printstring",
          (const uint8_t *P, int64_t Len)) {
  print(GoString{P, Len});
}
OGO_GO_FN(void, goPrintPointer, "runtime.printpointer", (uint64_t P)) {
  printHex(P);
}
OGO_GO_FN(void, goPrintSlice, "runtime.printslice",
          (uint64_t P, int64_t Len, int64_t Cap)) {
  PrintBatch Batch;
  print("[");
  printInt(Len);
  print("/");
  printInt(Cap);
  print("]");
  printHex(P);
}
static void printPair(uint64_t A, uint64_t B) {
  PrintBatch Batch;
  print("(");
  printHex(A);
  print(",");
  printHex(B);
  print(")");
}
OGO_GO_FN(void, goPrintEface, "runtime.printeface", (uint64_t T, uint64_t D)) {
  printPair(T, D);
}
OGO_GO_FN(void, goPrintIface, "runtime.printiface", (uint64_t T, uint64_t D)) {
  printPair(T, D);
}
OGO_GO_FN(void, goPrintNl, "runtime.printnl", ()) { print("\n"); }
OGO_GO_FN(void, goPrintSp, "runtime.printsp", ()) { print(" "); }

OGO_GO_FN(int32_t, goWriteErr, "runtime.writeErrBytes",
          (const uint8_t *P, int64_t Len)) {
  writeAll(P, (size_t)Len);
  return 0;
}

} // namespace ogo::rt
