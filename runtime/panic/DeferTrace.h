// GODEBUG=defertrace=1: one line on stderr for each record registered, run, run
// by a panic, and each recovery.
#ifndef OGO_RUNTIME_PANIC_DEFERTRACE_H
#define OGO_RUNTIME_PANIC_DEFERTRACE_H

namespace ogo::rt {
struct G;

extern bool DeferTracing;
/// \p PC: an address in the function with the defer statement.
void traceDefer(const char *What, G *Gp, const void *PC, const char *Kind);
} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_DEFERTRACE_H
