// Functions whose only purpose in gc is that their symbols appear in a binary.
#include "runtime/abi/GoFunction.h"

namespace ogo::rt {

#define MARKER(NAME)                                                           \
  OGO_GO_FN(void, sig##NAME, "crypto/internal/boring/sig." #NAME, ()) {}
MARKER(BoringCrypto)
MARKER(FIPSOnly)
MARKER(StandardCrypto)
#undef MARKER

} // namespace ogo::rt
