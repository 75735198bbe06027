// Reading type descriptors: names, offsets, equality, dynamic itabs.
#ifndef OGO_RUNTIME_DATA_TYPEINFO_H
#define OGO_RUNTIME_DATA_TYPEINFO_H

#include "runtime/abi/GoFunction.h"
#include "runtime/abi/Layout.h"

namespace ogo::rt {

/// Offsets are absolute addresses below 2 GB (programs are linked non-PIE), or
/// negative ids of things that reflect registered.
inline void *resolveOff(int32_t Off) {
  extern void *resolveReflectOff(int32_t);
  if (Off < 0) [[unlikely]]
    return resolveReflectOff(Off);
  return (void *)(uintptr_t)(uint32_t)Off;
}

/// internal/abi.Name: flag byte, varint length, bytes.
GoString nameString(Name N);
inline GoString nameAt(NameOff Off) {
  return nameString(Name{(const uint8_t *)resolveOff(Off)});
}
/// The path of a package-private name, empty when the name does not carry one.
GoString namePkgPath(Name N);
inline bool nameIsExported(Name N) { return N.Bytes[0] & 1; }
bool nameIsBlank(Name N);
/// What reflect's String() gives: package name, not path.
GoString typeString(const Type *T);
GoString typePkgPath(const Type *T);
const UncommonType *uncommonOf(const Type *T);

using EqualFn = OGO_SWIFTCALL uint8_t (*)(const void *, const void *);
inline bool callEqual(const Type *T, const void *X, const void *Y) {
  return OGO_CALL_CLOSURE(EqualFn, T->Equal, X, Y);
}

/// The itab for (Inter, T), from a cache; null when a method is missing.
Itab *getItab(const InterfaceType *Inter, const Type *T);
/// Name of the first method T lacks for Inter (empty: none).
GoString missingMethod(const InterfaceType *Inter, const Type *T);

uint64_t hashTyped(const Type *T, const void *P, uint64_t Seed);
uint64_t hashInterface(const Type *T, void *Data, uint64_t Seed);
[[noreturn]] void panicUnhashable(const Type *T);
[[noreturn]] void panicUncomparable(const Type *T);

/// Does a function of this type return through memory that the caller provides
/// (the address is its first argument)? Bytes is how much that is.
bool resultsInMemory(const FuncType *T, uint64_t &Bytes);

} // namespace ogo::rt

#endif // OGO_RUNTIME_DATA_TYPEINFO_H
