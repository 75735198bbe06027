// What the parts of the collector's front tell each other.
#ifndef OGO_RUNTIME_MEM_COLLECTOR_H
#define OGO_RUNTIME_MEM_COLLECTOR_H

namespace ogo::rt {

/// At each of libgc's events, with its lock held.
void noteCollection(int Event);

void runFinalizers();
void waitForFinalizers();
bool finalizersRequested();

} // namespace ogo::rt

#endif // OGO_RUNTIME_MEM_COLLECTOR_H
