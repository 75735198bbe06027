//===- ModuleLowering.h - State of lowering one package --------*- C++ -*-===//
#ifndef OGO_IR_MODULELOWERING_H
#define OGO_IR_MODULELOWERING_H

#include "frontend/types/Instantiate.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"
#include "ir/Lowering.h"
#include "ir/TypeLayout.h"
#include "runtime/abi/Layout.h"
#include "runtime/abi/RuntimeFunctions.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/IRBuilder.h"
#include <deque>

namespace ogo {

class PackageEscape;

/// How a signature is passed (see ir/README.md "Calling convention").
struct CallABI {
  llvm::FunctionType *FnTy = nullptr;      // without the nest context
  llvm::FunctionType *ClosureTy = nullptr; // with trailing `ptr nest` context
  bool ResultInMemory = false;     // first parameter points to the results
  llvm::Type *ResultVal = nullptr; // void, scalar or struct of leaves
  llvm::SmallVector<uint64_t, 4> ResultOffsets; // in the result memory
  uint64_t ResultSize = 0, ResultAlign = 1;
  /// For each Go parameter (receiver first): first LLVM parameter and count of
  /// leaves; ByAddress: one ptr to a read-only temporary.
  struct Param {
    Type *T;
    unsigned First, Count;
    bool ByAddress;
  };
  llvm::SmallVector<Param, 4> Params;
  llvm::SmallVector<Type *, 4> Results;
};

/// One function body to lower: a declared function or method, possibly an
/// instance (Subst), or a literal.
struct FunctionJob {
  llvm::Function *Fn;
  Package *Pkg;         // whose Facts describe Body
  Func *Decl = nullptr; // null for wrappers and init code
  const FuncDecl *Syntax = nullptr;
  const Substitution *Subst = nullptr; // owned by ModuleLowering
  int InlineBudget = 0;                // see Inlinable.h
};

class ModuleLowering {
public:
  ModuleLowering(llvm::LLVMContext &LLVM, TypeContext &Ctx, Package &Pkg,
                 Diagnostics &Diags, const llvm::DataLayout &DL,
                 llvm::StringRef Triple, const LoweringOptions &Opts);
  ~ModuleLowering();
  std::unique_ptr<llvm::Module> run();

  llvm::LLVMContext &LLVM;
  TypeContext &Ctx;
  Package &Pkg;
  Diagnostics &Diags;
  const llvm::DataLayout &DL;
  const LoweringOptions &Opts;
  std::unique_ptr<llvm::Module> Mod;
  TypeLayouts Layouts;

  llvm::Type *VoidTy, *I1Ty, *I8Ty, *I16Ty, *I32Ty, *I64Ty, *F32Ty, *F64Ty;
  llvm::PointerType *PtrTy;

  // --- types
  Type *canonical(Type *T) { return Layouts.canonical(T); }
  const Layout &layout(Type *T) { return Layouts.of(T); }
  /// T (of a body lowered under S) without type parameters, canonical.
  Type *concrete(Type *T, const Substitution *S);
  const CallABI &abi(Signature *Sig, Type *RecvT); // RecvT null: no receiver
  /// Type descriptor of T as a constant pointer (TypeDescriptor.cpp).
  llvm::Constant *typeDescriptor(Type *T);
  /// itab of (interface type I, concrete type T), T implements I statically.
  llvm::Constant *itab(Type *I, Type *T);
  /// True if values of T are stored directly in an interface's data word.
  bool isDirectIface(Type *T);

  // --- functions
  /// LLVM function of a declared function or of an instance; queues its body
  /// if this module must define it. TArgs are concrete, the receiver's first;
  /// those of a method that is not generic itself need not be given.
  llvm::Function *function(Func *F, llvm::ArrayRef<Type *> TArgs);
  /// Method F of concrete type Recv's method set reached through Index
  /// (promotion): the function itself or a wrapper with receiver type Recv.
  llvm::Function *methodFunction(Type *Recv, const MethodSetEntry &M);
  /// Same for an interface table slot: receiver is the data word.
  llvm::Function *ifaceMethodFunction(Type *Recv, const MethodSetEntry &M);
  /// Constant closure object {Fn} for a function used as a value.
  llvm::Constant *closureObject(llvm::Function *Fn);
  llvm::Function *createFunction(llvm::FunctionType *Ty,
                                 const llvm::Twine &Name,
                                 llvm::GlobalValue::LinkageTypes Linkage);
  llvm::Function *runtimeFunction(RuntimeFn Id);
  /// Equality and hash functions of T (EqualHash.cpp). Equal: i8(ptr, ptr).
  llvm::Function *equalFunction(Type *T);
  llvm::Function *hashFunction(Type *T);
  const Substitution *keepSubstitution(Substitution S);

  // --- data
  llvm::GlobalVariable *global(Var *V);          // package variable
  llvm::Constant *stringData(llvm::StringRef S); // private, deduplicated ptr
  llvm::Constant *stringConstant(llvm::StringRef S); // {ptr, i64}
  /// Constant of canonical type T as an SSA value; T is basic.
  llvm::Constant *constantValue(const ConstantValue &V, Type *T);
  /// Memory image of E as a constant if it is one: constants, composite
  /// literals of such, function names, addresses of globals. Null otherwise.
  llvm::Constant *staticValue(Package *P, Expr *E, Type *T,
                              const Substitution *S);
  /// Likewise the elements of slice literal E, as an array. Null, too, if there
  /// are none, or few far apart.
  llvm::Constant *staticElements(Package *P, CompositeLit *E, Type *Elem,
                                 const Substitution *S);

  // --- names (Mangle.cpp)
  std::string symbolName(Func *F, llvm::ArrayRef<Type *> TArgs);
  std::string linkTypeString(Type *T);    // unique, with full package paths
  std::string runtimeTypeString(Type *T); // reflect's String()
  /// "glob..func1", "main.f.func1", "main.f.func1.2": next literal's name.
  std::string literalName(llvm::Function *Outer, bool OuterIsGlobalInit);

  // --- debug info (DebugInfo.cpp)
  void attachSubprogram(llvm::Function *Fn, Pos At, llvm::StringRef GoName);
  /// In Block of Fn, if given.
  llvm::DebugLoc debugLoc(llvm::Function *Fn, Pos At,
                          llvm::DIScope *Block = nullptr);

  // --- escape analysis (Escape.cpp)
  /// Facts about this package, or about functions of another one that are
  /// lowered here.
  const PackageEscape &escape(Package *P);
  EscapeAnalysis &escapeAnalysis();

  void unsupported(Pos At,
                   const llvm::Twine &What); // reports "not supported yet"

  struct Impl; // tables private to the module-level files
  std::unique_ptr<Impl> P;
};

} // namespace ogo

#endif
