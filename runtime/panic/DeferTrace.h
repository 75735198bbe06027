// GODEBUG=defertrace=1: one line on stderr for each record registered, run, run
// by a panic, and each recovery.
#ifndef OGO_RUNTIME_PANIC_DEFERTRACE_H
#define OGO_RUNTIME_PANIC_DEFERTRACE_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {
struct G;

extern bool DeferTracing;
void traceDefer(const char *What, G *Gp, const DeferFrame *F, const char *Kind);
} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_DEFERTRACE_H
