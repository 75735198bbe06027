//===- FipsChecksum.h - The checksum of crypto/internal/fips140 -*- C++ -*-===//
//
// With GODEBUG=fips140=on a program verifies at its start that its
// cryptographic code is what was linked
// (GOROOT/src/crypto/internal/fips140/check). The linker states what that is.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_FIPSCHECKSUM_H
#define OGO_CODEGEN_FIPSCHECKSUM_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace ogo {

/// Fills in go:fipsinfo of Program, an ELF executable: where the code of
/// crypto/internal/fips140 lies, and its keyed hash. A program without that
/// variable stays as it is.
llvm::Error addFipsChecksum(std::string &Program);

} // namespace ogo

#endif
