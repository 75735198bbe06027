// GODEBUG=gctrace=1: a line per collection in gc's format, for the tools and
// eyes that know it:
//
//   gc # @#s #%: #+#+# ms clock, #+#/#/#+# ms cpu, #->#-># MB, # MB goal,
//   # MB stacks, # MB globals, # P (forced)
//
// libgc stops the world for all of a collection, so the three times are those
// of stopping it, of marking and of starting it again. What is live is known
// when everything is swept, which libgc leaves to later allocations unless
// traced.
#include "runtime/mem/GCTrace.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Environment.h"
#include "runtime/os/Print.h"
#include "runtime/sched/Scheduler.h"

#define GC_THREADS
#include <gc/gc.h>

extern "C" int GC_reclaim_all(int (*Stop)(), int IgnoreOld);
extern "C" char _etext, _end;

namespace ogo::rt {

static bool On;
static int64_t Began;
static struct {
  int64_t Stopping, Stopped, Marked, Running; // when it was
  int64_t Total;                              // of all collections
  uint64_t Before, Goal = 4 << 20;
} Cycle;

void initGCTrace() {
  GoString V = godebugValue("gctrace");
  On = V.Len > 0 && V.Ptr[0] >= '1' && V.Ptr[0] <= '9';
  Began = nanotime();
}

static uint64_t liveBytes() {
  GC_prof_stats_s P{};
  GC_get_prof_stats_unsafe(&P, sizeof(P));
  uint64_t Allocated = P.bytes_allocd_since_gc + P.allocd_bytes_before_gc;
  uint64_t Freed = P.bytes_reclaimed_since_gc + P.reclaimed_bytes_before_gc +
                   P.expl_freed_bytes_since_gc;
  return Allocated > Freed ? Allocated - Freed : 0;
}

/// V / 10^Decimals.
static void printFraction(int64_t V, int Decimals) {
  int64_t Unit = 1;
  for (int I = 0; I < Decimals; ++I)
    Unit *= 10;
  printInt(V / Unit);
  if (Decimals == 0)
    return;
  print(".");
  for (V %= Unit; Unit > 1; V %= Unit) {
    Unit /= 10;
    printInt(V / Unit);
  }
}

/// Milliseconds, with two digits that matter at most below ten.
static void printMillis(int64_t Nanos) {
  int64_t V = Nanos / 1000;
  int Decimals = 3;
  if (Nanos >= 10000000)
    return printInt(Nanos / 1000000);
  if (V == 0)
    return print("0");
  for (; V >= 100; V /= 10)
    --Decimals;
  printFraction(V, Decimals);
}

static void printMegabytes(uint64_t Bytes, const char *After) {
  printUint(Bytes >> 20);
  print(After);
}

static void printCycle(bool Forced, int64_t GCPercent) {
  int64_t Now = nanotime(), Procs = getMaxProcs();
  int64_t Stop = Cycle.Stopped - Cycle.Stopping,
          Mark = Cycle.Marked - Cycle.Stopped,
          Start = Cycle.Running - Cycle.Marked;
  Cycle.Total += Cycle.Running - Cycle.Stopping;
  uint64_t After = liveBytes();
  GC_reclaim_all(nullptr, 0);
  uint64_t Live = liveBytes();
  PrintBatch Batch;
  print("gc ");
  printUint(GC_get_gc_no());
  print(" @");
  printFraction((Now - Began) / 1000000, 3);
  print("s ");
  printInt(Now > Began ? Cycle.Total * 100 / (Now - Began) : 0);
  print("%: ");
  printMillis(Stop);
  print("+");
  printMillis(Mark);
  print("+");
  printMillis(Start);
  print(" ms clock, ");
  printMillis(Stop * Procs);
  print("+0/");
  printMillis(Mark);
  print("/0+");
  printMillis(Start * Procs);
  print(" ms cpu, ");
  printMegabytes(Cycle.Before, "->");
  printMegabytes(After, "->");
  printMegabytes(Live, " MB, ");
  printMegabytes(Cycle.Goal, " MB goal, ");
  printMegabytes((uint64_t)countGoroutines() * 8192, " MB stacks, ");
  printMegabytes((uint64_t)(&_end - &_etext), " MB globals, ");
  printInt(Procs);
  print(Forced ? " P (forced)\n" : " P\n");
  Cycle.Goal = GCPercent < 0 ? Live : heapGoal(Live);
}

void traceCollection(int Event, bool Forced, int64_t GCPercent) {
  if (!On)
    return;
  switch (Event) {
  case GC_EVENT_PRE_STOP_WORLD:
    Cycle.Before = liveBytes();
    Cycle.Stopping = nanotime();
    break;
  case GC_EVENT_POST_STOP_WORLD:
    Cycle.Stopped = nanotime();
    break;
  case GC_EVENT_PRE_START_WORLD:
    Cycle.Marked = nanotime();
    break;
  case GC_EVENT_POST_START_WORLD:
    Cycle.Running = nanotime();
    break;
  case GC_EVENT_END:
    printCycle(Forced, GCPercent);
    break;
  default:
    break;
  }
}

} // namespace ogo::rt
