//===- Type.h - The Go type system's types ---------------------*- C++ -*-===//
//
// Types are what the specification calls them. They are allocated in a
// TypeContext and compared with identical(); only Basic, Named, Alias and
// TypeParam have pointer identity. Structural types are not uniqued here,
// because they are built before the types they refer to are complete (the
// lowering canonicalizes them once everything is).
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_TYPE_H
#define OGO_FRONTEND_TYPES_TYPE_H

#include "frontend/syntax/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <functional>

namespace ogo {

class Completion;
class Func;
class FuncDecl;
class Object;
class Package;
class Scope;
class Type;
class TypeContext;
class TypeName;
class TypeSet;
class Var;

enum class TypeKind : uint8_t {
  Basic,
  Array,
  Slice,
  Struct,
  Pointer,
  Tuple,
  Signature,
  Union,
  Interface,
  Map,
  Chan,
  Named,
  TypeParam,
  Alias,
};

class Type {
public:
  TypeKind kind() const { return K; }

protected:
  explicit Type(TypeKind K) : K(K) {}

private:
  TypeKind K;
};

#define OGO_TYPE(CLASS)                                                        \
  static bool classof(const Type *T) { return T->kind() == TypeKind::CLASS; }

enum class BasicKind : uint8_t {
  Invalid,
  Bool,
  Int,
  Int8,
  Int16,
  Int32,
  Int64,
  Uint,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Uintptr,
  Float32,
  Float64,
  Complex64,
  Complex128,
  String,
  UnsafePointer,
  UntypedBool,
  UntypedInt,
  UntypedRune,
  UntypedFloat,
  UntypedComplex,
  UntypedString,
  UntypedNil,
};

enum BasicInfo : uint16_t {
  IsBoolean = 1 << 0,
  IsInteger = 1 << 1,
  IsUnsigned = 1 << 2,
  IsFloat = 1 << 3,
  IsComplex = 1 << 4,
  IsString = 1 << 5,
  IsUntyped = 1 << 6,
  IsOrdered = IsInteger | IsFloat | IsString,
  IsNumeric = IsInteger | IsFloat | IsComplex,
  IsConstType = IsBoolean | IsNumeric | IsString,
};

class BasicType : public Type {
public:
  BasicType(BasicKind K, uint16_t Info, llvm::StringRef Name)
      : Type(TypeKind::Basic), Kind(K), Info(Info), Name(Name) {}
  BasicKind Kind;
  uint16_t Info; // BasicInfo bits
  llvm::StringRef Name;
  OGO_TYPE(Basic)
};

class Array : public Type {
public:
  Array(Type *Elem, int64_t Len)
      : Type(TypeKind::Array), Elem(Elem), Len(Len) {}
  Type *Elem;
  int64_t Len; // < 0: unknown because of an error
  OGO_TYPE(Array)
};

class Slice : public Type {
public:
  explicit Slice(Type *Elem) : Type(TypeKind::Slice), Elem(Elem) {}
  Type *Elem;
  OGO_TYPE(Slice)
};

class Struct : public Type {
public:
  Struct() : Type(TypeKind::Struct) {}
  llvm::ArrayRef<Var *> Fields;
  llvm::ArrayRef<llvm::StringRef> Tags; // empty, or one (decoded) per field
  llvm::StringRef tag(unsigned I) const {
    return I < Tags.size() ? Tags[I] : llvm::StringRef();
  }
  OGO_TYPE(Struct)
};

class Pointer : public Type {
public:
  explicit Pointer(Type *Elem) : Type(TypeKind::Pointer), Elem(Elem) {}
  Type *Elem;
  OGO_TYPE(Pointer)
};

/// An ordered list of variables; a null Tuple* is the empty one.
class Tuple : public Type {
public:
  explicit Tuple(llvm::ArrayRef<Var *> Vars)
      : Type(TypeKind::Tuple), Vars(Vars) {}
  llvm::ArrayRef<Var *> Vars;
  OGO_TYPE(Tuple)
};
inline unsigned tupleSize(const Tuple *T) { return T ? T->Vars.size() : 0; }

class TypeParam;

class Signature : public Type {
public:
  Signature() : Type(TypeKind::Signature) {}
  llvm::ArrayRef<TypeParam *> RecvTParams; // of a generic receiver
  llvm::ArrayRef<TypeParam *> TParams;
  Scope *FuncScope = nullptr; // null for synthesized and instantiated ones
  Var *Recv = nullptr;
  Tuple *Params = nullptr;
  Tuple *Results = nullptr;
  bool Variadic = false; // the last parameter's type is then a Slice
                         // (or string, for append's special case)
  OGO_TYPE(Signature)
};

struct UnionTerm {
  bool Tilde;
  Type *T;
};

class Union : public Type {
public:
  explicit Union(llvm::ArrayRef<UnionTerm> Terms)
      : Type(TypeKind::Union), Terms(Terms) {}
  llvm::ArrayRef<UnionTerm> Terms;
  mutable const TypeSet *TSet = nullptr; // cache of typeSet(T)
  OGO_TYPE(Union)
};

class Interface : public Type {
public:
  Interface() : Type(TypeKind::Interface) {}
  Completion *Checking = nullptr; // non-null until its package is checked
  llvm::ArrayRef<Func *> Methods; // explicitly declared, in order
  llvm::ArrayRef<Type *> Embeddeds;
  llvm::ArrayRef<Pos> EmbedPos;          // empty or one per embedded
  bool Implicit = false;                 // wrapper of a constraint literal
  bool Complete = false;                 // all fields are set up
  mutable const TypeSet *TSet = nullptr; // cache of typeSet(T)
  /// How any's and comparable's interface is printed; empty for all others.
  llvm::StringRef Predeclared;
  OGO_TYPE(Interface)
};

class Map : public Type {
public:
  Map(Type *Key, Type *Elem) : Type(TypeKind::Map), Key(Key), Elem(Elem) {}
  Type *Key, *Elem;
  OGO_TYPE(Map)
};

class Chan : public Type {
public:
  Chan(ChanDir Dir, Type *Elem) : Type(TypeKind::Chan), Dir(Dir), Elem(Elem) {}
  ChanDir Dir;
  Type *Elem;
  OGO_TYPE(Chan)
};

/// A defined type, possibly generic (TParams) or instantiated (Orig != this,
/// TArgs). Underlying and methods of an instance are expanded on demand, so
/// use the accessors, which resolve first.
class Named : public Type {
public:
  Named() : Type(TypeKind::Named), Orig(this) {}
  Completion *Checking = nullptr; // non-null until its package is checked
  TypeName *Obj = nullptr;
  Type *FromRHS = nullptr;      // right-hand side; null until it is known
  Named *Orig;                  // the generic type of an instance, else this
  llvm::ArrayRef<Type *> TArgs; // of an instance

  Named *origin() { return Orig; }
  bool isInstance() const { return Orig != this; }
  llvm::ArrayRef<TypeParam *> typeParams(); // of the origin when generic
  llvm::ArrayRef<Type *> typeArgs() const { return TArgs; }
  /// Neither Named nor Alias; null while a declaration it depends on is not
  /// complete. under() gives the invalid type then.
  Type *underlying();
  /// FromRHS, expanded if this is an instance; null while it is not known.
  Type *rhs();
  unsigned numMethods();
  /// Declared methods in source order; an instance's are substituted copies.
  Func *method(unsigned I);
  /// The declared method Name that is visible in Pkg, with its index.
  Func *lookupMethod(Package *Pkg, llvm::StringRef Name, bool FoldCase,
                     int &Index);
  Pos InstPos; // of an instance: where it was written first, for cycle errors

  // Raw state, for the checker's Decl/Named code only.
  Type *Underlying = nullptr; // null until it is asked for
  llvm::ArrayRef<TypeParam *> TParams;
  llvm::SmallVector<Func *, 4> Methods; // origin: declared; instance: expanded
  TypeContext *Ctx = nullptr;           // where expansion allocates
  OGO_TYPE(Named)
};

class TypeParam : public Type {
public:
  TypeParam() : Type(TypeKind::TypeParam) {}
  Completion *Checking = nullptr; // non-null until its package is checked
  uint64_t Id = 0;                // unique, for ordering and debugging
  TypeName *Obj = nullptr;
  int Index = -1;        // position in its list; < 0 until bound
  Type *Bound = nullptr; // constraint as written; use interfaceOf for the
                         // (possibly implicit) interface
  /// Of a method of an instance: the declared type parameter this stands for,
  /// its bound with the receiver's type arguments put in.
  TypeParam *Origin = nullptr;
  OGO_TYPE(TypeParam)
};

/// An alias declaration's type node, possibly generic (TParams) or an instance
/// of one (Orig != this, TArgs); unalias() sees through it.
class Alias : public Type {
public:
  Alias() : Type(TypeKind::Alias), Orig(this) {}
  TypeName *Obj = nullptr;
  Alias *Orig;
  llvm::ArrayRef<TypeParam *> TParams;
  llvm::ArrayRef<Type *> TArgs;
  Type *FromRHS = nullptr; // null while it is being declared
  Type *Actual = nullptr;  // never an Alias; null until it is known
  OGO_TYPE(Alias)
};

/// T, or what T is an alias of. Null for null, and for an alias whose
/// declaration is not complete.
Type *unalias(const Type *T);
/// Underlying type: never Named or Alias. A type parameter's is its
/// constraint's interface.
Type *under(const Type *T);
/// dyn_cast of the type behind aliases: asNamed(T) etc.
Named *asNamed(const Type *T);
TypeParam *asTypeParam(const Type *T);
/// Sets the parameters' indices and returns the list.
llvm::ArrayRef<TypeParam *> bindTParams(llvm::ArrayRef<TypeParam *> List);
/// dyn_cast<T>(under(X)).
template <typename T> T *underAs(const Type *X) {
  return llvm::dyn_cast_or_null<T>(under(X));
}

} // namespace ogo

#endif
