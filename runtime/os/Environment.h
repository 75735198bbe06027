// Program arguments, environment and GODEBUG.
#ifndef OGO_RUNTIME_OS_ENVIRONMENT_H
#define OGO_RUNTIME_OS_ENVIRONMENT_H

#include "runtime/abi/Layout.h"

namespace ogo::rt {

void initEnvironment(int Argc, char **Argv);
/// The value of a GODEBUG setting: the environment's, else the program's
/// default (go.mod, //go:debug); Len 0 when unset.
GoString godebugValue(const char *Key);

} // namespace ogo::rt

#endif // OGO_RUNTIME_OS_ENVIRONMENT_H
