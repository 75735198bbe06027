//===- ogo-function-table.cpp - Function tables for the runtime's objects -===//
//
// ogo gives the objects it makes a function table; clang, which compiles the
// runtime, does not. This adds it, in place, to each object named.
//
//===----------------------------------------------------------------------===//
#include "codegen/FunctionTable.h"
#include "codegen/ObjectEmitter.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace ogo;

static llvm::Error addTo(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return llvm::createFileError(Path, Buffer.getError());
  llvm::StringRef Old = (*Buffer)->getBuffer();
  llvm::SmallString<0> Bytes(Old);
  if (llvm::Error E = addFunctionTable(Bytes, /*KeepDebugInfo=*/true))
    return llvm::createFileError(Path, std::move(E));
  return Bytes == Old ? llvm::Error::success()
                      : writeFileAtomically(Path, Bytes);
}

int main(int Argc, char **Argv) {
  for (int I = 1; I < Argc; ++I)
    if (llvm::Error E = addTo(Argv[I])) {
      llvm::errs() << "ogo-function-table: " << llvm::toString(std::move(E))
                   << '\n';
      return 1;
    }
}
