//===- Token.cpp - Spelling and precedence of tokens ----------------------===//
#include "frontend/syntax/Token.h"
#include "llvm/Support/ErrorHandling.h"

using namespace ogo;
using llvm::StringRef;

StringRef ogo::tokText(Tok T) {
  switch (T) {
#define TOKEN(NAME, TEXT)                                                      \
  case Tok::NAME:                                                              \
    return TEXT;
#define KEYWORD(NAME, TEXT)                                                    \
  case Tok::Kw##NAME:                                                          \
    return TEXT;
#include "frontend/syntax/Tokens.def"
  }
  llvm_unreachable("unknown token");
}

StringRef ogo::opText(Op O) {
  switch (O) {
  case Op::None:
    return "";
#define OPERATOR(NAME, TEXT, PREC)                                             \
  case Op::NAME:                                                               \
    return TEXT;
#include "frontend/syntax/Tokens.def"
  }
  llvm_unreachable("unknown operator");
}

unsigned ogo::opPrecedence(Op O) {
  switch (O) {
  case Op::None:
    return 0;
#define OPERATOR(NAME, TEXT, PREC)                                             \
  case Op::NAME:                                                               \
    return PREC;
#include "frontend/syntax/Tokens.def"
  }
  llvm_unreachable("unknown operator");
}
