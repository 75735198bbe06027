//===- Errors.cpp - Wording and filtering of errors -----------------------===//
//
// An error is dropped if its text shows that it only follows from an earlier
// one: it mentions an invalid operand or type. Types are written relative to
// the package being checked.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Checker.h"
#include "frontend/types/TypeString.h"

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;

/// Whether At is in the file; files of one package are loaded in some order,
/// so the one with the largest start not after At has it.
static const File *fileAt(const Checker &C, Pos At) {
  const File *Found = nullptr;
  for (const File *F : C.Files)
    if (F->Source->start() <= At &&
        (!Found || Found->Source->start() < F->Source->start()))
      Found = F;
  return Found;
}

/// gc tells where a language version that is too old was chosen.
static void addVersionHint(const Checker &C, Pos At, std::string &Msg) {
  StringRef Rest = Msg;
  size_t I = Rest.find("requires go");
  if (I == StringRef::npos)
    return;
  Rest = Rest.drop_front(I + StringRef("requires go").size());
  unsigned Major, Minor;
  if (Rest.consumeInteger(10, Major) || !Rest.consume_front(".") ||
      Rest.consumeInteger(10, Minor) || !Rest.starts_with(" or later"))
    return;
  const File *F = fileAt(C, At);
  if (!F)
    return;
  LangVersion V = C.Facts.FileVersions.lookup(F->id());
  if (F->GoVersion.isSet() && F->GoVersion == V)
    Msg += " (file declares //go:build " + V.str() + ")";
  else
    Msg += " (-lang was set to " + C.Pkg.GoVersion.str() + "; check go.mod)";
}

static bool followsFromEarlier(const Checker &C, StringRef Msg) {
  if (!C.FirstErrorSeen)
    return false;
  auto Inside = [Msg](StringRef Part) {
    size_t I = Msg.find(Part);
    return I != StringRef::npos && I > 0;
  };
  return Inside("invalid operand") || Inside("invalid type");
}

static void emit(Checker &C, Pos At, DiagCode Code, std::string Msg) {
  // An inherited constant expression is written elsewhere: report at the
  // constant.
  if (C.Env.ErrPos.isValid())
    At = C.Env.ErrPos;
  if (Code == DiagCode::InvalidSyntaxTree)
    Msg = "invalid syntax tree: " + Msg;
  C.FirstErrorSeen = true;
  if (C.Opts.MaxErrors && C.Diags.errorCount() >= C.Opts.MaxErrors)
    return;
  addVersionHint(C, At, Msg);
  C.Diags.report(Code, At, Msg);
}

void Checker::reportRaw(Pos At, DiagCode Code, std::string Msg, bool) {
  if (!followsFromEarlier(*this, Msg))
    emit(*this, At, Code, std::move(Msg));
}

void Checker::error(Pos At, DiagCode Code, const Twine &Msg) {
  reportRaw(At, Code, Msg.str(), false);
}

void Checker::error(const Node *At, DiagCode Code, const Twine &Msg) {
  reportRaw(startPos(At), Code, Msg.str(), false);
}

void Checker::error(const Operand &At, DiagCode Code, const Twine &Msg) {
  reportRaw(At.X ? startPos(At.X) : At.At, Code, Msg.str(), false);
}

void Checker::softError(Pos At, DiagCode Code, const Twine &Msg) {
  reportRaw(At, Code, Msg.str(), true);
}

void ErrorBuilder::add(Pos At, const Twine &Msg) {
  Parts.push_back({At, Msg.str()});
}

void ErrorBuilder::add(const Node *N, const Twine &Msg) {
  add(startPos(N), Msg);
}

void ErrorBuilder::addAltDecl(Object *Obj) {
  if (Obj->P.isValid())
    add(Obj->P, "other declaration of " + Obj->Name);
}

std::string ErrorBuilder::message() const {
  std::string Msg;
  for (size_t I = 0; I != Parts.size(); ++I) {
    if (I) {
      Msg += "\n\t";
      if (Parts[I].first.isValid())
        Msg += C.Diags.sources().toString(Parts[I].first) + ": ";
    }
    Msg += Parts[I].second;
  }
  return Msg;
}

void ErrorBuilder::report(bool) {
  assert(!Parts.empty() && "no error");
  if (!followsFromEarlier(C, Parts[0].second))
    emit(C, Parts[0].first, Code, message());
  Parts.clear(); // not to be reported twice
}

LangVersion Checker::fileVersion(Pos At) const {
  if (At.isValid())
    if (const File *F = fileAt(*this, At))
      return Facts.FileVersions.lookup(F->id());
  return Opts.GoVersion;
}

bool Checker::allowVersion(LangVersion V) const {
  LangVersion Current = Env.Version.isSet() ? Env.Version : Opts.GoVersion;
  return !Current.isSet() || Current >= V;
}

bool Checker::allowVersion(Pos At, LangVersion V) const {
  LangVersion Current = fileVersion(At);
  return !Current.isSet() || Current >= V;
}

bool Checker::verifyVersion(Pos At, LangVersion V, const Twine &What) {
  if (allowVersion(At, V))
    return true;
  error(At, DiagCode::UnsupportedFeature,
        What + " requires " + V.str() + " or later");
  return false;
}

bool Checker::verifyVersion(const Node *At, LangVersion V, const Twine &What) {
  // The common case must not look for the node's start.
  if (allowVersion(At->pos(), V))
    return true;
  return verifyVersion(startPos(At), V, What);
}

namespace {
/// The checker's way to print, as long as this lives.
struct Printer {
  explicit Printer(Checker &C)
      : Qualify([&C](const Package *P) { return C.qualify(P); }),
        PosText([&C](Pos P) { return C.Diags.sources().toString(P); }) {
    Opts.Q = Qualify;
    Opts.PosText = PosText;
  }
  Printer(const Printer &) = delete;
  std::function<std::string(const Package *)> Qualify;
  std::function<std::string(Pos)> PosText;
  TypeStringOptions Opts;
};
} // namespace

std::string Checker::str(const Type *T) {
  return typeString(T, Printer(*this).Opts);
}

std::string Checker::str(const Object *O) {
  return objectString(O, Printer(*this).Opts);
}

std::string Checker::str(llvm::ArrayRef<Type *> Ts) {
  std::string S = "[";
  for (size_t I = 0; I != Ts.size(); ++I) {
    if (I)
      S += ", ";
    S += str(Ts[I]);
  }
  return S + "]";
}

void Checker::markImports(const Package *P) {
  if (!SeenPkgs.try_emplace(P, true).second)
    return;
  auto &Paths = PkgPathsByName[P->Name];
  if (!llvm::is_contained(Paths, P->Path))
    Paths.push_back(P->Path);
  for (const Package *Import : P->Imports)
    markImports(Import);
}

std::string Checker::qualify(const Package *P) {
  if (P == &Pkg)
    return {};
  if (SeenPkgs.empty())
    markImports(&Pkg);
  // Where a name is ambiguous the path tells which package is meant.
  if (PkgPathsByName.lookup(P->Name).size() > 1)
    return ("\"" + P->Path + "\"").str();
  return P->Name.str();
}
