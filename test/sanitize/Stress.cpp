// Drives the scheduler, channels, select, semaphores, timers, the poller,
// bubbles and maps from C++ goroutines, under ThreadSanitizer or
// AddressSanitizer. Each round checks its own result. usage: stress [ROUNDS]
#include "runtime/abi/GoFunction.h"
#include "runtime/abi/RuntimeEntry.h"
#include "runtime/chan/Chan.h"
#include "runtime/data/Hash.h"
#include "runtime/data/Map.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/BlockProfile.h"
#include "runtime/sched/Scheduler.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

namespace ogo::rt {

struct Choice {
  int64_t Index;
  uint64_t Received;
};
OGO_RUNTIME_FN(Chan *, goMakeChan, makechan, (const ChanType *T, int64_t N));
OGO_RUNTIME_FN(void, goCloseChan, closechan, (Chan *));
OGO_RUNTIME_FN(Choice, goSelect, selectgo,
               (SelectCase *, int64_t, int64_t, uint32_t));
OGO_GO_FN(void, syncSemacquire, "sync.runtime_Semacquire", (uint32_t *));
OGO_GO_FN(void, syncSemrelease, "sync.runtime_Semrelease",
          (uint32_t *, uint32_t, int64_t));
OGO_GO_FN(void, timeSleep, "time.Sleep", (int64_t));
OGO_GO_FN(int64_t, timeRuntimeNano, "time.runtimeNano", ());
OGO_GO_FN(void *, timeNewTimer, "time.newTimer",
          (int64_t When, int64_t Period, Closure *Func, Type *ArgType,
           void *ArgData, Chan *C));
OGO_GO_FN(uint8_t, timeStopTimer, "time.stopTimer", (void *));
OGO_GO_FN(void, synctestRun, "internal/synctest.Run", (Closure *));
OGO_GO_FN(void, synctestWait, "internal/synctest.Wait", ());
OGO_RUNTIME_FN(void *, goMapAssign64, mapassign_fast64,
               (const MapType *, Map *, uint64_t));
OGO_RUNTIME_FN(void *, goMapAccess64, mapaccess_fast64,
               (const MapType *, Map *, uint64_t));
OGO_RUNTIME_FN(void, goMapDelete64, mapdelete_fast64,
               (const MapType *, Map *, uint64_t));
struct OpenResult {
  void *D;
  int64_t Errno;
};
OGO_GO_FN(OpenResult, pollOpen, "internal/poll.runtime_pollOpen", (uint64_t));
OGO_GO_FN(void, pollClose, "internal/poll.runtime_pollClose", (void *));
OGO_GO_FN(void, pollUnblock, "internal/poll.runtime_pollUnblock", (void *));
OGO_GO_FN(int64_t, pollReset, "internal/poll.runtime_pollReset",
          (void *, int64_t));
OGO_GO_FN(int64_t, pollWait, "internal/poll.runtime_pollWait",
          (void *, int64_t));
OGO_GO_FN(void, pollSetDeadline, "internal/poll.runtime_pollSetDeadline",
          (void *, int64_t, int64_t));

} // namespace ogo::rt

using namespace ogo::rt;

namespace {

Type Int64;
ChanType ChanOfInt;
MapType MapOfInt;

/// A func value: its code finds it as the goroutine's entry.
struct Task {
  void *Code;
  void (*Run)(Task *);
  Chan *In, *Out;
  int64_t N;
  uint32_t *Sema;
  int64_t *Count;
};

OGO_SWIFTCALL void enter() {
  auto *T = (Task *)getg()->Entry;
  T->Run(T);
  free(T);
}

void go(Task T) {
  auto *Heap = (Task *)malloc(sizeof(Task));
  *Heap = T;
  Heap->Code = (void *)enter;
  newGoroutine((Closure *)Heap, (void *)enter);
}

void expect(bool Ok, const char *What) {
  if (!Ok)
    fatal(What);
}

Chan *makeChan(int64_t N) { return goMakeChan(&ChanOfInt, N); }
void dropChan(Chan *C) {
  free(C->Buffer);
  free(C);
}
void send(Chan *C, int64_t V) { chanSend(C, &V, true); }
bool recv(Chan *C, int64_t &V) { return chanRecv(C, &V, true).Received; }

void pipeline(int64_t Buffer) {
  Chan *In = makeChan(Buffer), *Out = makeChan(0), *Done = makeChan(0);
  for (int I = 0; I < 4; ++I)
    go({.Run =
            [](Task *T) {
              int64_t V;
              while (recv(T->In, V))
                send(T->Out, V * 2);
              send((Chan *)T->Sema, 0);
            },
        .In = In,
        .Out = Out,
        .Sema = (uint32_t *)Done});
  go({.Run =
          [](Task *T) {
            for (int64_t I = 0; I < T->N; ++I)
              send(T->Out, I);
            goCloseChan(T->Out);
          },
      .Out = In,
      .N = 300});
  go({.Run =
          [](Task *T) {
            int64_t V;
            for (int I = 0; I < 4; ++I)
              recv(T->In, V);
            goCloseChan(T->Out);
          },
      .In = Done,
      .Out = Out});
  int64_t V, Sum = 0;
  while (recv(Out, V))
    Sum += V;
  expect(Sum == 300 * 299, "pipeline");
  dropChan(In);
  dropChan(Out);
  dropChan(Done);
}

void selects() {
  Chan *A = makeChan(0), *B = makeChan(4), *Done = makeChan(0);
  for (int I = 0; I < 3; ++I)
    go({.Run =
            [](Task *T) {
              for (int64_t I = 0; I < 100; ++I) {
                SelectCase Cases[2] = {{T->In, &I}, {T->Out, &I}};
                goSelect(Cases, 2, 0, true);
              }
              send((Chan *)T->Sema, 1);
            },
        .In = A,
        .Out = B,
        .Sema = (uint32_t *)Done});
  int Ended = 0, Got = 0;
  while (Ended < 3 || Got < 300) {
    int64_t V;
    SelectCase Cases[3] = {{A, &V}, {B, &V}, {Done, &V}};
    Choice C = goSelect(Cases, 0, 3, true);
    ++(C.Index == 2 ? Ended : Got);
  }
  expect(Got == 300, "select");
  dropChan(A);
  dropChan(B);
  dropChan(Done);
}

/// More goroutines than a worker's ring holds are made, and woken, at once.
void crowd() {
  constexpr int64_t Size = 600;
  Chan *Gate = makeChan(0), *Never = makeChan(0), *Done = makeChan(Size);
  for (int64_t I = 0; I < Size; ++I)
    go({.Run =
            [](Task *T) {
              int64_t V = 1;
              if (T->N % 3) {
                recv(T->In, V);
              } else {
                SelectCase Cases[2] = {{T->In, &V}, {T->Sema, &V}};
                expect(goSelect(Cases, 0, 2, true).Index == 0, "crowd select");
              }
              send(T->Out, V);
            },
        .In = Gate,
        .Out = Done,
        .N = I,
        .Sema = (uint32_t *)Never});
  yieldGoroutine();
  goCloseChan(Gate);
  for (int64_t I = 0; I < Size; ++I) {
    int64_t V;
    recv(Done, V);
    expect(V == 0, "crowd");
  }
  dropChan(Gate);
  dropChan(Never);
  dropChan(Done);
}

void semaphores() {
  uint32_t Sema = 1;
  int64_t Count = 0;
  Chan *Done = makeChan(0);
  for (int I = 0; I < 8; ++I)
    go({.Run =
            [](Task *T) {
              for (int J = 0; J < 100; ++J) {
                syncSemacquire(T->Sema);
                ++*T->Count;
                syncSemrelease(T->Sema, J % 8 == 0, 0);
                if (J % 16 == 0)
                  yieldGoroutine();
              }
              send(T->Out, 1);
            },
        .Out = Done,
        .Sema = &Sema,
        .Count = &Count});
  int64_t V;
  for (int I = 0; I < 8; ++I)
    recv(Done, V);
  expect(Count == 800, "semaphore");
  dropChan(Done);
}

void sleepers() {
  Chan *Done = makeChan(0);
  for (int64_t I = 0; I < 20; ++I)
    go({.Run =
            [](Task *T) {
              timeSleep(T->N * 50000);
              enterSyscall();
              usleep(200);
              exitSyscall();
              send(T->Out, T->N);
            },
        .Out = Done,
        .N = I});
  int64_t V;
  for (int I = 0; I < 20; ++I)
    recv(Done, V);
  dropChan(Done);
}

/// With one slot whoever returns from a system call often finds it taken, and
/// its holder about to sleep: that is no deadlock.
void syscalls() {
  Chan *Done = makeChan(0);
  for (int I = 0; I < 3; ++I)
    go({.Run =
            [](Task *T) {
              for (int J = 0; J < 500; ++J) {
                enterSyscallBlock();
                exitSyscall();
                send(T->Out, 0);
              }
            },
        .Out = Done});
  int64_t V;
  for (int I = 0; I < 1500; ++I)
    recv(Done, V);
  dropChan(Done);
}

void pipes() {
  int Fds[2];
  expect(pipe2(Fds, O_NONBLOCK | O_CLOEXEC) == 0, "pipe");
  Chan *Done = makeChan(0);
  go({.Run =
          [](Task *T) {
            for (int I = 0; I < 50; ++I) {
              timeSleep(20000);
              char C = (char)I;
              expect(write((int)T->N, &C, 1) == 1, "write");
            }
            send(T->Out, 0);
          },
      .Out = Done,
      .N = Fds[1]});
  void *D = pollOpen((uint64_t)Fds[0]).D;
  for (int Got = 0; Got < 50;) {
    pollReset(D, 'r');
    char C;
    if (read(Fds[0], &C, 1) == 1)
      ++Got;
    else
      expect(pollWait(D, 'r') == 0, "wait");
  }
  pollSetDeadline(D, 100000, 'r');
  pollReset(D, 'r');
  expect(pollWait(D, 'r') == 2, "deadline");
  pollUnblock(D);
  pollClose(D);
  int64_t V;
  recv(Done, V);
  close(Fds[0]);
  close(Fds[1]);
  dropChan(Done);
}

/// What a timer of package time calls.
OGO_SWIFTCALL void sendTime(Type *, void *C, uintptr_t, int64_t Late) {
  int64_t V = timeRuntimeNano() - Late;
  chanSend((Chan *)C, &V, false);
}
struct {
  void *Code;
} SendTime{(void *)sendTime};

void inBubble(Task *) {
  Chan *C = makeChan(0);
  int64_t Start = timeRuntimeNano(), V;
  for (int64_t I = 0; I < 20; ++I)
    go({.Run =
            [](Task *T) {
              timeSleep(T->N % 5 + 1);
              send(T->Out, timeRuntimeNano());
            },
        .Out = C,
        .N = I});
  synctestWait();
  expect(timeRuntimeNano() == Start, "clock of a bubble that waits");
  for (int I = 0; I < 20; ++I) {
    recv(C, V);
    expect(V == Start + I / 4 + 1, "sleep in a bubble");
  }
  Start += 5;
  Chan *Tick = makeChan(1), *Unread = makeChan(1);
  void *T =
      timeNewTimer(Start + 10, 10, (Closure *)&SendTime, nullptr, Tick, Tick);
  void *U =
      timeNewTimer(Start + 1, 1, (Closure *)&SendTime, nullptr, Unread, Unread);
  for (int I = 1; I <= 10; ++I) {
    SelectCase Cases[2] = {{Tick, &V}, {C, &V}};
    goSelect(Cases, 0, 2, true);
    expect(V == Start + 10 * I && V == timeRuntimeNano(), "ticker in a bubble");
  }
  recv(Unread, V);
  expect(V == Start + 1 && timeRuntimeNano() == Start + 100, "unread ticker");
  timeStopTimer(T);
  timeStopTimer(U);
  // They end with the bubble, some of them readied by the others.
  for (int64_t I = 0; I < 8; ++I)
    go({.Run =
            [](Task *T) {
              if (T->N % 2)
                timeSleep(3);
              send(T->Out, T->N);
            },
        .Out = C,
        .N = I});
  for (int I = 0; I < 4; ++I)
    recv(C, V);
  synctestWait();
  expect(timeRuntimeNano() == Start + 100, "clock of a busy bubble");
  for (int I = 0; I < 4; ++I)
    recv(C, V);
  expect(timeRuntimeNano() == Start + 103, "end of a bubble");
}

void bubbles() {
  Chan *Done = makeChan(0);
  for (int I = 0; I < 4; ++I)
    go({.Run =
            [](Task *T) {
              auto *F = (Task *)calloc(1, sizeof(Task));
              F->Code = (void *)enter;
              F->Run = inBubble;
              synctestRun((Closure *)F);
              send(T->Out, 0);
            },
        .Out = Done});
  int64_t V;
  for (int I = 0; I < 4; ++I)
    recv(Done, V);
  dropChan(Done);
}

void maps() {
  auto *M = makeMap(&MapOfInt, 0);
  for (uint64_t I = 0; I < 2000; ++I)
    *(uint64_t *)goMapAssign64(&MapOfInt, M, I * 7) = I;
  for (uint64_t I = 0; I < 2000; I += 2)
    goMapDelete64(&MapOfInt, M, I * 7);
  for (uint64_t I = 0; I < 2000; ++I) {
    auto *V = (uint64_t *)goMapAccess64(&MapOfInt, M, I * 7);
    expect(I % 2 ? V && *V == I : !V, "map");
  }
  expect(M->Count == 1000, "map count");
}

int64_t Rounds = 5;

OGO_SWIFTCALL void mainTask() {
  static const int Procs[] = {1, 2, 8};
  for (int64_t I = 0; I < Rounds; ++I)
    for (int N : Procs) {
      setMaxProcs(N);
      pipeline(0);
      pipeline(8);
      selects();
      crowd();
      semaphores();
      sleepers();
      syscalls();
      pipes();
      bubbles();
      maps();
    }
  puts("ok");
  fflush(stdout);
  _exit(0);
}

OGO_SWIFTCALL uint64_t hashInt(const void *P, uint64_t Seed) {
  return hash64(*(const uint64_t *)P, Seed);
}
OGO_SWIFTCALL uint8_t equalInt(const void *X, const void *Y) {
  return *(const uint64_t *)X == *(const uint64_t *)Y;
}
struct {
  void *Code;
} Main{(void *)mainTask}, Hasher{(void *)hashInt}, Equal{(void *)equalInt};

} // namespace

int main(int Argc, char **Argv) {
  if (Argc > 1)
    Rounds = atoll(Argv[1]);
  Int64.Size = 8;
  Int64.Align = 8;
  Int64.Equal = (Closure *)&Equal;
  ChanOfInt.Elem = &Int64;
  MapOfInt.Key = &Int64;
  MapOfInt.Elem = &Int64;
  MapOfInt.Hasher = (Closure *)&Hasher;
  BlockProfileRate.store(1, Order::Relaxed);
  MutexProfileFraction.store(1, Order::Relaxed); // the profiles are shared, too
  initHash();
  initScheduler();
  newMainGoroutine((Closure *)&Main);
  runWorkerLoop(getWorker());
}
