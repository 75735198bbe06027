//===- ObjectEmitter.cpp - Code generation and output files ---------------===//
#include "codegen/ObjectEmitter.h"
#include "codegen/FunctionTable.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Support/FileSystem.h"

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

llvm::Error ogo::writeFileAtomically(StringRef Path, StringRef Bytes,
                                     bool Executable) {
  if (Path == "-") {
    llvm::outs() << Bytes;
    llvm::outs().flush();
    return llvm::Error::success();
  }
  // Devices and pipes cannot be renamed over.
  fs::file_status Status;
  if (!fs::status(Path, Status) && fs::exists(Status) &&
      !fs::is_regular_file(Status)) {
    std::error_code EC;
    llvm::raw_fd_ostream OS(Path, EC);
    if (EC)
      return llvm::createFileError(Path, EC);
    OS << Bytes;
    OS.close();
    return llvm::Error::success();
  }
  unsigned Mode = fs::all_read | fs::all_write;
  if (Executable)
    Mode |= fs::all_exe;
  auto Temp = fs::TempFile::create(Path + ".tmp%%%%%%", Mode & ~fs::getUmask());
  if (!Temp)
    return llvm::createFileError(Path, Temp.takeError());
  llvm::raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
  OS << Bytes;
  OS.flush();
  if (OS.has_error()) {
    std::error_code EC = OS.error();
    OS.clear_error();
    llvm::consumeError(Temp->discard());
    return llvm::createFileError(Path, EC);
  }
  if (llvm::Error E = Temp->keep(Path))
    return llvm::createFileError(Path, std::move(E));
  return llvm::Error::success();
}

/// A program is static, so every symbol is the program's own and is addressed
/// directly rather than through the global offset table. A weak symbol that may
/// be missing keeps its entry: on AArch64 the code cannot form a null address.
static void markLocal(llvm::Module &M) {
  for (llvm::GlobalValue &GV : M.global_values())
    if (!GV.hasExternalWeakLinkage())
      GV.setDSOLocal(true);
}

llvm::Error ogo::emitModule(llvm::Module &M, llvm::TargetMachine &TM,
                            OutputForm Form, StringRef Path,
                            bool KeepDebugInfo) {
  llvm::SmallString<0> Bytes;
  llvm::raw_svector_ostream OS(Bytes);
  switch (Form) {
  case OutputForm::Ir:
    M.print(OS, nullptr);
    break;
  case OutputForm::Bitcode:
    llvm::WriteBitcodeToFile(M, OS);
    break;
  case OutputForm::Assembly:
  case OutputForm::Object: {
    markLocal(M);
    llvm::legacy::PassManager PM;
    bool Failed = TM.addPassesToEmitFile(
        PM, OS, nullptr,
        Form == OutputForm::Object ? llvm::CodeGenFileType::ObjectFile
                                   : llvm::CodeGenFileType::AssemblyFile,
        /*DisableVerify=*/true);
    if (Failed)
      return llvm::createStringError("the target cannot emit this file type");
    PM.run(M);
    break;
  }
  }
  if (Form == OutputForm::Object)
    if (llvm::Error E = addFunctionTable(Bytes, KeepDebugInfo))
      return E;
  return writeFileAtomically(Path, Bytes);
}
