//===- Literal.h - Values of string and rune literals ----------*- C++ -*-===//
#ifndef OGO_FRONTEND_SYNTAX_LITERAL_H
#define OGO_FRONTEND_SYNTAX_LITERAL_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace ogo {

/// Value of an interpreted or raw string literal the lexer found correct;
/// the bytes need not be UTF-8.
std::string unquoteString(llvm::StringRef Literal);
/// Value of a rune literal the lexer found correct.
int32_t unquoteRune(llvm::StringRef Literal);
/// As unquoteString for text from elsewhere: false if it is no literal.
bool tryUnquoteString(llvm::StringRef Literal, std::string &Value);

} // namespace ogo

#endif
