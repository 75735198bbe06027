// See Environment.h. The slices are built once; Go code copies what it changes.
#include "runtime/os/Environment.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/DeferTrace.h"
#include "runtime/panic/Walk.h"

#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

extern "C" char **environ;

namespace ogo::rt {

// The program module, made by the compiler for every program.
extern "C" const GoString GodebugDefault __asm__("runtime.godebugDefault");
extern "C" const GoString BuildVersion __asm__("runtime.buildVersion");
extern "C" const GoString ModInfo __asm__("runtime.modinfo");

static GoSlice Args, Envs, Auxv;
static GoString Godebug;

static GoString fromC(const char *S) {
  return {(const uint8_t *)S, (int64_t)strlen(S)};
}

static GoSlice makeStrings(char **List) {
  int64_t N = 0;
  while (List[N])
    ++N;
  auto *P = (GoString *)allocatePermanent((size_t)(N + 1) * sizeof(GoString));
  for (int64_t I = 0; I < N; ++I)
    P[I] = fromC(List[I]);
  return {P, N, N};
}

static GoString find(GoString List, const char *Key) {
  size_t KeyLen = strlen(Key);
  const uint8_t *P = List.Ptr, *End = P + List.Len;
  GoString Found{nullptr, 0};
  // The last setting of a key counts.
  while (P < End) {
    auto *Comma = (const uint8_t *)memchr(P, ',', (size_t)(End - P));
    const uint8_t *Stop = Comma ? Comma : End;
    if ((size_t)(Stop - P) > KeyLen && memcmp(P, Key, KeyLen) == 0 &&
        P[KeyLen] == '=')
      Found = {P + KeyLen + 1, Stop - P - (int64_t)KeyLen - 1};
    P = Stop + 1;
  }
  return Found;
}

GoString godebugValue(const char *Key) {
  GoString V = find(Godebug, Key);
  return V.Len ? V : find(GodebugDefault, Key);
}

void initEnvironment(int Argc, char **Argv) {
  Args = makeStrings(Argv);
  Envs = makeStrings(environ);
  size_t N = 0;
  // The auxiliary vector follows the environment.
  char **P = environ;
  while (*P)
    ++P;
  auto *Vector = (uintptr_t *)(P + 1);
  while (Vector[2 * N] != AT_NULL)
    ++N;
  Auxv = {Vector, (int64_t)(2 * N), (int64_t)(2 * N)};
  for (P = environ; *P; ++P) {
    if (strncmp(*P, "GODEBUG=", 8) == 0)
      Godebug = fromC(*P + 8);
    if (strncmp(*P, "GOTRACEBACK=", 12) == 0)
      setTracebackLevel(*P + 12, strlen(*P + 12));
  }
  initDeferTrace(godebugValue("defertrace"));
}

OGO_GO_FN(GoSlice, osRuntimeArgs, "os.runtime_args", ()) { return Args; }
OGO_GO_FN(GoSlice, syscallRuntimeEnvs, "syscall.runtime_envs", ()) {
  return Envs;
}
OGO_GO_FN(GoSlice, goEnvs, "runtime.envs", ()) { return Envs; }
OGO_GO_FN(GoSlice, goArgs, "runtime.args", ()) { return Args; }
OGO_GO_FN(GoSlice, goGetAuxv, "runtime.getAuxv", ()) { return Auxv; }
OGO_GO_FN(GoString, goGodebugEnv, "runtime.godebugEnv", ()) { return Godebug; }
OGO_GO_FN(GoString, goGodebugDefault, "runtime.godebugDefaultString", ()) {
  return GodebugDefault;
}

OGO_GO_FN(GoString, goBuildVersion, "runtime.buildVersionString", ()) {
  return BuildVersion;
}
OGO_GO_FN(GoString, goModInfo, "runtime/debug.modinfo", ()) { return ModInfo; }

// syscall.Setenv tells the runtime: only C code and GODEBUG care.
OGO_GO_FN(void, goSetGodebug, "runtime.setGodebugEnv",
          (const uint8_t *P, int64_t Len)) {
  Godebug = {P, Len};
}

OGO_GO_FN(int64_t, syscallGetpagesize, "syscall.Getpagesize", ()) {
  return sysconf(_SC_PAGESIZE);
}

} // namespace ogo::rt
