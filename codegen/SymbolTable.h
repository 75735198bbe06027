//===- SymbolTable.h - Tables the runtime reads ----------------*- C++ -*-===//
//
// Tracebacks, panics and fault handling need tables about the final machine
// code: which function and line an address belongs to, with inlined calls,
// where a faulting nil check continues, where defer frames are. They are built
// after linking, when addresses are known and dead code is gone, and stored in
// the program as .ogo_symtab (runtime/abi/SymbolTable.h).
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_SYMBOLTABLE_H
#define OGO_CODEGEN_SYMBOLTABLE_H

#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace ogo {

/// The contents of .ogo_symtab for a linked program.
llvm::Expected<std::string>
buildSymbolTable(const llvm::object::ELF64LEObjectFile &Program);

/// The linked program with the table filled in; debug sections are left out
/// unless KeepDebugInfo. A program without .ogo_symtab comes back unchanged.
llvm::Expected<std::string> addSymbolTable(llvm::MemoryBufferRef Linked,
                                           bool KeepDebugInfo);

} // namespace ogo

#endif
