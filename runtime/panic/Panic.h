// Panics, fatal errors and the defer machinery, as the rest of the runtime sees
// them. See runtime/README.md for the protocol between compiled code and this.
#ifndef OGO_RUNTIME_PANIC_PANIC_H
#define OGO_RUNTIME_PANIC_PANIC_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {

struct G;

/// One run of panic() or Goexit; lives in the frame of the function that
/// unwinds. The overlay's runtime package reads the fields before Frame to
/// print a chain.
struct Panic {
  Eface Value;
  Panic *Link; ///< The panic that was active when this one started.
  uint8_t Recovered;
  uint8_t Goexit;
  uint8_t Repanicked; ///< Written while a report is printed.
  DeferFrame *Frame;  ///< The frame whose deferred call runs now.
  /// Frame pointer of what that frame's function called: nothing is pending
  /// between here and there. Passed is what Link is from there on.
  void *Walked;
  const Panic *Passed;
};

/// panic(runtime.errorString(Text)): "runtime error: " + Text.
[[noreturn]] void panicError(const char *Text);
/// panic(runtime.plainError(Text)): Text alone, a runtime.Error all the same.
[[noreturn]] void panicPlain(const char *Text);
[[noreturn]] void panicValue(Eface Value);

/// "fatal error: Text", traceback, exit 2. Not recoverable. The error is the
/// program's (unlock of an unlocked mutex): only the goroutine that made it is
/// shown, after the panics in whose deferred calls it happened.
[[noreturn]] void fatal(const char *Text);
[[noreturn]] void fatalString(GoString Text);
/// The same for what concerns the whole process: all goroutines are shown.
[[noreturn]] void throwError(const char *Text);
[[noreturn]] void throwString(GoString Text);

/// Runs every deferred call of the goroutine and ends it.
[[noreturn]] void goexit();

/// Stack overflow at PC; never returns.
[[noreturn]] void reportStackOverflow(void *PC, void *SP, void *FP);

/// Installs the handlers for SIGSEGV, SIGBUS, SIGFPE and the alternate stack of
/// the calling thread.
void initFaults();
void initThreadFaults();

/// Prints the traceback of the running goroutine from the frame pointer \p FP,
/// preceded by the pc \p PC.
void printTraceback(void *PC, void *FP);
/// Traceback from the caller, then of other goroutines as GOTRACEBACK wants;
/// then exits 2 (or aborts).
[[noreturn]] void dieWithTraceback(void *PC, void *FP);

} // namespace ogo::rt

#endif // OGO_RUNTIME_PANIC_PANIC_H
