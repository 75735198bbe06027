//===- LangVersion.cpp - Reading version strings --------------------------===//
#include "frontend/basic/LangVersion.h"

using namespace ogo;
using llvm::StringRef;

std::optional<LangVersion> LangVersion::parse(StringRef S) {
  S.consume_front("go");
  if (S == "1")
    return LangVersion{0};
  int Minor = 0;
  if (!S.consume_front("1.") || S.empty() || S.consumeInteger(10, Minor) ||
      Minor < 0)
    return std::nullopt;
  // What may follow names a release of that language version.
  if (S.empty() || S.starts_with(".") || S.starts_with("rc") ||
      S.starts_with("beta"))
    return LangVersion{Minor};
  return std::nullopt;
}
