// testing/synctest: no goroutine is ever in a bubble yet, and making one is
// refused.
#include "runtime/abi/GoFunction.h"
#include "runtime/abi/Layout.h"
#include "runtime/panic/Panic.h"

namespace ogo::rt {

OGO_GO_FN(uint8_t, timeIsBubbled, "time.runtimeIsBubbled", ()) { return 0; }
OGO_GO_FN(uint8_t, synctestInBubble, "internal/synctest.IsInBubble", ()) {
  return 0;
}
OGO_GO_FN(void, synctestRun, "internal/synctest.Run", (Closure *)) {
  panicPlain("testing/synctest is not supported");
}
OGO_GO_FN(void, synctestWait, "internal/synctest.Wait", ()) {
  panicPlain("goroutine is not in a bubble");
}
// associate(p) int: 0 is Unbubbled.
OGO_GO_FN(int64_t, synctestAssociate, "internal/synctest.associate", (void *)) {
  return 0;
}
OGO_GO_FN(void, synctestDisassociate, "internal/synctest.disassociate",
          (void *)) {}
OGO_GO_FN(uint8_t, synctestIsAssociated, "internal/synctest.isAssociated",
          (void *)) {
  return 0;
}
// Outside bubbles there is nothing to acquire, so nothing comes back either.
OGO_GO_FN(Eface, synctestAcquire, "internal/synctest.acquire", ()) {
  return {nullptr, nullptr};
}
OGO_GO_FN(void, synctestRelease, "internal/synctest.release", (Type *, void *)) {
  panicPlain("goroutine is not in a bubble");
}
OGO_GO_FN(void, synctestRunIn, "internal/synctest.inBubble",
          (Type *, void *, Closure *)) {
  panicPlain("goroutine is not in a bubble");
}

} // namespace ogo::rt
