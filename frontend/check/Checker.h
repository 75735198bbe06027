//===- Checker.h - State of checking one package ---------------*- C++ -*-===//
//
// The state shared by the concerns of type checking, and the few services
// every concern needs (errors, recording, delayed actions). The rules live in
// free functions, one file per language concern; each takes the Checker first.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_CHECKER_H
#define OGO_FRONTEND_CHECK_CHECKER_H

#include "frontend/check/Check.h"
#include "frontend/check/ExportData.h"
#include "frontend/check/Operand.h"
#include "frontend/types/Completion.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"
#include <deque>

namespace ogo {

/// How a package-level object or method is declared.
struct DeclInfo {
  Scope *FileScope = nullptr;      // of the file with the declaration
  LangVersion Version;             // of that file
  llvm::SmallVector<Var *, 2> Lhs; // var a, b = f(): all of them
  Expr *VType = nullptr;           // type, or null
  Expr *Init = nullptr;            // initializer, or null
  bool Inherited = false;          // const: Init comes from a previous spec
  const TypeDecl *TDecl = nullptr;
  const FuncDecl *FDecl = nullptr;
  llvm::SetVector<Object *> Deps; // objects Init or the body refers to
  bool hasInitializer() const { return Init || (FDecl && FDecl->Body); }
};

/// What an object's declaration is checked in; saved and restored around it.
struct Environment {
  DeclInfo *Decl = nullptr;
  Scope *Sc = nullptr; // innermost scope
  LangVersion Version; // of the file
  ConstantValue Iota;  // in a constant declaration
  Pos ErrPos;          // identifier of a constant with inherited init
  bool InTParamList = false;
  Signature *Sig = nullptr;      // enclosing function's
  Func *EnclosingFunc = nullptr; // named function a local type belongs to
  llvm::DenseSet<const CallExpr *> *PanicCalls = nullptr;
  bool HasLabel = false;
  bool HasCallOrRecv = false;
};

/// An expression whose untyped type is not final yet.
struct UntypedExpr {
  bool IsLhs; // lhs of a shift with delayed check
  OperandMode Mode;
  BasicType *T;
  ConstantValue Val;
};

/// A message under construction that may span several positions.
class ErrorBuilder {
public:
  ErrorBuilder(Checker &C, DiagCode Code) : C(C), Code(Code) {}
  void add(Pos At, const llvm::Twine &Msg);
  void add(const Node *N, const llvm::Twine &Msg);
  /// Notes where an earlier declaration is: "\tother declaration of x".
  void addAltDecl(Object *Obj);
  bool empty() const { return Parts.empty(); }
  /// Where the error is reported: the first part's position.
  Pos pos() const { return Parts.empty() ? Pos() : Parts.front().first; }
  std::string message() const;
  void report(bool Soft = false);
  DiagCode Code_() const { return Code; }

private:
  Checker &C;
  DiagCode Code;
  llvm::SmallVector<std::pair<Pos, std::string>, 2> Parts;
};

class Checker final : public Completion {
public:
  Checker(TypeContext &Ctx, Package &Pkg, Diagnostics &Diags,
          const CheckOptions &Opts);
  ~Checker();
  void checkFiles();

  TypeContext &Ctx;
  Package &Pkg;
  Diagnostics &Diags;
  const CheckOptions &Opts;
  Info &Facts;

  // --- environment
  Environment Env;
  Scope *scope() const { return Env.Sc; }

  // --- package-level state
  llvm::SmallVector<File *, 8> Files; // those with the right package clause
  std::deque<DeclInfo> DeclInfos;     // owns what ObjMap points to
  DeclInfo *newDeclInfo(Scope *FileScope, LangVersion Version);
  llvm::MapVector<Object *, DeclInfo *> ObjMap;
  llvm::DenseMap<TypeName *, llvm::SmallVector<Func *, 4>> Methods;
  llvm::SmallVector<PkgName *, 16> ImportedNames;
  llvm::DenseMap<std::pair<Scope *, llvm::StringRef>, PkgName *> DotImports;
  /// All interface literals that are not empty, with their nodes.
  std::vector<std::pair<const InterfaceType *, Interface *>> InterfaceTypes;
  /// Array, struct, map and channel types as written, for limits on their
  /// sizes.
  std::vector<std::pair<const Expr *, Type *>> SizedTypes;
  /// Length and element type of slice literals with very many elements.
  llvm::DenseMap<const CompositeLit *, std::pair<uint64_t, Type *>>
      LargeSliceLits;
  ExportData Exports; // of imported packages
  llvm::SmallVector<Object *, 8> ObjPath;
  llvm::DenseMap<Expr *, UntypedExpr> Untyped;
  bool FirstErrorSeen = false;

  // --- limits
  /// Declarations and operators nest as deeply as the source is long, without
  /// the parser noticing. What comes after checking recurses with smaller
  /// frames, so a quarter of the driver's stack is for the checker.
  bool isStackLow() const;
  /// Reports "nesting is too deep" once.
  void tooDeep(Pos At);
  uintptr_t StackBase;
  bool TooDeepReported = false;
  llvm::DenseSet<const Named *> ValidTypes; // ValidType.cpp, no instances
  /// Whether the size of a type depends on type parameters. BuiltinUnsafe.cpp
  llvm::DenseMap<const Named *, bool> VarSized;

  // --- delayed actions, run in order once the current declaration is done
  void later(std::function<void()> F);
  void processDelayed(size_t Top);
  std::vector<std::function<void()>> Delayed;
  std::vector<LangVersion> DelayedVersions; // of the file, one per action
  std::vector<std::function<void()>> AtEnd;

  // --- what types ask for (types/Completion.h)
  void declare(Object *O) override;
  void atEnd(std::function<void()> F) override {
    AtEnd.push_back(std::move(F));
  }
  void duplicateMethod(Pos At, Func *M, Pos FirstAt, Func *First,
                       bool Explicit) override; // these three: Interface.cpp
  bool mayEmbed(Pos At, Type *T) override;
  void tooManyTerms(Pos At, unsigned Max) override;

  // --- errors (Errors.cpp). Nodes are reported at their start position as gc
  // does; operands at their expression's.
  void error(Pos At, DiagCode Code, const llvm::Twine &Msg);
  void error(const Node *At, DiagCode Code, const llvm::Twine &Msg);
  void error(const Operand &At, DiagCode Code, const llvm::Twine &Msg);
  /// An error that does not make the package unusable (unused variable …).
  void softError(Pos At, DiagCode Code, const llvm::Twine &Msg);
  /// Records the error unless it only follows from an earlier one (mentions
  /// an invalid operand or type).
  void reportRaw(Pos At, DiagCode Code, std::string Msg, bool Soft);
  bool allowVersion(LangVersion V) const;         // by the current file
  bool allowVersion(Pos At, LangVersion V) const; // by the file with At
  LangVersion fileVersion(Pos At) const;
  /// Error "<what> requires go1.N or later" unless allowed; returns allowed.
  bool verifyVersion(const Node *At, LangVersion V, const llvm::Twine &What);
  bool verifyVersion(Pos At, LangVersion V, const llvm::Twine &What);
  /// Text of types, expressions, objects as messages print them.
  std::string str(const Type *T);
  std::string str(const Operand &X) { return operandString(*this, X); }
  std::string str(const Node *N) { return exprString(N); }
  std::string str(const Object *O);
  std::string str(llvm::ArrayRef<Type *> Ts);
  std::string qualify(const Package *P); // the Qualifier of messages

  // --- recording (Record.cpp)
  void recordTypeAndValue(Expr *X, OperandMode Mode, Type *T,
                          const ConstantValue &Val);
  void record(const Operand &X);
  void recordUntyped();
  void recordBuiltinType(Expr *Fun, Signature *Sig, BuiltinId Id);
  void recordCommaOkTypes(Expr *X, Type *T0, Type *T1);
  void recordInstance(Expr *X, llvm::ArrayRef<Type *> TArgs, Type *T);
  void recordDef(const Name *N, Object *O);
  void recordUse(const Name *N, Object *O);
  void recordImplicit(const Node *N, Object *O);
  void recordSelection(SelectorExpr *X, Selection::Kind K, Type *Recv,
                       Object *O, llvm::ArrayRef<int> Index, bool Indirect);
  void recordScope(const Node *N, Scope *S);

  // --- scopes
  void openScope(const Node *N, Pos End = Pos());
  void closeScope();
  void declare(Scope *S, const Name *Id, Object *O, Pos ScopePos);
  Object *lookup(llvm::StringRef Name);
  void addDeclDep(Object *To);

  BasicType *basic(BasicKind K) const { return Ctx.basic(K); }
  Type *invalidType() const { return Ctx.basic(BasicKind::Invalid); }

  void markImports(const Package *P);

  // Private state of single concerns.
  struct MonoGraph;
  std::unique_ptr<MonoGraph> Mono; // Mono.cpp
  llvm::DenseMap<const Package *, bool> SeenPkgs;
  llvm::StringMap<llvm::SmallVector<llvm::StringRef, 1>> PkgPathsByName;
};

} // namespace ogo

#endif
