//===- ProgramModule.cpp - Init order, settings, table placeholder --------===//
#include "codegen/ProgramModule.h"
#include "runtime/abi/SymbolNames.h"
#include "runtime/abi/SymbolTable.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Instructions.h"

using namespace ogo;
using llvm::Constant;
using llvm::StringRef;

static void addString(llvm::Module &M, StringRef Name, StringRef Value) {
  llvm::LLVMContext &C = M.getContext();
  auto *Ptr = llvm::PointerType::get(C, 0);
  auto *I64 = llvm::Type::getInt64Ty(C);
  Constant *Data = llvm::ConstantPointerNull::get(Ptr);
  if (!Value.empty()) {
    Constant *Bytes =
        llvm::ConstantDataArray::getString(C, Value, /*AddNull=*/false);
    auto *G = new llvm::GlobalVariable(M, Bytes->getType(), true,
                                       llvm::GlobalValue::PrivateLinkage, Bytes,
                                       Name + ".data");
    G->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    Data = G;
  }
  Constant *Init = llvm::ConstantStruct::getAnon(
      {Data, llvm::ConstantInt::get(I64, Value.size())});
  // The Go side declares these as variables that the program may read only.
  new llvm::GlobalVariable(M, Init->getType(), true,
                           llvm::GlobalValue::ExternalLinkage, Init, Name);
}

/// Tells package testing, before anything is initialized, that this program was
/// made to test; the go command has the linker set the same variable.
static llvm::Function *testMark(llvm::Module &M, llvm::FunctionType *Type) {
  llvm::LLVMContext &C = M.getContext();
  auto *F = llvm::Function::Create(Type, llvm::GlobalValue::InternalLinkage,
                                   "testing.testBinary.init", M);
  F->setCallingConv(llvm::CallingConv::Swift);
  auto *Ptr = llvm::PointerType::get(C, 0);
  auto *I64 = llvm::Type::getInt64Ty(C);
  auto *String = llvm::StructType::get(Ptr, I64);
  Constant *Bytes = llvm::ConstantDataArray::getString(C, "1", false);
  auto *One = new llvm::GlobalVariable(M, Bytes->getType(), true,
                                       llvm::GlobalValue::PrivateLinkage, Bytes,
                                       "testBinary");
  auto *Variable = new llvm::GlobalVariable(M, String, false,
                                            llvm::GlobalValue::ExternalLinkage,
                                            nullptr, "testing.testBinary");
  auto *Block = llvm::BasicBlock::Create(C, "entry", F);
  new llvm::StoreInst(
      llvm::ConstantStruct::get(String, {One, llvm::ConstantInt::get(I64, 1)}),
      Variable, Block);
  llvm::ReturnInst::Create(C, Block);
  return F;
}

std::unique_ptr<llvm::Module> ogo::makeProgramModule(llvm::LLVMContext &C,
                                                     const ProgramInfo &Info,
                                                     const llvm::DataLayout &DL,
                                                     StringRef Triple) {
  auto M = std::make_unique<llvm::Module>("program", C);
  M->setDataLayout(DL);
  M->setTargetTriple(Triple);
  auto *Ptr = llvm::PointerType::get(C, 0);
  auto *I64 = llvm::Type::getInt64Ty(C);
  auto *InitType =
      llvm::FunctionType::get(llvm::Type::getVoidTy(C), /*isVarArg=*/false);

  std::vector<Constant *> Inits;
  if (Info.Test)
    Inits.push_back(testMark(*M, InitType));
  for (const std::string &Package : Info.Packages) {
    std::string Name;
    symbol::appendPackagePath(Name, Package.data(), Package.size());
    auto *F = llvm::Function::Create(
        InitType, llvm::GlobalValue::ExternalLinkage, Name + ".init", *M);
    F->setCallingConv(llvm::CallingConv::Swift);
    Inits.push_back(F);
  }
  auto *ListType = llvm::ArrayType::get(Ptr, Inits.size());
  new llvm::GlobalVariable(
      *M, ListType, true, llvm::GlobalValue::ExternalLinkage,
      llvm::ConstantArray::get(ListType, Inits), "runtime.main_inittasks");
  new llvm::GlobalVariable(*M, I64, true, llvm::GlobalValue::ExternalLinkage,
                           llvm::ConstantInt::get(I64, Inits.size()),
                           "runtime.main_inittasks_len");
  addString(*M, "runtime.godebugDefault", Info.GoDebug);
  addString(*M, "runtime.buildVersion", Info.GoVersion);
  addString(*M, "runtime.modinfo_mainpath", Info.MainPath);

  auto *TableType =
      llvm::ArrayType::get(llvm::Type::getInt8Ty(C), sizeof(symtab::Header));
  auto *Table = new llvm::GlobalVariable(
      *M, TableType, true, llvm::GlobalValue::ExternalLinkage,
      llvm::ConstantAggregateZero::get(TableType), symtab::SymbolName);
  Table->setSection(symtab::SectionName);
  Table->setAlignment(llvm::Align(8));
  return M;
}
