// How C++ declares a function that compiled Go code calls, or a Go function
// that C++ calls: swiftcc and the Go symbol. No bridging code exists on either
// side, so a body-less Go declaration binds straight to the C++ definition.
//
// Rules (IR side: Go parameters are flattened to scalar leaves):
//  - pass the leaves as separate scalars; a bool, int8 or int16 parameter is
//    declared uint32_t and narrowed in the body, because the caller does not
//    extend it as the C ABI promises;
//  - return a struct of 8-byte (or float) fields only: swiftcall would merge
//    neighbouring narrow integers into one register, LLVM structs do not. The
//    narrow field is in the low bits of its own 8-byte field;
//  - results of more than 4 integer leaves: void, first parameter the address.
#ifndef OGO_RUNTIME_ABI_GOFUNCTION_H
#define OGO_RUNTIME_ABI_GOFUNCTION_H

#include "runtime/abi/RuntimeEntry.h"

#define OGO_SWIFTCALL __attribute__((swiftcall))

#define OGO_NO_ENTRY(Symbol)                                                   \
  static_assert(::ogo::entry::find(Symbol) == ::ogo::RuntimeFn::NumRuntimeFns, \
                "in RuntimeFunctions.def, so use OGO_RUNTIME_FN: " Symbol);

/// OGO_GO_FN(Result, CppName, "go.symbol", (params)) declares; follow with ; or
/// define CppName later. What compiled code itself calls, an entry of
/// RuntimeFunctions.def, is an OGO_RUNTIME_FN (RuntimeEntry.h).
#define OGO_GO_FN(Result, Name, Symbol, Params)                                \
  OGO_NO_ENTRY(Symbol)                                                         \
  extern "C" OGO_SWIFTCALL Result Name Params __asm__(Symbol);                 \
  extern "C" OGO_SWIFTCALL Result Name Params

#define OGO_GO_NORETURN_FN(Name, Symbol, Params)                               \
  OGO_NO_ENTRY(Symbol)                                                         \
  extern "C" [[noreturn]] OGO_SWIFTCALL void Name Params __asm__(Symbol);      \
  extern "C" [[noreturn]] OGO_SWIFTCALL void Name Params

/// Calls a func value: OGO_CALL_CLOSURE(fn-pointer-type, closure, args...).
/// The closure object's first word is the code; the object itself travels in
/// the nest register.
#define OGO_CALL_CLOSURE(FnType, Closure, ...)                                 \
  __builtin_call_with_static_chain(                                            \
      (*reinterpret_cast<FnType *>(Closure))(__VA_ARGS__), (void *)(Closure))

#endif // OGO_RUNTIME_ABI_GOFUNCTION_H
