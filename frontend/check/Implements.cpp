//===- Implements.cpp - Who implements an interface, and why not ----------===//
//
// Spec "Implementing an interface" and "Satisfying a type constraint", with the
// wording of every way to fail. Causes are built only when asked for.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/Infer.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"
#include "frontend/types/TypeString.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace ogo;
using llvm::StringRef;

bool ogo::isInterfacePtr(Type *T) {
  auto *P = underAs<Pointer>(T);
  return P && isInterface(P->Elem);
}

std::string ogo::interfacePtrError(Checker &C, Type *T) {
  auto *P = underAs<Pointer>(T);
  StringRef What = isTypeParam(P->Elem) ? "type parameter" : "interface";
  return ("type " + C.str(T) + " is pointer to " + What + ", not " + What)
      .str();
}

//===----------------------------------------------------------------------===//
// Missing methods
//===----------------------------------------------------------------------===//

namespace {

struct Missing {
  enum Kind : uint8_t {
    None,
    NotFound,
    WrongName,
    Unexported,
    WrongSig,
    AmbigSel,
    PtrRecv,
    IsField,
  };
  Kind K = None;
  Func *Want = nullptr; // method of the interface
  Func *Have = nullptr; // what V has instead, if anything
};

} // namespace

using TypeEquality = llvm::function_ref<bool(Type *, Type *)>;

static Missing missingInInterface(Interface *V, const TypeSet &TS, bool Static,
                                  TypeEquality Equivalent) {
  const TypeSet &VS = typeSet(V);
  for (Func *M : TS.Methods) {
    Func *F = VS.lookupMethod(M->pkg(), M->name());
    if (!F) {
      if (!Static)
        continue;
      return {Missing::NotFound, M, nullptr};
    }
    if (!Equivalent(F->type(), M->type()))
      return {Missing::WrongSig, M, F};
  }
  return {};
}

static Missing whyNotFound(Type *V, Func *M, const LookupResult &R) {
  if (!R.Index.empty())
    return {Missing::AmbigSel, M, nullptr};
  if (R.Indirect)
    return {Missing::PtrRecv, M, nullptr};
  LookupResult Alt = lookupFieldOrMethodImpl(V, false, M->pkg(), M->name(),
                                             /*FoldCase=*/true);
  auto *F = llvm::dyn_cast_or_null<Func>(Alt.Obj);
  if (!F)
    return {Missing::NotFound, M, nullptr};
  // With equal names only the package can differ, so F is not exported.
  return {F->name() == M->name() ? Missing::Unexported : Missing::WrongName, M,
          F};
}

static Missing missingInType(Checker &C, Type *V, const TypeSet &TS,
                             TypeEquality Equivalent) {
  for (Func *M : TS.Methods) {
    LookupResult R = lookupFieldOrMethodImpl(V, false, M->pkg(), M->name());
    if (!R.Obj)
      return whyNotFound(V, M, R);
    auto *F = llvm::dyn_cast<Func>(R.Obj);
    if (!F)
      return {Missing::IsField, M, nullptr};
    objDecl(C, F); // its signature may not be set up yet
    if (!Equivalent(F->type(), M->type()))
      return {Missing::WrongSig, M, F};
  }
  return {};
}

/// Name and signature of F without parameter names, for have and want lines.
/// PkgInfo adds package paths to tell apart what reads the same otherwise.
static std::string methodText(Checker &C, const Func *F, bool PkgInfo) {
  auto Qualify = [&C](const Package *P) { return C.qualify(P); };
  TypeStringOptions Opts;
  if (!PkgInfo)
    Opts.Q = Qualify;
  Opts.ParamNames = false;
  Opts.PkgInfo = PkgInfo;
  return F->name().str() + signatureString(F->signature(), Opts);
}

static std::string wrongSignature(Checker &C, const Missing &R) {
  std::string Head = ("(wrong type for method " + R.Want->name() + ")").str();
  std::string Have = methodText(C, R.Have, false);
  std::string Want = methodText(C, R.Want, false);
  if (Have == Want) {
    Have = methodText(C, R.Have, true);
    Want = methodText(C, R.Want, true);
  }
  // Type parameters of one name can make them read alike even so.
  if (Have == Want)
    return Head;
  return Head + "\n\t\thave " + Have + "\n\t\twant " + Want;
}

static std::string missingCause(Checker &C, Type *V, Type *T,
                                const Missing &R) {
  StringRef Name = R.Want->name();
  switch (R.K) {
  case Missing::None:
    break;
  case Missing::NotFound:
    if (isInterfacePtr(V))
      return "(" + interfacePtrError(C, V) + ")";
    if (isInterfacePtr(T))
      return "(" + interfacePtrError(C, T) + ")";
    return ("(missing method " + Name + ")").str();
  case Missing::WrongName: {
    return ("(missing method " + Name + ")\n\t\thave ").str() +
           methodText(C, R.Have, false) + "\n\t\twant " +
           methodText(C, R.Want, false);
  }
  case Missing::Unexported:
    return ("(unexported method " + Name + ")").str();
  case Missing::WrongSig:
    return wrongSignature(C, R);
  case Missing::AmbigSel:
    return ("(ambiguous selector " + C.str(V) + "." + Name + ")").str();
  case Missing::PtrRecv:
    return ("(method " + Name + " has pointer receiver)").str();
  case Missing::IsField:
    return ("(" + C.str(V) + "." + Name + " is a field, not a method)").str();
  }
  llvm_unreachable("no cause for a method that is there");
}

Func *ogo::missingMethodCause(Checker &C, Type *V, Type *T, bool Static,
                              TypeEquality Equivalent, std::string *Cause,
                              bool *WrongType) {
  const TypeSet &TS = typeSet(underAs<Interface>(T));
  if (WrongType)
    *WrongType = false;
  if (TS.Methods.empty())
    return nullptr;
  auto *VI = underAs<Interface>(V);
  Missing R = VI ? missingInInterface(VI, TS, Static, Equivalent)
                 : missingInType(C, V, TS, Equivalent);
  if (R.K == Missing::None)
    return nullptr;
  if (Cause) {
    if (R.Have)
      objDecl(C, R.Have);
    *Cause = missingCause(C, V, T, R);
  }
  if (WrongType)
    *WrongType = R.K == Missing::WrongSig || R.K == Missing::PtrRecv;
  return R.Want;
}

/// Whether T is a struct, or a pointer to one, that embeds an invalid type,
/// directly or not.
static bool embedsInvalid(Type *T, llvm::SmallPtrSetImpl<Struct *> &Seen) {
  auto *S = underAs<Struct>(derefStructPtr(T));
  if (!S || !Seen.insert(S).second)
    return false;
  return llvm::any_of(S->Fields, [&](Var *F) {
    return F->Embedded && (!isValid(F->T) || embedsInvalid(F->T, Seen));
  });
}

bool ogo::hasAllMethods(Checker &C, Type *V, Type *T, bool Static,
                        TypeEquality Equivalent, std::string *Cause) {
  if (!isValid(V) || !missingMethodCause(C, V, T, Static, Equivalent, Cause))
    return true;
  llvm::SmallPtrSet<Struct *, 4> Seen;
  return embedsInvalid(V, Seen);
}

bool ogo::assertableTo(Checker &C, Type *V, Type *T, std::string *Cause) {
  // An interface can be asserted dynamically whatever methods it has.
  if (isInterface(T))
    return true;
  return hasAllMethods(C, T, V, false, identical, Cause);
}

bool ogo::newAssertableTo(Checker &C, Pos At, Type *V, Type *T,
                          std::string *Cause) {
  return isInterface(T) || implements(C, At, T, V, false, Cause);
}

//===----------------------------------------------------------------------===//
// Implementing and satisfying
//===----------------------------------------------------------------------===//

static bool includes(const UnionTerm &Term, Type *T, bool Tilde) {
  return identical(Term.T, Tilde ? under(T) : T);
}

/// Does T name Typ in an element or a term? Only for better messages.
static bool mentions(Type *T, Type *Typ) {
  if (auto *I = llvm::dyn_cast<Interface>(T))
    return llvm::any_of(I->Embeddeds,
                        [&](Type *E) { return mentions(E, Typ); });
  if (auto *U = llvm::dyn_cast<Union>(T))
    return llvm::any_of(U->Terms,
                        [&](const UnionTerm &E) { return mentions(E.T, Typ); });
  return identical(T, Typ);
}

static std::string termString(const TypeSet &TS) {
  std::string S;
  for (const UnionTerm &T : TS.Terms) {
    if (!S.empty())
      S += " | ";
    S += (T.Tilde ? "~" : "") + typeString(T.T);
  }
  return S;
}

namespace {

/// One question "does V implement (satisfy) T", T being an interface.
class Implementation {
public:
  Implementation(Checker &C, Type *V, Type *T, Interface *TI, bool Constraint,
                 std::string *Cause)
      : C(C), V(V), T(T), TI(TI), TS(typeSet(TI)), Constraint(Constraint),
        Verb(Constraint ? "satisfy" : "implement"), Cause(Cause) {}
  bool holds();

private:
  bool comparability();
  bool inTerms();
  bool fail(const llvm::Twine &Why) {
    if (Cause)
      *Cause = Why.str();
    return false;
  }
  Checker &C;
  Type *V, *T;
  Interface *TI;
  const TypeSet &TS;
  bool Constraint;
  StringRef Verb;
  std::string *Cause;
};

} // namespace

bool Implementation::comparability() {
  if (!TS.isComparable())
    return true;
  if (comparableType(V, /*Dynamic=*/false))
    return true;
  // Ordinary interfaces satisfy comparable although == may panic (Go 1.20).
  if (Constraint && comparableType(V, /*Dynamic=*/true)) {
    if (C.allowVersion(LangVersion{20}))
      return true;
    return Cause ? fail(C.str(V) + " to " + Verb +
                        " comparable requires go1.20 or later")
                 : false;
  }
  return Cause ? fail(C.str(V) + " does not " + Verb + " comparable") : false;
}

bool Implementation::inTerms() {
  Type *Alt = nullptr; // would do with a tilde
  for (const UnionTerm &Term : TS.Terms) {
    if (includes(Term, V, Term.Tilde))
      return true;
    if (!Alt && !Term.Tilde && identical(Term.T, under(Term.T)) &&
        includes(Term, V, true))
      Alt = Term.T;
  }
  if (!Cause)
    return false;
  std::string Detail;
  if (Alt)
    Detail = "possibly missing ~ for " + C.str(Alt) + " in " + C.str(T);
  else if (mentions(TI, V))
    Detail = C.str(T) + " mentions " + C.str(V) + ", but " + C.str(V) +
             " is not in the type set of " + C.str(T);
  else
    Detail = C.str(V) + " missing in " + termString(TS);
  return fail(C.str(V) + " does not " + Verb + " " + C.str(T) + " (" + Detail +
              ")");
}

bool Implementation::holds() {
  if (TS.isAll())
    return true;
  // The empty set is a subset of any.
  auto *VI = underAs<Interface>(V);
  if (VI && typeSet(VI).isEmpty())
    return true;
  if (TS.isEmpty())
    return Cause ? fail("cannot " + Verb + " " + C.str(T) + " (empty type set)")
                 : false;
  if (!hasAllMethods(C, V, T, /*Static=*/true, identical, Cause)) {
    if (Cause)
      *Cause = (C.str(V) + " does not " + Verb + " " + C.str(T) + " " + *Cause)
                   .str();
    return false;
  }
  if (!TS.hasTerms())
    return comparability();
  // Every type V stands for must be permitted.
  if (VI) {
    if (!typeSet(VI).subsetOf(TS))
      return Cause ? fail(C.str(V) + " does not " + Verb + " " + C.str(T))
                   : false;
    return comparability();
  }
  return inTerms() && comparability();
}

bool ogo::implements(Checker &C, Pos At, Type *V, Type *T, bool Constraint,
                     std::string *Cause) {
  (void)At;
  Type *VU = under(V), *TU = under(T);
  if (!isValid(VU) || !isValid(TU))
    return true; // reported before
  if (auto *P = llvm::dyn_cast<Pointer>(VU); P && !isValid(under(P->Elem)))
    return true;
  if (auto *TI = llvm::dyn_cast<Interface>(TU))
    return Implementation(C, V, T, TI, Constraint, Cause).holds();
  if (Cause) {
    std::string Detail = isInterfacePtr(TU) ? interfacePtrError(C, T)
                                            : C.str(T) + " is not an interface";
    *Cause = C.str(V) + " does not " +
             (Constraint ? "satisfy " : "implement ") + C.str(T) + " (" +
             Detail + ")";
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Failed selectors
//===----------------------------------------------------------------------===//

/// Name without its first character; one that has no others is left alone.
static StringRef tail(StringRef Name) {
  size_t N = 1;
  while (N < Name.size() && (Name[N] & 0xC0) == 0x80)
    ++N;
  return N < Name.size() ? Name.drop_front(N) : Name;
}

namespace {
enum class NearMiss : uint8_t {
  Missing,      // nothing like it
  Misspelled,   // differs in upper and lower case
  Unexported,   // the same but for the first letter, in another package
  Inaccessible, // the same, but not exported by its package
};
} // namespace

static NearMiss nearMiss(Checker &C, StringRef Sel, Object *Obj) {
  if (!Obj)
    return NearMiss::Missing;
  StringRef Alt = Obj->name();
  if (Obj->pkg() == &C.Pkg)
    return NearMiss::Misspelled;
  if (isExported(Sel)) {
    if (isExported(Alt))
      return NearMiss::Misspelled;
    return tail(Sel) == tail(Alt) ? NearMiss::Unexported : NearMiss::Missing;
  }
  if (isExported(Alt))
    return tail(Sel) == tail(Alt) ? NearMiss::Misspelled : NearMiss::Missing;
  return Sel == Alt ? NearMiss::Inaccessible : NearMiss::Missing;
}

std::string ogo::lookupError(Checker &C, Type *T, StringRef Sel, Object *Obj,
                             bool StructLit) {
  NearMiss Miss = nearMiss(C, Sel, Obj);
  StringRef Alt = Obj ? Obj->name() : "";
  if (StructLit) {
    std::string Head =
        ("unknown field " + Sel + " in struct literal of type ").str() +
        C.str(T);
    switch (Miss) {
    case NearMiss::Missing:
      return Head;
    case NearMiss::Misspelled:
      return (Head + ", but does have " + Alt).str();
    case NearMiss::Unexported:
      return (Head + ", but does have unexported " + Alt).str();
    case NearMiss::Inaccessible:
      return ("cannot refer to unexported field " + Alt +
              " in struct literal of type " + C.str(T))
          .str();
    }
  }
  StringRef What = "object";
  if (Obj && llvm::isa<Var>(Obj))
    What = "field";
  else if (Obj && llvm::isa<Func>(Obj))
    What = "method";
  std::string Head =
      ("type " + C.str(T) + " has no field or method " + Sel).str();
  switch (Miss) {
  case NearMiss::Missing:
    return Head;
  case NearMiss::Misspelled:
    return (Head + ", but does have " + What + " " + Alt).str();
  case NearMiss::Unexported:
    return (Head + ", but does have unexported " + What + " " + Alt).str();
  case NearMiss::Inaccessible:
    return ("cannot refer to unexported " + What + " " + Alt).str();
  }
  llvm_unreachable("unknown kind of miss");
}
