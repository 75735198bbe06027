// Names for the entries of RuntimeFunctions.def, shared by compiler and
// runtime. A leaf header: it includes nothing.
#ifndef OGO_RUNTIME_ABI_RUNTIMEFUNCTIONS_H
#define OGO_RUNTIME_ABI_RUNTIMEFUNCTIONS_H

namespace ogo {

enum class RuntimeFn : unsigned short {
#define RUNTIME_FUNCTION(Enumerator, Symbol, Result, Params, Attrs) Enumerator,
#include "runtime/abi/RuntimeFunctions.def"
  NumRuntimeFns
};

/// The shapes a parameter or result of a runtime function may have; see the
/// table at the top of RuntimeFunctions.def.
enum class RuntimeKind : unsigned char {
  Void,
  Bool,
  I8,
  I16,
  I32,
  I64,
  F32,
  F64,
  Ptr,
  String,
  Slice,
  Iface,
  C64,
  C128,
  PtrBool,
  I64Bool,
  BoolBool,
  RuneInt
};

namespace RuntimeAttr {
enum Bits : unsigned { None = 0, NoReturn = 1, Alloc = 2, Pure = 4, Leaf = 8 };
}

struct RuntimeFnInfo {
  const char *Symbol;
  RuntimeKind Result;
  RuntimeKind Params[8];
  unsigned char NumParams;
  unsigned Attrs;
};

namespace detail {
template <typename... Ks>
constexpr RuntimeFnInfo makeRuntimeFnInfo(const char *Symbol, RuntimeKind R,
                                          unsigned Attrs, Ks... Params) {
  static_assert(sizeof...(Ks) <= 8, "grow RuntimeFnInfo::Params");
  return {Symbol, R, {Params...}, sizeof...(Ks), Attrs};
}
} // namespace detail

/// The entry of the list for \p Fn.
inline constexpr RuntimeFnInfo getRuntimeFnInfo(RuntimeFn Fn) {
  using enum RuntimeKind;
  namespace Attr = RuntimeAttr;
  switch (Fn) {
#define OGO_UNPAREN(...) __VA_OPT__(, ) __VA_ARGS__
#define RUNTIME_FUNCTION(Enumerator, Symbol, Result, Params, Attrs)            \
  case RuntimeFn::Enumerator: {                                                \
    constexpr auto GetAttrs = [] {                                             \
      using enum RuntimeAttr::Bits;                                            \
      return unsigned(Attrs);                                                  \
    };                                                                         \
    return detail::makeRuntimeFnInfo(Symbol, Result,                           \
                                     GetAttrs() OGO_UNPAREN Params);           \
  }
#include "runtime/abi/RuntimeFunctions.def"
#undef OGO_UNPAREN
  case RuntimeFn::NumRuntimeFns:
    break;
  }
  return {nullptr, Void, {}, 0, Attr::None};
}

} // namespace ogo

#endif // OGO_RUNTIME_ABI_RUNTIMEFUNCTIONS_H
