// What the sanitized runtime has in place of its collector and of what compiled
// code provides: memory is malloc's, panics and faults end the program.
#include "runtime/mem/Heap.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/TypeInfo.h"
#include "runtime/mem/Threads.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/SchedulerState.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

namespace ogo::rt {

alignas(16) uint8_t ZeroBase[16];

void *allocate(size_t Size, bool) { return calloc(1, Size ? Size : 1); }
void *allocateBytes(size_t Size) { return malloc(Size ? Size : 1); }
void *allocatePermanent(size_t Size) { return calloc(1, Size); }
void freePermanent(void *P) { free(P); }
void *allocateUnscanned(size_t Size) { return malloc(Size); }
bool startThread(void *(*Main)(void *), void *Arg) {
  pthread_t T;
  return !pthread_create(&T, nullptr, Main, Arg) && !pthread_detach(T);
}
size_t roundUpSize(size_t Size, bool) { return Size; }
void pollCollector() {}

void initRoots() {}
void beginSwitch(Worker *) {}
void setStackBottom(Worker *, uint8_t *) {}
void registerWorkerThread(Worker *) {}
void requestPreemption(Worker *) {}
void leaveCoro(G *) {}
bool nameIsBlank(Name) { return false; }

// Of a stack only the innermost frame.
int64_t collectCallers(void *, int64_t, uintptr_t *PCs, int64_t) {
  *PCs = (uintptr_t)__builtin_return_address(0);
  return 1;
}

bool isDying() { return false; }
void beginDying() {}
void initThreadFaults() {}

static void die(const char *Text) {
  fprintf(stderr, "fatal: %s\n", Text);
  _exit(2);
}
void fatal(const char *Text) {
  die(Text);
  __builtin_unreachable();
}
void throwError(const char *Text) { fatal(Text); }
void print(const char *Text) { fputs(Text, stderr); }
void printInt(int64_t V) { fprintf(stderr, "%lld", (long long)V); }
OGO_GO_NORETURN_FN(goSynctestPanic, "runtime.synctestPanic",
                   (const uint8_t *P, int64_t)) {
  fatal((const char *)P);
}
OGO_GO_NORETURN_FN(goSynctestDeadlock, "runtime.synctestDeadlock",
                   (const uint8_t *P, int64_t, Bubble *)) {
  fatal((const char *)P);
}
OGO_GO_NORETURN_FN(goMapsFatal, "internal/runtime/maps.fatal",
                   (const uint8_t *P, int64_t)) {
  fatal((const char *)P);
}
void panicPlain(const char *Text) { fatal(Text); }
void panicError(const char *Text) { fatal(Text); }
void panicUnhashable(const Type *) { fatal("unhashable"); }
void panicUncomparable(const Type *) { fatal("uncomparable"); }

} // namespace ogo::rt
