//===- Decl.h - Declaration and file nodes ---------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_SYNTAX_DECL_H
#define OGO_FRONTEND_SYNTAX_DECL_H

#include "frontend/basic/LangVersion.h"
#include "frontend/syntax/Expr.h"
#include "frontend/syntax/Pragma.h"

namespace ogo {

class ImportDecl : public Decl {
public:
  ImportDecl(Pos P, NodeId Id, const Group *G, PragmaSet *Pragmas,
             Name *LocalPkgName, BasicLit *Path)
      : Decl(NodeKind::ImportDecl, P, Id), G(G), Pragmas(Pragmas),
        LocalPkgName(LocalPkgName), Path(Path) {}
  const Group *G;
  PragmaSet *Pragmas;
  Name *LocalPkgName; // null, or the name, "_" or "."
  BasicLit *Path;
  OGO_NODE(ImportDecl)
};

/// Names [Type [= Values]]; in a group Type and Values may both be null, then
/// the previous non-empty ones apply with the next iota.
class ConstDecl : public Decl {
public:
  ConstDecl(Pos P, NodeId Id, const Group *G, PragmaSet *Pragmas,
            llvm::ArrayRef<Name *> Names, Expr *Type, Expr *Values)
      : Decl(NodeKind::ConstDecl, P, Id), G(G), Pragmas(Pragmas), Names(Names),
        Type(Type), Values(Values) {}
  const Group *G;
  PragmaSet *Pragmas;
  llvm::ArrayRef<Name *> Names;
  Expr *Type, *Values;
  OGO_NODE(ConstDecl)
};

class TypeDecl : public Decl {
public:
  TypeDecl(Pos P, NodeId Id, const Group *G, PragmaSet *Pragmas, Name *TypeName,
           llvm::ArrayRef<Field *> TParams, bool IsAlias, Expr *Type)
      : Decl(NodeKind::TypeDecl, P, Id), G(G), Pragmas(Pragmas),
        TypeName(TypeName), TParams(TParams), IsAlias(IsAlias), Type(Type) {}
  const Group *G;
  PragmaSet *Pragmas;
  Name *TypeName;
  llvm::ArrayRef<Field *> TParams;
  bool IsAlias;
  Expr *Type;
  OGO_NODE(TypeDecl)
};

class VarDecl : public Decl {
public:
  VarDecl(Pos P, NodeId Id, const Group *G, PragmaSet *Pragmas,
          llvm::ArrayRef<Name *> Names, Expr *Type, Expr *Values)
      : Decl(NodeKind::VarDecl, P, Id), G(G), Pragmas(Pragmas), Names(Names),
        Type(Type), Values(Values) {}
  const Group *G;
  PragmaSet *Pragmas;
  llvm::ArrayRef<Name *> Names;
  Expr *Type, *Values; // either may be null
  OGO_NODE(VarDecl)
};

class FuncDecl : public Decl {
public:
  FuncDecl(Pos P, NodeId Id, PragmaSet *Pragmas, Field *Recv, Name *FuncName,
           llvm::ArrayRef<Field *> TParams, FuncType *Type, BlockStmt *Body)
      : Decl(NodeKind::FuncDecl, P, Id), Pragmas(Pragmas), Recv(Recv),
        FuncName(FuncName), TParams(TParams), Type(Type), Body(Body) {}
  PragmaSet *Pragmas;
  Field *Recv; // null: not a method
  Name *FuncName;
  llvm::ArrayRef<Field *> TParams;
  FuncType *Type;
  BlockStmt *Body; // null: declared only
  OGO_NODE(FuncDecl)
};

class File : public Node {
public:
  File(Pos P, NodeId Id) : Node(NodeKind::File, P, Id) {}
  const SourceFile *Source = nullptr;
  PragmaSet *Pragmas = nullptr; // before the package clause
  Name *PkgName = nullptr;
  llvm::ArrayRef<Decl *> Decls;
  Pos EndOfFile;
  LangVersion GoVersion; // from a //go:build line, unset if none
  llvm::ArrayRef<Linkname> Linknames;
  OGO_NODE(File)
};

} // namespace ogo

#endif
