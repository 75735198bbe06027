//===- BuildVersion.h - Language version of a //go:build line --*- C++ -*-===//
#ifndef OGO_FRONTEND_SYNTAX_BUILDVERSION_H
#define OGO_FRONTEND_SYNTAX_BUILDVERSION_H

#include "frontend/basic/LangVersion.h"

namespace ogo {

/// The lowest version a `//go:build` comment's expression implies, unset if it
/// implies none or is malformed.
LangVersion buildConstraintVersion(llvm::StringRef Comment);

} // namespace ogo

#endif
