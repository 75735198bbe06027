//===- Object.h - Declared entities ----------------------------*- C++ -*-===//
//
// An object is what a name denotes: package, constant, type, variable,
// function, label, builtin or nil.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_OBJECT_H
#define OGO_FRONTEND_TYPES_OBJECT_H

#include "frontend/types/ConstantValue.h"
#include "frontend/types/Type.h"

namespace ogo {

enum class ObjectKind : uint8_t {
  PkgName,
  Const,
  TypeName,
  Var,
  Func,
  Label,
  Builtin,
  Nil,
};

enum class BuiltinId : uint8_t {
  Append,
  Cap,
  Clear,
  Close,
  Complex,
  Copy,
  Delete,
  Imag,
  Len,
  Make,
  Max,
  Min,
  New,
  Panic,
  Print,
  Println,
  Real,
  Recover,
  // package unsafe
  Add,
  Alignof,
  Offsetof,
  Sizeof,
  Slice,
  SliceData,
  String,
  StringData,
  // test mode only (assert, trace as in types2's tests)
  Assert,
  Trace,
};

/// Colors of the object graph walk that finds declaration cycles: White is
/// untouched, Black is done, anything from Grey on is the index in the path
/// plus Grey.
enum : uint32_t { ColorWhite = 0, ColorBlack = 1, ColorGrey = 2 };

class Object {
public:
  ObjectKind kind() const { return K; }
  llvm::StringRef name() const { return Name; }
  bool exported() const; // starts with an upper-case letter
  Type *type() const { return T; }
  Package *pkg() const { return Pkg; }
  Pos pos() const { return P; }
  /// The name if exported, else qualified with the package path.
  std::string id() const;
  /// Spec "Uniqueness of identifiers". FoldCase ignores case and packages.
  bool sameId(const Package *OtherPkg, llvm::StringRef OtherName,
              bool FoldCase = false) const;
  /// Order of methods in type sets and descriptors: exported ones first, by
  /// name, then by package path.
  bool lessById(const Object &Other) const;

  Scope *Parent = nullptr; // null for methods, fields and dot-imports' own
  Package *Pkg = nullptr;  // null for universe objects
  llvm::StringRef Name;    // interned
  Type *T = nullptr;
  Pos P;
  Pos ScopePos;       // where its scope starts
  uint32_t Order = 0; // declaration order in the package, from 1
  uint32_t Color = ColorWhite;

protected:
  Object(ObjectKind K, Pos P, Package *Pkg, llvm::StringRef Name, Type *T)
      : Pkg(Pkg), Name(Name), T(T), P(P), K(K) {}

private:
  ObjectKind K;
};

#define OGO_OBJECT(CLASS)                                                      \
  static bool classof(const Object *O) {                                       \
    return O->kind() == ObjectKind::CLASS;                                     \
  }

class PkgName : public Object {
public:
  PkgName(Pos P, Package *Pkg, llvm::StringRef Name, Package *Imported);
  Package *Imported;
  bool Used = false;
  OGO_OBJECT(PkgName)
};

class Const : public Object {
public:
  Const(Pos P, Package *Pkg, llvm::StringRef Name, Type *T, ConstantValue V)
      : Object(ObjectKind::Const, P, Pkg, Name, T), Val(std::move(V)) {}
  ConstantValue Val;
  OGO_OBJECT(Const)
};

class TypeName : public Object {
public:
  TypeName(Pos P, Package *Pkg, llvm::StringRef Name, Type *T)
      : Object(ObjectKind::TypeName, P, Pkg, Name, T) {}
  bool isAlias() const;
  /// The function a local type is declared in; null at package level. Lowering
  /// needs it for names (gc numbers local types main.T·1).
  Func *EnclosingFunc = nullptr;
  OGO_OBJECT(TypeName)
};

class Var : public Object {
public:
  Var(Pos P, Package *Pkg, llvm::StringRef Name, Type *T)
      : Object(ObjectKind::Var, P, Pkg, Name, T) {}
  bool Embedded = false; // embedded field
  bool IsField = false;
  bool IsParam = false; // parameter, result or receiver
  bool IsResult = false;
  bool IsReceiver = false;
  bool Used = false;     // "declared and not used" bookkeeping
  Var *Origin = nullptr; // generic field/parameter this is an instance of
  OGO_OBJECT(Var)
};

/// A function, method (its Signature has a receiver) or interface method.
class Func : public Object {
public:
  Func(Pos P, Package *Pkg, llvm::StringRef Name, Signature *T)
      : Object(ObjectKind::Func, P, Pkg, Name, T) {}
  Signature *signature() const { return llvm::cast_or_null<Signature>(T); }
  bool HasPtrRecv = false; // receiver type as written, before it is checked
  /// Of the checked receiver if there is one, else as written.
  bool hasPtrRecv() const;
  Func *Origin = nullptr;           // generic method this is an instance of
  const FuncDecl *Syntax = nullptr; // null for interface methods, builtins
  Func *origin() { return Origin ? Origin : this; }
  OGO_OBJECT(Func)
};

class Label : public Object {
public:
  Label(Pos P, Package *Pkg, llvm::StringRef Name)
      : Object(ObjectKind::Label, P, Pkg, Name, nullptr) {}
  bool Used = false;
  OGO_OBJECT(Label)
};

class Builtin : public Object {
public:
  Builtin(llvm::StringRef Name, BuiltinId Id)
      : Object(ObjectKind::Builtin, Pos(), nullptr, Name, nullptr), Id(Id) {}
  BuiltinId Id;
  OGO_OBJECT(Builtin)
};

class Nil : public Object {
public:
  explicit Nil(Type *UntypedNil)
      : Object(ObjectKind::Nil, Pos(), nullptr, "nil", UntypedNil) {}
  OGO_OBJECT(Nil)
};

bool isExported(llvm::StringRef Name);
/// Whether Name begins with a lower-case letter.
bool startsLower(llvm::StringRef Name);
/// Same import path (null: universe).
bool samePkg(const Package *A, const Package *B);

} // namespace ogo

#endif
