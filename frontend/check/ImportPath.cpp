//===- ImportPath.cpp - Which strings may be import paths -----------------===//
//
// Only the form of the path is judged; whether there is such a package is the
// importer's business.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/ImportPath.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/syntax/Literal.h"
#include "llvm/Support/Unicode.h"

using namespace ogo;
using llvm::StringRef;

static bool isSpace(uint32_t R) {
  switch (R) {
  case '\t':
  case '\n':
  case '\v':
  case '\f':
  case '\r':
  case ' ':
  case 0x85:
  case 0xA0:
  case 0x1680:
  case 0x2028:
  case 0x2029:
  case 0x202F:
  case 0x205F:
  case 0x3000:
    return true;
  default:
    return R >= 0x2000 && R <= 0x200A;
  }
}

static bool validRune(uint32_t R) {
  static constexpr StringRef Illegal = "!\"#$%&'()*,:;<=>?[\\]^{|}`";
  if (R < 0x80)
    return R > ' ' && R != 0x7F && !Illegal.contains(static_cast<char>(R));
  return R != RuneError && !isSpace(R) &&
         llvm::sys::unicode::isPrintable(static_cast<int>(R));
}

bool ogo::validImportPath(StringRef Literal, std::string &Path,
                          std::string &Reason) {
  if (!tryUnquoteString(Literal, Path)) {
    Reason = "invalid syntax";
    return false;
  }
  if (Path.empty()) {
    Reason = "empty string";
    return false;
  }
  const char *At = Path.data(), *End = At + Path.size();
  while (At != End) {
    unsigned Size;
    uint32_t R = decodeRune(At, End, Size);
    if (!validRune(R)) {
      Reason = "invalid character " + describeRune(R);
      return false;
    }
    At += Size;
  }
  return true;
}
