// Writing to standard error without stdio: print/println and the runtime's own
// messages.
#ifndef OGO_RUNTIME_OS_PRINT_H
#define OGO_RUNTIME_OS_PRINT_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {
struct G;

void print(const char *S);
void print(GoString S);
void printInt(int64_t V);
void printUint(uint64_t V);
void printHex(uint64_t V);

/// Keeps what is printed during its lifetime together. Recursive.
struct PrintBatch {
  PrintBatch();
  ~PrintBatch();
};

/// While it lives, what this thread prints goes to a buffer (cut at its end).
class Capture {
  uint8_t *Next, *End, *Begin;

public:
  Capture(uint8_t *Buf, size_t Size);
  ~Capture();
  void add(const void *P, size_t N);
  size_t used() const { return (size_t)(Next - Begin); }
  bool full() const { return Next == End; }
};

/// After this the process only reports and exits: locks are not waited for, and
/// other threads that come here too stop.
void beginDying();
bool isDying();
/// "[signal SIGSEGV: segmentation violation code=... addr=... pc=...]"
void printFaultLine(const G *Gp);

} // namespace ogo::rt

#endif // OGO_RUNTIME_OS_PRINT_H
