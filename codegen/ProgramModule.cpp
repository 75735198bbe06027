//===- ProgramModule.cpp - Init order, settings, table placeholder --------===//
#include "codegen/ProgramModule.h"
#include "runtime/abi/SymbolNames.h"
#include "runtime/abi/SymbolTable.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

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

/// Gives string variables their values before anything is initialized, as gc's
/// linker puts them into the data: an initialization that calls functions
/// still replaces them.
static llvm::Function *
setStrings(llvm::Module &M, llvm::FunctionType *Type,
           llvm::ArrayRef<std::pair<std::string, std::string>> Strings) {
  llvm::LLVMContext &C = M.getContext();
  auto *F = llvm::Function::Create(Type, llvm::GlobalValue::InternalLinkage,
                                   "runtime.setStrings", M);
  F->setCallingConv(llvm::CallingConv::Swift);
  auto *Block = llvm::BasicBlock::Create(C, "entry", F);
  auto *I64 = llvm::Type::getInt64Ty(C);
  auto *String = llvm::StructType::get(llvm::PointerType::get(C, 0), I64);
  for (auto &[Symbol, Value] : Strings) {
    Constant *Bytes = llvm::ConstantDataArray::getString(C, Value, false);
    auto *Data = new llvm::GlobalVariable(M, Bytes->getType(), true,
                                          llvm::GlobalValue::PrivateLinkage,
                                          Bytes, "setString");
    auto *Variable = new llvm::GlobalVariable(
        M, String, false, llvm::GlobalValue::ExternalLinkage, nullptr, Symbol);
    new llvm::StoreInst(
        llvm::ConstantStruct::get(
            String, {Data, llvm::ConstantInt::get(I64, Value.size())}),
        Variable, Block);
  }
  llvm::ReturnInst::Create(C, Block);
  return F;
}

/// What debug/buildinfo and `go version -m` look for in a file: a header of 32
/// bytes, then two strings, each after its length. The program itself reads
/// the second.
static void addBuildInfo(llvm::Module &M, const ProgramInfo &Info) {
  llvm::LLVMContext &C = M.getContext();
  std::string Text("\xff Go buildinf:", 14);
  Text += '\x08'; // size of a pointer
  Text += '\x02'; // the strings follow
  Text.resize(32);
  auto add = [&](StringRef S) {
    uint64_t N = S.size();
    for (; N >= 0x80; N >>= 7)
      Text += char(N | 0x80);
    Text += char(N);
    Text += S;
  };
  add(Info.GoVersion);
  add(Info.BuildInfo);
  uint64_t Start = Text.size() - Info.BuildInfo.size();
  Text.resize(llvm::alignTo(Text.size(), 16));
  Constant *Bytes = llvm::ConstantDataArray::getString(C, Text, false);
  auto *Data = new llvm::GlobalVariable(M, Bytes->getType(), true,
                                        llvm::GlobalValue::PrivateLinkage,
                                        Bytes, "buildinfo");
  Data->setSection(".go.buildinfo");
  llvm::appendToUsed(M, {Data}); // also if the program does not ask for it
  Data->setAlignment(llvm::Align(16)); // it is looked for at multiples of it
  auto *I8 = llvm::Type::getInt8Ty(C);
  auto *I64 = llvm::Type::getInt64Ty(C);
  Constant *Init = llvm::ConstantStruct::getAnon(
      {llvm::ConstantExpr::getInBoundsGetElementPtr(
           I8, Data, llvm::ConstantInt::get(I64, Start)),
       llvm::ConstantInt::get(I64, Info.BuildInfo.size())});
  new llvm::GlobalVariable(M, Init->getType(), true,
                           llvm::GlobalValue::ExternalLinkage, Init,
                           "runtime.modinfo");
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
  auto Strings = Info.Strings;
  // Tells package testing that this program was made to test.
  if (Info.Test)
    Strings.push_back({"testing.testBinary", "1"});
  if (!Strings.empty())
    Inits.push_back(setStrings(*M, InitType, Strings));
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
  addBuildInfo(*M, Info);

  auto *TableType =
      llvm::ArrayType::get(llvm::Type::getInt8Ty(C), sizeof(symtab::Header));
  auto *Table = new llvm::GlobalVariable(
      *M, TableType, true, llvm::GlobalValue::ExternalLinkage,
      llvm::ConstantAggregateZero::get(TableType), symtab::SymbolName);
  Table->setSection(symtab::SectionName);
  Table->setAlignment(llvm::Align(8));
  return M;
}
