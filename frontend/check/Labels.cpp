//===- Labels.cpp - Labels, break, continue, goto, fallthrough ------------===//
//
// gc checks branches in its parser, one function body at a time, and tells the
// type checker not to; the rules and words here are those of that pass. It also
// finds the target of every branch.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Stmt.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

namespace {

struct Block {
  Block *Parent;
  Pos Start;
  LabeledStmt *Labeled; // statement whose body this block is, or null
};

struct LabelInfo {
  LabeledStmt *S;
  Block *Parent; // block that contains the label
  bool Used;
};

/// What break, continue and fallthrough without label refer to.
struct Targets {
  Stmt *Breaks = nullptr;
  ForStmt *Continues = nullptr;
  int CaseIndex = -1; // clause of the immediately enclosing switch
};

using Gotos = SmallVector<BranchStmt *, 4>;

class BranchChecker {
public:
  using ErrorFn =
      llvm::function_ref<void(Pos At, DiagCode Code, const Twine &Msg)>;
  BranchChecker(const SourceManager &SM, Info &Facts, ErrorFn Error)
      : SM(SM), Facts(Facts), Error(Error) {}
  void check(BlockStmt *Body);

private:
  friend class BlockChecker;
  void error(Pos At, DiagCode Code, const Twine &Msg) { Error(At, Code, Msg); }
  std::string where(Pos P) { return SM.toString(P); }
  void setTarget(BranchStmt *S, const Stmt *Target) {
    Facts.BranchTargets[S->id()] = Target;
  }
  LabelInfo *find(StringRef Name);
  LabelInfo *declare(Block *B, LabeledStmt *S);
  LabeledStmt *gotoTarget(Block *B, StringRef Name);
  /// Is the label known, and is its statement (in Result) around B?
  bool enclosingTarget(Block *B, StringRef Name, LabeledStmt *&Result);

  const SourceManager &SM;
  Info &Facts;
  ErrorFn Error;
  llvm::MapVector<StringRef, LabelInfo> Labels;
  /// Blocks labels refer to; they must outlive the walk of the block.
  std::vector<std::unique_ptr<Block>> Blocks;
};

/// Walks one statement list.
class BlockChecker {
public:
  BlockChecker(BranchChecker &B, Block *Parent, LabeledStmt *Labeled, Pos Start,
               Targets Ctxt)
      : B(B), Ctxt(Ctxt) {
    B.Blocks.push_back(std::make_unique<Block>(Block{Parent, Start, Labeled}));
    Self = B.Blocks.back().get();
  }
  /// Returns the gotos whose label was not found in this block.
  Gotos walk(ArrayRef<Stmt *> List);

private:
  void recordVarDecl(Pos At, const Node *Named) {
    VarPos = At;
    VarName = Named;
    // They may still leave the block before the declaration.
    BadGotos = FwdGotos;
  }
  void inner(Targets T, Pos Start, ArrayRef<Stmt *> List) {
    Gotos Left = BlockChecker(B, Self, Labeled, Start, T).walk(List);
    FwdGotos.append(Left.begin(), Left.end());
  }
  void stmt(Stmt *S, bool Last);
  void declStmt(DeclStmt *S);
  void labeledStmt(LabeledStmt *S);
  void branchStmt(BranchStmt *S, bool Last);
  void fallthroughStmt(BranchStmt *S, bool Last);
  void labeledBranch(BranchStmt *S);

  BranchChecker &B;
  Block *Self;
  Targets Ctxt;
  LabeledStmt *Labeled = nullptr; // label of the current statement
  Pos VarPos;                     // last variable declaration in this block
  const Node *VarName = nullptr;
  Gotos FwdGotos, BadGotos;
};

} // namespace

LabelInfo *BranchChecker::find(StringRef Name) {
  auto It = Labels.find(Name);
  return It == Labels.end() ? nullptr : &It->second;
}

LabelInfo *BranchChecker::declare(Block *B, LabeledStmt *S) {
  auto [It, New] =
      Labels.insert({S->Label->Value, LabelInfo{S, B, /*Used=*/false}});
  if (!New)
    error(S->Label->pos(), DiagCode::DuplicateLabel,
          "label " + S->Label->Value + " already defined at " +
              where(It->second.S->Label->pos()));
  return &It->second;
}

LabeledStmt *BranchChecker::gotoTarget(Block *B, StringRef Name) {
  LabelInfo *L = find(Name);
  if (!L)
    return nullptr;
  L->Used = true; // even if it cannot be reached
  for (; B; B = B->Parent)
    if (L->Parent == B)
      return L->S;
  return nullptr;
}

bool BranchChecker::enclosingTarget(Block *B, StringRef Name,
                                    LabeledStmt *&Result) {
  Result = nullptr;
  LabelInfo *L = find(Name);
  if (!L)
    return false;
  L->Used = true; // even if it is not around B
  for (; B; B = B->Parent)
    if (L->S == B->Labeled) {
      Result = L->S;
      break;
    }
  return true;
}

void BranchChecker::check(BlockStmt *Body) {
  BlockChecker Outer(*this, nullptr, nullptr, Body->pos(), Targets());
  for (BranchStmt *S : Outer.walk(Body->List)) {
    StringRef Name = S->Label->Value;
    if (LabelInfo *L = find(Name)) {
      L->Used = true;
      error(S->Label->pos(), DiagCode::JumpIntoBlock,
            "goto " + Name + " jumps into block starting at " +
                where(L->Parent->Start));
    } else {
      error(S->Label->pos(), DiagCode::UndeclaredLabel,
            "label " + Name + " not defined");
    }
  }
  for (auto &[Name, L] : Labels)
    if (!L.Used)
      error(L.S->Label->pos(), DiagCode::UnusedLabel,
            "label " + Name + " defined and not used");
}

void BlockChecker::declStmt(DeclStmt *S) {
  for (Decl *D : S->Decls)
    if (auto *V = llvm::dyn_cast<VarDecl>(D))
      return recordVarDecl(V->pos(), V->Names[0]);
}

void BlockChecker::labeledStmt(LabeledStmt *S) {
  StringRef Name = S->Label->Value;
  if (Name == "_")
    return;
  LabelInfo *L = B.declare(Self, S);
  Gotos Left;
  for (BranchStmt *G : FwdGotos) {
    if (G->Label->Value != Name) {
      Left.push_back(G);
      continue;
    }
    B.setTarget(G, S);
    L->Used = true;
    if (VarPos.isValid() && llvm::is_contained(BadGotos, G))
      B.error(G->Label->pos(), DiagCode::JumpOverDecl,
              "goto " + Name + " jumps over declaration of " +
                  exprString(VarName) + " at " + B.where(VarPos));
  }
  FwdGotos = std::move(Left);
  Labeled = S;
}

void BlockChecker::fallthroughStmt(BranchStmt *S, bool Last) {
  const char *Msg = "fallthrough statement out of place";
  if (auto *Sw = llvm::dyn_cast_or_null<SwitchStmt>(Ctxt.Breaks)) {
    if (llvm::isa_and_nonnull<TypeSwitchGuard>(Sw->Tag)) {
      Msg = "cannot fallthrough in type switch";
    } else if (Ctxt.CaseIndex >= 0 && Last) {
      if (size_t(Ctxt.CaseIndex) + 1 < Sw->Clauses.size()) {
        B.setTarget(S, Sw);
        return;
      }
      Msg = "cannot fallthrough final case in switch";
    }
  }
  B.error(S->pos(), DiagCode::MisplacedFallthrough, Msg);
}

void BlockChecker::labeledBranch(BranchStmt *S) {
  StringRef Name = S->Label->Value;
  if (S->Keyword == Tok::KwGoto) {
    if (LabeledStmt *T = B.gotoTarget(Self, Name))
      B.setTarget(S, T);
    else
      FwdGotos.push_back(S); // the label may come later
    return;
  }
  bool IsBreak = S->Keyword == Tok::KwBreak;
  StringRef Keyword = IsBreak ? "break" : "continue";
  LabeledStmt *L;
  if (!B.enclosingTarget(Self, Name, L)) {
    B.error(S->Label->pos(), DiagCode::UndeclaredLabel,
            Keyword + " label not defined: " + Name);
    return;
  }
  Stmt *T = L ? L->Body : nullptr;
  bool Ok = IsBreak ? llvm::isa_and_nonnull<ForStmt, SwitchStmt, SelectStmt>(T)
                    : llvm::isa_and_nonnull<ForStmt>(T);
  if (Ok)
    B.setTarget(S, T);
  else
    B.error(S->Label->pos(), DiagCode::MisplacedLabel,
            "invalid " + Keyword + " label " + Name);
}

void BlockChecker::branchStmt(BranchStmt *S, bool Last) {
  if (S->Label)
    return labeledBranch(S);
  switch (S->Keyword) {
  case Tok::KwBreak:
    if (Ctxt.Breaks)
      B.setTarget(S, Ctxt.Breaks);
    else
      B.error(S->pos(), DiagCode::MisplacedBreak,
              "break is not in a loop, switch, or select");
    return;
  case Tok::KwContinue:
    if (Ctxt.Continues)
      B.setTarget(S, Ctxt.Continues);
    else
      B.error(S->pos(), DiagCode::MisplacedContinue,
              "continue is not in a loop");
    return;
  case Tok::KwFallthrough:
    return fallthroughStmt(S, Last);
  default:
    return; // the parser requires a label
  }
}

void BlockChecker::stmt(Stmt *S, bool Last) {
  Labeled = nullptr;
  while (auto *L = llvm::dyn_cast<LabeledStmt>(S)) {
    labeledStmt(L);
    S = L->Body;
  }
  Targets T{Ctxt.Breaks, Ctxt.Continues, -1};
  switch (S->kind()) {
  case NodeKind::DeclStmt:
    return declStmt(cast<DeclStmt>(S));
  case NodeKind::BranchStmt:
    return branchStmt(cast<BranchStmt>(S), Last);
  case NodeKind::AssignStmt:
    if (auto *A = cast<AssignStmt>(S); A->Opcode == Op::Def)
      recordVarDecl(A->pos(), A->Lhs);
    return;
  case NodeKind::BlockStmt:
    return inner(T, S->pos(), cast<BlockStmt>(S)->List);
  case NodeKind::IfStmt: {
    auto *I = cast<IfStmt>(S);
    inner(T, I->Then->pos(), I->Then->List);
    if (I->Else)
      inner(T, I->Else->pos(), I->Else);
    return;
  }
  case NodeKind::ForStmt: {
    auto *F = cast<ForStmt>(S);
    return inner({F, F, -1}, F->Body->pos(), F->Body->List);
  }
  case NodeKind::SwitchStmt: {
    auto *Sw = cast<SwitchStmt>(S);
    for (size_t I = 0; I < Sw->Clauses.size(); ++I)
      inner({Sw, Ctxt.Continues, int(I)}, Sw->Clauses[I]->pos(),
            Sw->Clauses[I]->Body);
    return;
  }
  case NodeKind::SelectStmt:
    for (CommClause *Cl : cast<SelectStmt>(S)->Clauses)
      inner({S, Ctxt.Continues, -1}, Cl->pos(), Cl->Body);
    return;
  default:
    return;
  }
}

Gotos BlockChecker::walk(ArrayRef<Stmt *> List) {
  // A fallthrough is last even if empty statements follow.
  while (!List.empty() && llvm::isa<EmptyStmt>(List.back()))
    List = List.drop_back();
  for (size_t I = 0; I < List.size(); ++I)
    stmt(List[I], I + 1 == List.size());
  return std::move(FwdGotos);
}

void ogo::labels(Checker &C, BlockStmt *Body) {
  auto Error = [&](Pos At, DiagCode Code, const Twine &Msg) {
    C.error(At, Code, Msg);
  };
  BranchChecker(C.Diags.sources(), C.Facts, Error).check(Body);
}

void ogo::labelErrors(Package &Pkg, Diagnostics &Diags) {
  auto Error = [&](Pos At, DiagCode Code, const Twine &Msg) {
    Diags.report(Code, At, Msg);
  };
  SmallVector<Pos, 16> Broken;
  for (const Diagnostic &D : Diags.all())
    Broken.push_back(D.At);
  // The tree of a body with errors may be misleading.
  auto IsBroken = [&](const BlockStmt *Body) {
    return llvm::any_of(Broken, [&](Pos At) {
      return Body->pos() <= At && At <= endPos(Body);
    });
  };
  for (File *F : Pkg.Files)
    for (Decl *D : F->Decls)
      if (auto *Func = llvm::dyn_cast<FuncDecl>(D);
          Func && Func->Body && !IsBroken(Func->Body))
        BranchChecker(Diags.sources(), Pkg.Facts, Error).check(Func->Body);
}
