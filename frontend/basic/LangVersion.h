//===- LangVersion.h - Go language versions --------------------*- C++ -*-===//
//
// go.mod's go line, `//go:build go1.N` and -lang select the language a file is
// written in; several rules (loop variables, range over int and func) depend
// on it.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_BASIC_LANGVERSION_H
#define OGO_FRONTEND_BASIC_LANGVERSION_H

#include "llvm/ADT/StringRef.h"
#include <compare>
#include <optional>
#include <string>

namespace ogo {

/// A language version go1.Minor; default constructed it is "unset".
struct LangVersion {
  int Minor = -1;
  constexpr bool isSet() const { return Minor >= 0; }
  constexpr auto operator<=>(const LangVersion &) const = default;
  std::string str() const { return "go1." + std::to_string(Minor); }
  /// Accepts go1.21, go1.21.3, 1.21, go1.21rc1.
  static std::optional<LangVersion> parse(llvm::StringRef S);
};
inline constexpr LangVersion CurrentLangVersion{27};
/// Since then a loop's variables are new ones in each iteration.
inline constexpr LangVersion PerIterationVars{22};

} // namespace ogo

#endif
