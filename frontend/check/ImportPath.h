//===- ImportPath.h - Which strings may be import paths --------*- C++ -*-===//
#ifndef OGO_FRONTEND_CHECK_IMPORTPATH_H
#define OGO_FRONTEND_CHECK_IMPORTPATH_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace ogo {

/// Decodes an import's string literal. False with the reason if it is no
/// path: "a compiler may exclude the characters !"#$%&'()*,:;<=>?[\]^`{|} and
/// the Unicode replacement character U+FFFD".
bool validImportPath(llvm::StringRef Literal, std::string &Path,
                     std::string &Reason);

} // namespace ogo

#endif
