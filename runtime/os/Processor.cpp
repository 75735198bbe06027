// What a processor says about itself, for golang.org/x/sys/cpu, whose assembly
// asks it: the loader links that package's functions to these
// (frontend/packages/Assembly.cpp).
#include "runtime/abi/GoFunction.h"

#include <stdint.h>

#ifdef __x86_64__
#include <cpuid.h>

// A Go function returns each result in a register of its own.
struct FourRegisters {
  uint64_t A, B, C, D;
};
struct TwoRegisters {
  uint64_t A, D;
};

OGO_GO_FN(FourRegisters, goCpuid, "runtime.cpuid",
          (uint32_t Leaf, uint32_t Subleaf)) {
  uint32_t A, B, C, D;
  __cpuid_count(Leaf, Subleaf, A, B, C, D);
  return {A, B, C, D};
}
OGO_GO_FN(TwoRegisters, goXgetbv, "runtime.xgetbv", ()) {
  uint32_t A, D;
  asm volatile("xgetbv" : "=a"(A), "=d"(D) : "c"(0));
  return {A, D};
}
#else
#include <sys/auxv.h>

// The system answers for the processor, if it says that it does.
#define OGO_ID_REGISTER(Name, Symbol, Register)                                \
  OGO_GO_FN(uint64_t, Name, Symbol, ()) {                                      \
    constexpr unsigned long Answers = 1 << 11; /* HWCAP_CPUID */               \
    if (!(getauxval(AT_HWCAP) & Answers))                                      \
      return 0;                                                                \
    uint64_t Value;                                                            \
    asm volatile("mrs %0, " Register : "=r"(Value));                           \
    return Value;                                                              \
  }
OGO_ID_REGISTER(goIsar0, "runtime.getisar0", "S3_0_C0_C6_0")
OGO_ID_REGISTER(goIsar1, "runtime.getisar1", "S3_0_C0_C6_1")
OGO_ID_REGISTER(goMmfr1, "runtime.getmmfr1", "S3_0_C0_C7_1")
OGO_ID_REGISTER(goPfr0, "runtime.getpfr0", "S3_0_C0_C4_0")
OGO_ID_REGISTER(goZfr0, "runtime.getzfr0", "S3_0_C0_C4_4")
#endif
