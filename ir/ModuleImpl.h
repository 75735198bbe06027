//===- ModuleImpl.h - Tables of the module-level files ---------*- C++ -*-===//
//
// What ModuleLowering keeps for its own files only (functions, descriptors,
// names, globals), so that the lowering of bodies cannot depend on it.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_IR_MODULEIMPL_H
#define OGO_IR_MODULEIMPL_H

#include "frontend/escape/Escape.h"
#include "ir/ModuleLowering.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"

namespace ogo {

using TypeList = llvm::SmallVector<Type *, 2>;
using TypeParamList = llvm::SmallVector<TypeParam *, 4>;

/// Names that one package's directives and local types ask for; made once per
/// package that this module mentions.
struct PackageNames {
  llvm::StringMap<std::string> Linknames;         // local name → target
  llvm::DenseMap<const Object *, unsigned> Inits; // func init → index
  llvm::DenseMap<unsigned, unsigned> LocalTypes;  // raw position → number
};

struct ModuleLowering::Impl {
  // --- functions
  llvm::DenseMap<Func *, llvm::Function *> Plain;
  struct InstanceEntry {
    TypeList Args;
    llvm::Function *Fn;
  };
  llvm::DenseMap<Func *, std::vector<InstanceEntry>> Instances;
  std::deque<FunctionJob> Jobs;
  /// What a function may cost that the code now being lowered would inline.
  int InlineBudget = 0;
  llvm::DenseMap<Func *, std::optional<int>> InlineCosts;
  /// Wrappers whose body is still to be built.
  std::deque<std::function<void()>> Later;
  std::deque<std::unique_ptr<Substitution>> Substs;
  llvm::DenseMap<llvm::Function *, llvm::Constant *> Closures;
  llvm::DenseMap<Type *, std::vector<MethodSetEntry>> MethodSets;
  llvm::DenseMap<std::pair<Type *, Type *>, std::unique_ptr<CallABI>> ABIs;
  llvm::DenseMap<unsigned, llvm::Function *> RuntimeFns;
  llvm::DenseMap<Type *, llvm::Function *> Equal, Hash;
  llvm::StringMap<unsigned> LiteralCount; // by the outer function's name
  unsigned InitLiteralCount = 0;
  llvm::DenseMap<const Func *, unsigned> Intrinsics; // IntrinsicKind

  // --- types
  llvm::DenseMap<std::pair<Type *, const Substitution *>, Type *> Concrete;
  /// Local types of generic functions, one copy per instance of the function.
  struct LocalInstance {
    TypeList Outer, Own; // type arguments of the function and of the type
    Named *T;
  };
  llvm::DenseMap<Named *, std::vector<LocalInstance>> LocalInstances;
  /// Copy → what it is a copy of, for names.
  struct LocalName {
    Named *Origin;
    TypeList Outer, Own;
  };
  llvm::DenseMap<const Type *, LocalName> LocalOrigin;
  llvm::DenseMap<Type *, llvm::Constant *> Descriptors;
  std::deque<std::pair<Type *, llvm::GlobalVariable *>> PendingDescriptors;
  llvm::DenseMap<std::pair<Type *, Type *>, llvm::Constant *> Itabs;
  llvm::DenseMap<Type *, std::string> LinkStrings;

  // --- data
  std::vector<llvm::GlobalValue *> Used; // kept although nothing refers to it
  llvm::StringMap<llvm::GlobalVariable *> Strings;
  llvm::StringMap<llvm::GlobalVariable *> Names; // encoded abi.Name
  llvm::DenseMap<Var *, llvm::GlobalVariable *> Globals;
  llvm::DenseMap<const Node *, llvm::GlobalVariable *> StaticLits;

  // --- packages
  llvm::DenseMap<Package *, std::unique_ptr<PackageNames>> Packages;
  std::unique_ptr<EscapeAnalysis> Escape; // unless the caller has one

  // --- debug info
  std::unique_ptr<llvm::DIBuilder> DI;
  llvm::DICompileUnit *CU = nullptr;
  llvm::StringMap<llvm::DIFile *> Files;
  llvm::DenseMap<Type *, llvm::DIType *> DITypes;
};

// --- Mangle.cpp
PackageNames &packageNames(ModuleLowering &M, Package *P);
/// Path as it stands in symbols: gc escapes dots of the last element and
/// unprintable bytes.
std::string symbolPrefix(const Package *P);
/// Symbol of a method (or wrapper) Name with receiver type Recv.
std::string methodSymbol(ModuleLowering &M, Type *Recv, const Func *Method);
/// The name tracebacks print for symbol Name: type arguments become [...].
std::string tracebackName(llvm::StringRef Symbol);

// --- Instantiation.cpp
/// All type parameters a body sees, in the order instances list arguments: the
/// receiver's, then the function's or method's own.
TypeParamList allTypeParams(const Signature *Sig);

// --- ModuleLowering.cpp
const std::vector<MethodSetEntry> &cachedMethodSet(ModuleLowering &M, Type *T);
/// Canonical pointer to T.
Type *pointerTo(ModuleLowering &M, Type *T);
/// Type arguments an instantiated method's receiver carries.
TypeList receiverTypeArgs(ModuleLowering &M, Func *F);
/// Puts GO into a comdat of its own name; what is linkonce must be in one to
/// be dropped as a whole.
void setComdat(ModuleLowering &M, llvm::GlobalObject *GO);
/// Declares or finds a function named Name with type Ty. An earlier
/// declaration with another type is replaced.
llvm::Function *functionNamed(ModuleLowering &M, llvm::FunctionType *Ty,
                              const llvm::Twine &Name,
                              llvm::GlobalValue::LinkageTypes Linkage);

// --- Wrappers.cpp
llvm::Function *methodWrapper(ModuleLowering &M, Type *Recv,
                              const MethodSetEntry &E);

// --- TypeDescriptor.cpp
void emitPendingDescriptors(ModuleLowering &M);
/// Descriptors of all package-level types, which importers refer to.
void emitPackageDescriptors(ModuleLowering &M);
bool isRegularMemory(ModuleLowering &M, Type *T);
/// True if module M defines the descriptor of T (else it is external).
bool ownsDescriptor(ModuleLowering &M, Type *T);

// --- GlobalData.cpp
/// Where all objects of size 0 are.
llvm::GlobalVariable *zeroBase(ModuleLowering &M);
/// A private global with initializer Init of T's memory image.
llvm::GlobalVariable *privateGlobal(ModuleLowering &M, llvm::Constant *Init,
                                    Type *T, bool Mutable,
                                    const llvm::Twine &Name);

// --- Intrinsics.cpp
/// Bodies for this package's body-less functions that are intrinsics.
void defineIntrinsicBodies(ModuleLowering &M);

// --- LowerInit.cpp
void lowerPackageInit(ModuleLowering &M);

// --- DebugInfo.cpp
void startDebugInfo(ModuleLowering &M);
void finishDebugInfo(ModuleLowering &M);
/// With -g, says where package variable V is.
void describeGlobal(ModuleLowering &M, llvm::GlobalVariable *GV, const Var *V);

} // namespace ogo

#endif
