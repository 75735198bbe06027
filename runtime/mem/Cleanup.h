// What the collector tells the cleanups (Cleanup.cpp), and what metrics ask.
#ifndef OGO_RUNTIME_MEM_CLEANUP_H
#define OGO_RUNTIME_MEM_CLEANUP_H

#include <stdint.h>

namespace ogo::rt {

struct CleanupCounts {
  uint64_t Queued, Executed;
};
extern CleanupCounts CleanupTotals;

/// After a collection: queues the cleanups of objects that are gone.
void queueCleanups();
/// Whether some are queued or running.
bool cleanupsPending();

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_CLEANUP_H
