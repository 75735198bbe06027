// What the collector takes as roots of the program's own data.
#ifndef OGO_RUNTIME_MEM_STATICROOTS_H
#define OGO_RUNTIME_MEM_STATICROOTS_H

namespace ogo::rt {

/// Registers the program's writable segments, without what holds no pointers.
/// Call it once, after the collector is initialized with GC_set_no_dls and
/// before the first collection.
void addStaticRoots();

} // namespace ogo::rt

#endif
