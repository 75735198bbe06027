// What the scheduler and the collector must tell each other: which threads
// there are, on which stacks they run, and what else is a root. The scheduler
// knows goroutines and not which collector there is; the collector calls it
// back.
#ifndef OGO_RUNTIME_MEM_THREADS_H
#define OGO_RUNTIME_MEM_THREADS_H

#include <stdint.h>

namespace ogo::rt {

/// Starts a detached thread that may allocate, with all signals blocked; its
/// stack is small, since goroutines have their own. False: the system has none.
bool startThread(void *(*Main)(void *), void *Arg);

/// The calling thread as setThreadStack takes it; \p StackHi is where its own
/// stack begins.
void *collectorThread(uint8_t *&StackHi);
/// The thread runs on a stack that begins at \p Hi from now on.
void setThreadStack(void *Thread, uint8_t *Hi);

/// Signals that stop and restart the world.
bool isCollectorSignal(int Signal);

/// What a collection asks of the scheduler.
struct CollectionHooks {
  void (*BeforeStop)(); ///< With the world running: nobody may be switching.
  void (*AfterStart)();
  /// With the world stopped: calls scanRoots. \returns the bytes that counts
  /// for.
  uint64_t (*ScanRoots)();
};
void setCollectionHooks(const CollectionHooks &Hooks);
/// The words of [From, To) are roots of the running collection.
void scanRoots(const void *From, const void *To);

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_THREADS_H
