// The defer frames on a stack, found without any registration: a walk over the
// frame pointers asks for each return address whether its function has one.
#ifndef OGO_RUNTIME_PANIC_DEFERFRAMES_H
#define OGO_RUNTIME_PANIC_DEFERFRAMES_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {

/// A function activation with deferred calls.
struct DeferActivation {
  DeferFrame *Frame;
  void *FramePointer;
  void *CalleeFramePointer; ///< Of what it called.
  void *Results;            ///< Its results block; null: none.
  const DeferFunc *Func;
  void *PC; ///< Return address in it: the call that is running.
};

class DeferFrameWalk {
public:
  /// Starts with the caller of the function whose frame pointer is given.
  explicit DeferFrameWalk(void *FramePointer)
      : FP(static_cast<uintptr_t *>(FramePointer)) {}
  /// The next older activation that has a defer frame; false at the end.
  bool next(DeferActivation &Out);

private:
  uintptr_t *FP;
};

} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_DEFERFRAMES_H
