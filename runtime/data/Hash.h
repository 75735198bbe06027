// Seeded hashing of memory: wyhash's multiply-fold core, fast on both targets
// without special instructions. The per-process secret and the per-map seed
// keep programs from depending on an order.
#ifndef OGO_RUNTIME_DATA_HASH_H
#define OGO_RUNTIME_DATA_HASH_H

#include "runtime/abi/Layout.h"
#include "runtime/data/Bytes.h"

namespace ogo::rt {

extern uint64_t HashSecret[4];
/// Fills HashSecret; before any map exists.
void initHash();
/// A fast per-thread random number (iteration starts, select order, seeds).
uint64_t fastRandom();

inline uint64_t foldMul(uint64_t A, uint64_t B) {
  unsigned __int128 M = (unsigned __int128)A * B;
  return (uint64_t)M ^ (uint64_t)(M >> 64);
}

inline uint64_t hash64(uint64_t V, uint64_t Seed) {
  return foldMul(V ^ HashSecret[0],
                 foldMul(Seed ^ 8 ^ HashSecret[1], HashSecret[2]) ^ V);
}
inline uint64_t hash32(uint32_t V, uint64_t Seed) {
  return hash64(V | (uint64_t)V << 32, Seed ^ 4);
}

/// Of more than 16 bytes; keeps the registers, as equalLong does.
[[clang::preserve_most]] uint64_t hashLong(const uint8_t *P, uint64_t N,
                                           uint64_t Seed);

/// Seed: random, a hash itself, or 0, as hash/maphash starts with.
[[gnu::always_inline]] inline uint64_t hashBytes(const uint8_t *P, uint64_t N,
                                                 uint64_t Seed) {
  Seed ^= HashSecret[0]; // a factor of 0 would stay 0
  if (N > 16)
    return hashLong(P, N, Seed);
  const uint64_t S1 = HashSecret[1];
  uint64_t A = 0, B = 0;
  if (N >= 8) {
    A = load64(P);
    B = load64(P + N - 8);
  } else if (N >= 4) {
    A = load32(P);
    B = load32(P + N - 4);
  } else if (N > 0) {
    A = (uint64_t)P[0] << 16 | (uint64_t)P[N >> 1] << 8 | P[N - 1];
  }
  return foldMul(S1 ^ N, foldMul(A ^ S1, B ^ Seed));
}

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_HASH_H
