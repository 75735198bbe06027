//===- Token.h - Token and operator enumerations ---------------*- C++ -*-===//
#ifndef OGO_FRONTEND_SYNTAX_TOKEN_H
#define OGO_FRONTEND_SYNTAX_TOKEN_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace ogo {

enum class Tok : uint8_t {
#define TOKEN(NAME, TEXT) NAME,
#define KEYWORD(NAME, TEXT) Kw##NAME,
#include "frontend/syntax/Tokens.def"
};

enum class Op : uint8_t {
  None,
#define OPERATOR(NAME, TEXT, PREC) NAME,
#include "frontend/syntax/Tokens.def"
};

enum class LitKind : uint8_t { Int, Float, Imag, Rune, String };

llvm::StringRef tokText(Tok T);
llvm::StringRef opText(Op O);
unsigned opPrecedence(Op O); // 0: not a binary operator

} // namespace ogo

#endif
