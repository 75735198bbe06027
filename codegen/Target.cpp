//===- Target.cpp - Target machines ---------------------------------------===//
//
// Programs are not position independent: type descriptors hold 32-bit addresses
// (as gc's hold 32-bit offsets), and code without a GOT is smaller and faster.
//
//===----------------------------------------------------------------------===//
#include "codegen/Target.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/TargetSelect.h"

using namespace ogo;
using llvm::StringRef;

StringRef ogo::targetTriple(TargetArch Arch) {
  switch (Arch) {
  case TargetArch::X86_64:
    return "x86_64-unknown-linux-gnu";
  case TargetArch::AArch64:
    return "aarch64-unknown-linux-gnu";
  }
  llvm_unreachable("unknown architecture");
}

StringRef ogo::targetArchName(TargetArch Arch) {
  switch (Arch) {
  case TargetArch::X86_64:
    return "x86_64";
  case TargetArch::AArch64:
    return "aarch64";
  }
  llvm_unreachable("unknown architecture");
}

llvm::Error ogo::initializeTargets(llvm::ArrayRef<std::string> Args) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeX86AsmParser();
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64Target();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64AsmPrinter();
  LLVMInitializeAArch64AsmParser();

  // Nil checks become part of the access they protect; LLVM offers this pass
  // only through its command line.
  std::vector<const char *> Words = {"ogo", "-enable-implicit-null-checks"};
  for (const std::string &A : Args)
    Words.push_back(A.c_str());
  std::string Problem;
  llvm::raw_string_ostream OS(Problem);
  if (!llvm::cl::ParseCommandLineOptions(Words.size(), Words.data(), "", &OS))
    return llvm::createStringError(StringRef(Problem).trim().str());
  return llvm::Error::success();
}

std::unique_ptr<llvm::TargetMachine>
ogo::createTargetMachine(TargetArch Arch, unsigned OptLevel) {
  StringRef Triple = targetTriple(Arch);
  std::string Problem;
  const llvm::Target *T =
      llvm::TargetRegistry::lookupTarget(Triple.str(), Problem);
  assert(T && "initializeTargets registers both targets");
  llvm::TargetOptions Opts;
  // A call that does not return is followed by a trap, as in gc, so that its
  // return address lies in its own function (runtime.FuncForPC of a caller).
  Opts.TrapUnreachable = true;
  Opts.NoTrapAfterNoreturn = false;
  // The linker drops what a program does not reach.
  Opts.FunctionSections = true;
  Opts.DataSections = true;
  static constexpr llvm::CodeGenOptLevel Levels[] = {
      llvm::CodeGenOptLevel::None, llvm::CodeGenOptLevel::Less,
      llvm::CodeGenOptLevel::Default, llvm::CodeGenOptLevel::Aggressive};
  StringRef Cpu = Arch == TargetArch::X86_64 ? "x86-64" : "generic";
  return std::unique_ptr<llvm::TargetMachine>(
      T->createTargetMachine(Triple, Cpu, "", Opts, llvm::Reloc::Static,
                             llvm::CodeModel::Small, Levels[OptLevel]));
}
