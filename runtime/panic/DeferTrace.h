// GODEBUG=defertrace=1: one line on stderr for each deferred call registered,
// run, run by a panic, and each recovery. GODEBUG=defertrace=FILE.json: the
// same as trace events that Chrome and Perfetto open, a span per call that ran.
//
// Records always tell; open-coded and direct calls on a normal return only in
// programs built with -defertrace, where compiled code calls
// runtime.defertrace.
#ifndef OGO_RUNTIME_PANIC_DEFERTRACE_H
#define OGO_RUNTIME_PANIC_DEFERTRACE_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {
struct G;
struct Panic;

extern bool DeferTracing;
void initDeferTrace(GoString Value);

// Thunk: the deferred call's; its line is that of the defer statement.
void traceDeferRegistered(G *Gp, DeferKind Kind, const void *Thunk);
void traceDeferBegin(G *Gp, DeferKind Kind, const void *Thunk, const Panic *P);
void traceDeferEnd(G *Gp);
/// The function at PC, with this frame pointer, returns after a panic: what ran
/// in frames above it has ended.
void traceDeferRecovered(G *Gp, const void *PC, const void *FramePointer);
/// The goroutine ends with deferred calls unfinished.
void traceDeferAbandoned(G *Gp);
} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_DEFERTRACE_H
