// ThreadSanitizer follows a goroutine only when told of each switch of stacks; in
// ordinary builds nothing is left of this.
#ifndef OGO_RUNTIME_SCHED_SANITIZER_H
#define OGO_RUNTIME_SCHED_SANITIZER_H

#if __has_feature(thread_sanitizer)
#include <sanitizer/tsan_interface.h>
#define OGO_TSAN(X) X
#else
#define OGO_TSAN(X)
#endif

#endif // OGO_RUNTIME_SCHED_SANITIZER_H
