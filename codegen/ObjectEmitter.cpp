//===- ObjectEmitter.cpp - Code generation and section renaming -----------===//
//
// LLVM writes fault maps and stack maps to allocated sections. Kept that way
// they would hold references to every function and defeat --gc-sections. So
// they are renamed to debug sections: the linker relocates those, keeps nothing
// alive for them, and zeroes references to what it dropped. SymbolTable
// collects them from the linked program.
//
//===----------------------------------------------------------------------===//
#include "codegen/ObjectEmitter.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/ObjCopy/CommonConfig.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/Binary.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

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

/// The object with LLVM's map sections turned into debug sections.
static llvm::Error renameMaps(llvm::MemoryBufferRef Object,
                              llvm::raw_ostream &Out) {
  auto Binary = llvm::object::createBinary(Object);
  if (!Binary)
    return Binary.takeError();
  llvm::objcopy::ConfigManager Config;
  auto rename = [&](StringRef From, StringRef To) {
    llvm::objcopy::SectionRename R;
    R.OriginalName = From;
    R.NewName = To;
    R.NewFlags = llvm::objcopy::SectionFlag::SecDebug; // not allocated
    Config.Common.SectionsToRename[From] = R;
  };
  rename(".llvm_faultmaps", ".debug_ogo_faultmaps");
  rename(".llvm_stackmaps", ".debug_ogo_stackmaps");
  return llvm::objcopy::executeObjcopyOnBinary(Config, **Binary, Out);
}

llvm::Error ogo::emitModule(llvm::Module &M, llvm::TargetMachine &TM,
                            OutputForm Form, StringRef Path) {
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
  if (Form != OutputForm::Object || (!StringRef(Bytes).contains("_faultmaps") &&
                                     !StringRef(Bytes).contains("_stackmaps")))
    return writeFileAtomically(Path, Bytes);
  llvm::SmallString<0> Renamed;
  llvm::raw_svector_ostream RenamedOS(Renamed);
  if (llvm::Error E =
          renameMaps(llvm::MemoryBufferRef(Bytes, M.getName()), RenamedOS))
    return E;
  return writeFileAtomically(Path, Renamed);
}
