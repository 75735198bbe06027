//===- TypeContext.h - Owner of types and objects --------------*- C++ -*-===//
#ifndef OGO_FRONTEND_TYPES_TYPECONTEXT_H
#define OGO_FRONTEND_TYPES_TYPECONTEXT_H

#include "frontend/basic/Interner.h"
#include "frontend/types/Package.h"

namespace ogo {

/// All types, objects and scopes of one compilation (every package of the
/// program), the universe, and the table that makes instances unique: equal
/// (generic type, identical type arguments) give the same Named.
class TypeContext {
public:
  explicit TypeContext(Interner &Names);
  ~TypeContext();

  Arena &arena() { return A; }
  Interner &names() { return Names; }
  template <typename T, typename... Args> T *make(Args &&...Rest) {
    return A.make<T>(std::forward<Args>(Rest)...);
  }
  Scope *makeScope(Scope *Parent, Pos Start, Pos End, bool IsFunc = false);
  Package *makePackage(llvm::StringRef Path, llvm::StringRef Name);

  BasicType *basic(BasicKind K) const { return Basics[unsigned(K)]; }
  Scope *universe() const { return Universe; }
  Package *unsafePackage() const { return Unsafe; }
  // Predeclared types with an identity of their own.
  BasicType *ByteType, *RuneType; // aliases' types (names byte and rune)
  Type *ErrorType, *AnyType;      // error (Named), any (Alias)
  Named *ComparableType;
  Object *IotaObject, *NilObject;
  Type *EmptyInterface;

  /// Tuple of unnamed variables.
  Tuple *makeTuple(llvm::ArrayRef<Type *> Types);

  /// Looks an instance up by origin and identical arguments; see Instantiate.
  Type *findInstance(Type *Origin, llvm::ArrayRef<Type *> TArgs);
  void addInstance(Type *Origin, llvm::ArrayRef<Type *> TArgs, Type *Instance);
  // Types that C, if it is not null, has to complete before checking ends.
  /// A type parameter with the next id; sets Obj->T if unset.
  TypeParam *makeTypeParam(Completion *C, TypeName *Obj, Type *Bound);
  Interface *makeInterface(Completion *C);
  /// A defined type or an instance of one.
  Named *makeNamed(Completion *C, TypeName *Obj);
  /// A new variable / parameter / field.
  Var *makeVar(Pos P, Package *Pkg, llvm::StringRef Name, Type *T);
  Var *makeParam(Pos P, Package *Pkg, llvm::StringRef Name, Type *T);
  Var *makeField(Pos P, Package *Pkg, llvm::StringRef Name, Type *T,
                 bool Embedded);
  uint64_t nextTypeParamId() { return ++LastTypeParamId; }

private:
  Arena A;
  Interner &Names;
  BasicType *Basics[unsigned(BasicKind::UntypedNil) + 1] = {};
  Scope *Universe = nullptr;
  Package *Unsafe = nullptr;
  uint64_t LastTypeParamId = 0;
  llvm::DenseMap<uint64_t, llvm::SmallVector<Type *, 1>> Instances; // by hash
  std::vector<std::unique_ptr<Package>> Packages;
  std::vector<std::unique_ptr<Scope>> ScopesOwned;
  void declareUniverse(); // Universe.cpp
};

} // namespace ogo

#endif
