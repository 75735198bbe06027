// GODEBUG=gctrace=1: a line for each collection, in gc's form, which tools
// parse.
#ifndef OGO_RUNTIME_MEM_GCTRACE_H
#define OGO_RUNTIME_MEM_GCTRACE_H

#include <stdint.h>

namespace ogo::rt {

/// Reads GODEBUG.
void initGCTrace();
/// At each event of a collection, with libgc's lock held. \p Forced: the program
/// asked for it.
void traceCollection(int Event, bool Forced, int64_t GCPercent);

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_GCTRACE_H
