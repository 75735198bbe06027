// Hash and equality functions that type descriptors and maps refer to. Two keys
// that compare equal must hash equal: +0 and -0 do, and each NaN gets a random
// hash because it equals nothing.
#include "runtime/data/Hash.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/data/TypeInfo.h"
#include "runtime/panic/Panic.h"

#include <sys/auxv.h>
#include <time.h>
#include <unistd.h>

namespace ogo::rt {

uint64_t HashSecret[4];

static uint64_t splitMix(uint64_t &S) {
  uint64_t Z = S += 0x9E3779B97F4A7C15;
  Z = (Z ^ Z >> 30) * 0xBF58476D1CE4E5B9;
  Z = (Z ^ Z >> 27) * 0x94D049BB133111EB;
  return Z ^ Z >> 31;
}

void initHash() {
  uint64_t S = (uint64_t)getpid() << 32;
  if (auto *Random = (const uint8_t *)getauxval(AT_RANDOM)) {
    S ^= load64(Random) ^ load64(Random + 8);
  } else {
    timespec T;
    clock_gettime(CLOCK_MONOTONIC, &T);
    S ^= (uint64_t)T.tv_nsec * 0x9E3779B97F4A7C15 ^ (uint64_t)T.tv_sec;
  }
  for (uint64_t &H : HashSecret)
    H = splitMix(S) | 1;
}

static thread_local uint64_t RandomState;

[[gnu::noinline]] uint64_t fastRandom() {
  if (RandomState == 0)
    RandomState = HashSecret[3] ^ (uintptr_t)&RandomState;
  return splitMix(RandomState);
}

// Not to become a call of bcmp, which calls this.
[[clang::no_builtin("bcmp")]] bool equalLong(const uint8_t *X, const uint8_t *Y,
                                             size_t N) {
  return memcmp(X, Y, N) == 0;
}

uint64_t hashLong(const uint8_t *P, uint64_t N, uint64_t Seed) {
  const uint64_t S1 = HashSecret[1], S2 = HashSecret[2], S3 = HashSecret[3];
  uint64_t I = N;
  if (I > 48) {
    uint64_t See1 = Seed, See2 = Seed;
    do {
      Seed = foldMul(load64(P) ^ S1, load64(P + 8) ^ Seed);
      See1 = foldMul(load64(P + 16) ^ S2, load64(P + 24) ^ See1);
      See2 = foldMul(load64(P + 32) ^ S3, load64(P + 40) ^ See2);
      P += 48;
      I -= 48;
    } while (I > 48);
    Seed ^= See1 ^ See2;
  }
  while (I > 16) {
    Seed = foldMul(load64(P) ^ S1, load64(P + 8) ^ Seed);
    P += 16;
    I -= 16;
  }
  return foldMul(S1 ^ N,
                 foldMul(load64(P + I - 16) ^ S1, load64(P + I - 8) ^ Seed));
}

OGO_RUNTIME_FN(uint64_t, goMemHash, memhash,
               (const uint8_t *P, uint64_t Seed, uint64_t N)) {
  return hashBytes(P, N, Seed);
}
OGO_RUNTIME_FN(uint64_t, goMemHash0, memhash0,
               (const uint8_t *, uint64_t Seed)) {
  return Seed;
}
OGO_RUNTIME_FN(uint64_t, goMemHash8, memhash8,
               (const uint8_t *P, uint64_t Seed)) {
  return hash32(*P, Seed);
}
OGO_RUNTIME_FN(uint64_t, goMemHash16, memhash16,
               (const uint8_t *P, uint64_t Seed)) {
  return hash32((uint32_t)(P[0] | P[1] << 8), Seed);
}
OGO_RUNTIME_FN(uint64_t, goMemHash32, memhash32,
               (const uint8_t *P, uint64_t Seed)) {
  return hash32(load32(P), Seed);
}
OGO_RUNTIME_FN(uint64_t, goMemHash64, memhash64,
               (const uint8_t *P, uint64_t Seed)) {
  return hash64(load64(P), Seed);
}
OGO_RUNTIME_FN(uint64_t, goMemHash128, memhash128,
               (const uint8_t *P, uint64_t Seed)) {
  return hash64(load64(P + 8), hash64(load64(P), Seed));
}
OGO_RUNTIME_FN(uint64_t, goStrHash, strhash,
               (const GoString *S, uint64_t Seed)) {
  return hashBytes(S->Ptr, (uint64_t)S->Len, Seed);
}

static uint64_t hashFloat(double V, uint64_t Seed) {
  if (V == 0)
    return hash32(0, Seed);
  if (V != V)
    return hash64(fastRandom(), Seed);
  uint64_t Bits;
  memcpy(&Bits, &V, 8);
  return hash64(Bits, Seed);
}
OGO_RUNTIME_FN(uint64_t, goF32Hash, f32hash, (const float *P, uint64_t Seed)) {
  return hashFloat(*P, Seed);
}
OGO_RUNTIME_FN(uint64_t, goF64Hash, f64hash, (const double *P, uint64_t Seed)) {
  return hashFloat(*P, Seed);
}
OGO_RUNTIME_FN(uint64_t, goC64Hash, c64hash, (const float *P, uint64_t Seed)) {
  return hashFloat(P[1], hashFloat(P[0], Seed));
}
OGO_RUNTIME_FN(uint64_t, goC128Hash, c128hash,
               (const double *P, uint64_t Seed)) {
  return hashFloat(P[1], hashFloat(P[0], Seed));
}

/// typehash: by structure, as equality goes; used for values in interfaces, for
/// which no hasher is at hand, and by reflect. Must agree with the compiled
/// hashers of map types with interface-free keys? No: a hasher is only compared
/// with itself.
uint64_t hashTyped(const Type *T, const void *P, uint64_t Seed) {
  const auto *B = (const uint8_t *)P;
  if (T->TFlag & TFlagRegularMemory) {
    switch (T->Size) {
    case 4:
      return hash32(load32(B), Seed);
    case 8:
      return hash64(load64(B), Seed);
    default:
      return hashBytes(B, T->Size, Seed);
    }
  }
  switch (T->kind()) {
  case KindFloat32:
    return goF32Hash((const float *)P, Seed);
  case KindFloat64:
    return goF64Hash((const double *)P, Seed);
  case KindComplex64:
    return goC64Hash((const float *)P, Seed);
  case KindComplex128:
    return goC128Hash((const double *)P, Seed);
  case KindString:
    return goStrHash((const GoString *)P, Seed);
  case KindInterface: {
    auto *I = (const Eface *)P;
    if (!I->Typ)
      return Seed;
    const Type *Dyn = ((const InterfaceType *)T)->NumMethods
                          ? ((const Iface *)P)->Tab->Typ
                          : I->Typ;
    return hashInterface(Dyn, I->Data, Seed);
  }
  case KindArray: {
    auto *A = (const ArrayType *)T;
    for (uintptr_t I = 0; I < A->Len; ++I)
      Seed = hashTyped(A->Elem, B + I * A->Elem->Size, Seed);
    return Seed;
  }
  case KindStruct: {
    auto *S = (const StructType *)T;
    for (int64_t I = 0; I < S->NumFields; ++I) {
      const StructField &F = S->Fields[I];
      if (nameIsBlank(F.FieldName))
        continue;
      Seed = hashTyped(F.Typ, B + F.Offset, Seed);
    }
    return Seed;
  }
  case KindBool:
  case KindInt8:
  case KindUint8:
  case KindInt16:
  case KindUint16:
  case KindInt32:
  case KindUint32:
  case KindInt:
  case KindInt64:
  case KindUint:
  case KindUint64:
  case KindUintptr:
  case KindChan:
  case KindPointer:
  case KindUnsafePointer:
    return T->Size == 4   ? hash32(load32(B), Seed)
           : T->Size == 8 ? hash64(load64(B), Seed)
                          : hashBytes(B, T->Size, Seed);
  default:
    panicUnhashable(T);
  }
}

uint64_t hashInterface(const Type *T, void *Data, uint64_t Seed) {
  if (!T->Equal)
    panicUnhashable(T);
  // Values without bytes leave the seed as it is; where they are must count.
  Seed ^= HashSecret[2];
  uint64_t Hash =
      T->isDirectIface() ? hashTyped(T, &Data, Seed) : hashTyped(T, Data, Seed);
  return Hash * 0x9E3779B97F4A7C15;
}

OGO_RUNTIME_FN(uint64_t, goNilInterHash, nilinterhash,
               (const Eface *E, uint64_t Seed)) {
  return E->Typ ? hashInterface(E->Typ, E->Data, Seed) : Seed;
}
OGO_RUNTIME_FN(uint64_t, goInterHash, interhash,
               (const Iface *I, uint64_t Seed)) {
  return I->Tab ? hashInterface(I->Tab->Typ, I->Data, Seed) : Seed;
}
OGO_GO_FN(uint64_t, reflectTypeHash, "reflect.typehash",
          (const Type *T, const void *P, uint64_t Seed)) {
  return hashTyped(T, P, Seed);
}

// Equality.

#define MEM_EQUAL(BITS, BYTES)                                                 \
  OGO_RUNTIME_FN(uint8_t, goMemEqual##BITS, memequal##BITS,                    \
                 (const void *P, const void *Q)) {                             \
    return memcmp(P, Q, BYTES) == 0;                                           \
  }
MEM_EQUAL(8, 1)
MEM_EQUAL(16, 2)
MEM_EQUAL(32, 4)
MEM_EQUAL(64, 8)
MEM_EQUAL(128, 16)
#undef MEM_EQUAL
OGO_RUNTIME_FN(uint8_t, goMemEqual0, memequal0, (const void *, const void *)) {
  return 1;
}
OGO_RUNTIME_FN(uint8_t, goStrEqual, strequal,
               (const GoString *P, const GoString *Q)) {
  return P->Len == Q->Len && equalBytes(P->Ptr, Q->Ptr, (size_t)P->Len);
}
OGO_RUNTIME_FN(uint8_t, goF32Equal, f32equal,
               (const float *P, const float *Q)) {
  return *P == *Q;
}
OGO_RUNTIME_FN(uint8_t, goF64Equal, f64equal,
               (const double *P, const double *Q)) {
  return *P == *Q;
}
OGO_RUNTIME_FN(uint8_t, goC64Equal, c64equal,
               (const float *P, const float *Q)) {
  return P[0] == Q[0] && P[1] == Q[1];
}
OGO_RUNTIME_FN(uint8_t, goC128Equal, c128equal,
               (const double *P, const double *Q)) {
  return P[0] == Q[0] && P[1] == Q[1];
}

static bool dataEqual(const Type *T, void *X, void *Y) {
  if (!T)
    return true;
  if (!T->Equal)
    panicUncomparable(T);
  if (T->isDirectIface())
    return X == Y;
  return callEqual(T, X, Y);
}
OGO_RUNTIME_FN(uint8_t, goEfaceEq, efaceeq, (const Type *T, void *X, void *Y)) {
  return dataEqual(T, X, Y);
}
OGO_RUNTIME_FN(uint8_t, goIfaceEq, ifaceeq,
               (const Itab *Tab, void *X, void *Y)) {
  return !Tab || dataEqual(Tab->Typ, X, Y);
}
OGO_RUNTIME_FN(uint8_t, goNilInterEqual, nilinterequal,
               (const Eface *P, const Eface *Q)) {
  return P->Typ == Q->Typ && dataEqual(P->Typ, P->Data, Q->Data);
}
OGO_RUNTIME_FN(uint8_t, goInterEqual, interequal,
               (const Iface *P, const Iface *Q)) {
  return P->Tab == Q->Tab && goIfaceEq(P->Tab, P->Data, Q->Data);
}

OGO_GO_FN(uint64_t, goRand, "runtime.rand", ()) { return fastRandom(); }

} // namespace ogo::rt
