// internal/chacha8rand.block is assembly in gc, with a stub elsewhere that goes
// to the package's own Go version; this is the stub.
#include "runtime/abi/GoFunction.h"

#include <stdint.h>

namespace ogo::rt {

OGO_GO_FN(void, chachaBlockGeneric, "internal/chacha8rand.block_generic",
          (uint64_t *Seed, uint64_t *Blocks, uint32_t Counter));

OGO_GO_FN(void, chachaBlock, "internal/chacha8rand.block",
          (uint64_t *Seed, uint64_t *Blocks, uint32_t Counter)) {
  chachaBlockGeneric(Seed, Blocks, Counter);
}

} // namespace ogo::rt
