//===- CallingConvention.h - When a value travels as its leaves -*- C++ -*-===//
//
// The rules of ir/README.md "Calling convention" that the compiler (CallABI,
// TypeLayout) and reflect's calls (runtime/data/Reflect.cpp) both follow. A
// leaf header: it includes nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_CALLINGCONVENTION_H
#define OGO_RUNTIME_ABI_CALLINGCONVENTION_H

namespace ogo::callconv {

/// A type with at most this many scalar leaves is passed as them, any other in
/// memory.
inline constexpr unsigned MaxLeaves = 4;

/// All results come back in registers if there are at most this many leaves of
/// each class (swiftcc has that many), else through a pointer.
inline constexpr unsigned MaxResultRegs = 4;

constexpr bool resultsInMemory(bool AnyOfMemoryClass, unsigned IntLeaves,
                               unsigned FloatLeaves) {
  return AnyOfMemoryClass || IntLeaves > MaxResultRegs ||
         FloatLeaves > MaxResultRegs;
}

} // namespace ogo::callconv

#endif // OGO_RUNTIME_ABI_CALLINGCONVENTION_H
