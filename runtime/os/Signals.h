// Signals for the program: os/signal's queue and the default actions.
#ifndef OGO_RUNTIME_OS_SIGNALS_H
#define OGO_RUNTIME_OS_SIGNALS_H

#include <signal.h>

namespace ogo::rt {

void initSignals();
/// What a signal that ends the program with tracebacks is called; null: it does
/// not.
const char *deadlySignal(int Signal);
/// A signal that is not a fault of ours: to os/signal when the program asked
/// for it, else its default action.
void forwardSignal(int Signal, siginfo_t *Info, void *Context);

} // namespace ogo::rt

#endif // OGO_RUNTIME_OS_SIGNALS_H
