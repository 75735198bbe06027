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

struct Panic;

class DeferFrameWalk {
public:
  /// Starts with the caller of the function whose frame pointer is given. What
  /// the panics that were active already have walked is passed over; \p Older
  /// is the newest of them.
  DeferFrameWalk(void *FramePointer, const Panic *Older)
      : FP(static_cast<uintptr_t *>(FramePointer)), Older(Older) {}
  /// The next older activation that has a defer frame; false at the end.
  bool next(DeferActivation &Out);
  /// The newest of those that lie further on.
  const Panic *older() const { return Older; }

private:
  uintptr_t *FP;
  const Panic *Older;
};

} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_DEFERFRAMES_H
