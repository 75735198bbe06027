// The heap profile: where sampled objects were allocated, and which of them
// live.
#ifndef OGO_RUNTIME_MEM_PROFILE_H
#define OGO_RUNTIME_MEM_PROFILE_H

#include <stddef.h>
#include <stdint.h>

namespace ogo::rt {

/// Records the object if it is to be. \returns how many bytes later the thread
/// asks again.
int64_t sampleAllocation(void *P, size_t Size, int64_t Rate, uint64_t &Random);

/// Go's variable.
extern "C" int64_t MemProfileRate __asm__("runtime.MemProfileRate");

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_PROFILE_H
