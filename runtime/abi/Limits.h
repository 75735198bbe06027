//===- Limits.h - What may live in a frame ---------------------*- C++ -*-===//
//
// gc's limits, which decide what programs see: an allocation counted by
// testing.AllocsPerRun, a frame that is refused. The checker's estimate of
// frames, escape analysis and lowering must agree on them. A leaf header.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_LIMITS_H
#define OGO_RUNTIME_ABI_LIMITS_H

#include <stdint.h>

namespace ogo::limits {

/// Declared variables above this size are allocated on the heap.
inline constexpr uint64_t MaxStackVariable = uint64_t(128) << 10;
/// So is above this size what new, &T{…}, make and closures allocate.
inline constexpr uint64_t MaxImplicitStack = uint64_t(64) << 10;
/// A larger frame is an error.
inline constexpr uint64_t MaxFrame = uint64_t(1) << 30;

} // namespace ogo::limits

#endif // OGO_RUNTIME_ABI_LIMITS_H
