//===- RuntimeEntry.h - Definitions held to their entry --------*- C++ -*-===//
//
// A runtime function that compiled code calls is defined by naming its entry of
// RuntimeFunctions.def: the symbol comes from the entry, and a definition whose
// parameters or result are not the entry's leaves does not compile. The IR side
// flattens parameters to leaves (GoFunction.h), so that is what is compared; of
// pointers, what they point at is the definition's own business.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_RUNTIMEENTRY_H
#define OGO_RUNTIME_ABI_RUNTIMEENTRY_H

#include "runtime/abi/RuntimeFunctions.h"

namespace ogo::entry {

constexpr bool equal(const char *A, const char *B) {
  for (; *A && *A == *B; ++A, ++B)
    ;
  return *A == *B;
}

/// NumRuntimeFns: the symbol has no entry.
constexpr RuntimeFn find(const char *Symbol) {
#define RUNTIME_FUNCTION(Enumerator, EntrySymbol, Result, Params, Attrs)       \
  if (equal(Symbol, EntrySymbol))                                              \
    return RuntimeFn::Enumerator;
#include "runtime/abi/RuntimeFunctions.def"
  return RuntimeFn::NumRuntimeFns;
}

/// How one scalar travels: p pointer, l 8-byte integer, w narrower integer (the
/// low bits of a word), d double, f float.
template <typename T> constexpr char leafOf() {
  if constexpr (__is_pointer(T))
    return 'p';
  else if constexpr (__is_floating_point(T))
    return sizeof(T) == 8 ? 'd' : 'f';
  else
    return sizeof(T) == 8 ? 'l' : 'w';
}

/// The leaves of a kind, as leafOf spells them.
constexpr const char *leavesOf(RuntimeKind K) {
  switch (K) {
  case RuntimeKind::Void:
    return "";
  case RuntimeKind::Bool:
  case RuntimeKind::I8:
  case RuntimeKind::I16:
  case RuntimeKind::I32:
    return "w";
  case RuntimeKind::I64:
    return "l";
  case RuntimeKind::F32:
    return "f";
  case RuntimeKind::F64:
    return "d";
  case RuntimeKind::Ptr:
    return "p";
  case RuntimeKind::String:
    return "pl";
  case RuntimeKind::Slice:
    return "pll";
  case RuntimeKind::Iface:
    return "pp";
  case RuntimeKind::C64:
    return "ff";
  case RuntimeKind::C128:
    return "dd";
  case RuntimeKind::PtrBool:
    return "pw";
  case RuntimeKind::I64Bool:
    return "lw";
  case RuntimeKind::BoolBool:
    return "ww";
  case RuntimeKind::RuneInt:
    return "wl";
  }
}

/// Several leaves come back as a struct with one field of 8 bytes each.
template <typename R> constexpr bool resultMatches(RuntimeKind K) {
  const char *Leaves = leavesOf(K);
  unsigned N = 0;
  while (Leaves[N])
    ++N;
  if constexpr (__is_void(R))
    return N == 0;
  else if constexpr (__is_class(R))
    return N > 1 && sizeof(R) == N * (Leaves[0] == 'f' ? 4 : 8);
  else
    return N == 1 && leafOf<R>() == Leaves[0];
}

template <typename R, typename... Ps>
constexpr bool matches(R (*)(Ps...) __attribute__((swiftcall)),
                       RuntimeFnInfo Entry) {
  const char Have[] = {leafOf<Ps>()..., 0};
  const char *P = Have;
  for (unsigned I = 0; I != Entry.NumParams; ++I)
    for (const char *L = leavesOf(Entry.Params[I]); *L; ++L)
      if (*P++ != *L)
        return false;
  return !*P && resultMatches<R>(Entry.Result);
}

} // namespace ogo::entry

#define OGO_CHECK_ENTRY(Name, Symbol, IsNoReturn)                              \
  static_assert(::ogo::entry::find(Symbol) != ::ogo::RuntimeFn::NumRuntimeFns, \
                "not in RuntimeFunctions.def: " Symbol);                       \
  static_assert(                                                               \
      ::ogo::entry::matches(                                                   \
          &Name, ::ogo::getRuntimeFnInfo(::ogo::entry::find(Symbol))),         \
      "parameters or result are not what RuntimeFunctions.def says");          \
  static_assert(                                                               \
      bool(::ogo::getRuntimeFnInfo(::ogo::entry::find(Symbol)).Attrs &         \
           ::ogo::RuntimeAttr::NoReturn) == IsNoReturn,                        \
      "NoReturn is not what RuntimeFunctions.def says");

/// OGO_RUNTIME_FN(Result, CppName, entry, (params)) declares the function whose
/// symbol is runtime.entry; follow with ; or define CppName at once.
#define OGO_RUNTIME_FN(Result, Name, Entry, Params)                            \
  extern "C" OGO_SWIFTCALL Result Name Params __asm__("runtime." #Entry);      \
  OGO_CHECK_ENTRY(Name, "runtime." #Entry, false)                              \
  extern "C" OGO_SWIFTCALL Result Name Params

#define OGO_RUNTIME_NORETURN_FN(Name, Entry, Params)                           \
  extern "C"                                                                   \
      [[noreturn]] OGO_SWIFTCALL void Name Params __asm__("runtime." #Entry);  \
  OGO_CHECK_ENTRY(Name, "runtime." #Entry, true)                               \
  extern "C" [[noreturn]] OGO_SWIFTCALL void Name Params

#endif // OGO_RUNTIME_ABI_RUNTIMEENTRY_H
