//===- ConstantValue.cpp - Life and accessors of constants ----------------===//
//
// Constants are shared by reference count, not arena allocated: big numbers
// own memory of GMP and MPFR, and most intermediate values die at once.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/ConstantRep.h"

#include "llvm/Support/ErrorHandling.h"
#include <mutex>

using namespace ogo;
using llvm::StringRef;
using Ops = ConstantOps;

FloatRep::FloatRep() : Rep(ConstantForm::Float) {
  // The exponent range is per thread; the default one is narrower than the 32
  // bits go/constant has.
  constexpr mpfr_exp_t Limit = (mpfr_exp_t(1) << 31) - 1;
  if (mpfr_get_emax() != Limit) {
    mpfr_set_emax(Limit);
    mpfr_set_emin(-Limit);
  }
  mpfr_init2(V, ConstantOps::Precision);
}

//===----------------------------------------------------------------------===//
// Life
//===----------------------------------------------------------------------===//

/// Frees a string and the left operands only it held, in a loop: a chain of
/// additions is as deep as it is long.
static void destroyString(StringRep *S) {
  while (S) {
    ConstantValue::Rep *Left = Ops::detach(S->Left);
    delete S;
    if (!Left || Left->Refs.fetch_sub(1, std::memory_order_acq_rel) != 1)
      return;
    S = static_cast<StringRep *>(Left);
  }
}

static void destroy(ConstantValue::Rep *R) {
  switch (R->Form) {
  case ConstantForm::Unknown:
    delete R;
    return;
  case ConstantForm::Bool:
    delete static_cast<BoolRep *>(R);
    return;
  case ConstantForm::String:
    destroyString(static_cast<StringRep *>(R));
    return;
  case ConstantForm::Int64:
    delete static_cast<Int64Rep *>(R);
    return;
  case ConstantForm::BigInt:
    delete static_cast<BigIntRep *>(R);
    return;
  case ConstantForm::Rat:
    delete static_cast<RatRep *>(R);
    return;
  case ConstantForm::Float:
    delete static_cast<FloatRep *>(R);
    return;
  case ConstantForm::Complex:
    delete static_cast<ComplexRep *>(R);
    return;
  }
}

static void retain(ConstantValue::Rep *R) {
  if (R)
    R->Refs.fetch_add(1, std::memory_order_relaxed);
}

static void release(ConstantValue::Rep *R) {
  if (R && R->Refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
    destroy(R);
}

ConstantValue::ConstantValue() = default;
ConstantValue::ConstantValue(Rep *R) : R(R) {}
ConstantValue::~ConstantValue() { release(R); }
ConstantValue::ConstantValue(const ConstantValue &O) : R(O.R) { retain(R); }
ConstantValue::ConstantValue(ConstantValue &&O) noexcept : R(O.R) {
  O.R = nullptr;
}
ConstantValue &ConstantValue::operator=(const ConstantValue &O) {
  retain(O.R);
  release(R);
  R = O.R;
  return *this;
}
ConstantValue &ConstantValue::operator=(ConstantValue &&O) noexcept {
  std::swap(R, O.R);
  return *this;
}

ConstantValue::Kind ConstantValue::kind() const {
  switch (Ops::form(*this)) {
  case ConstantForm::Unknown:
    return Kind::Unknown;
  case ConstantForm::Bool:
    return Kind::Bool;
  case ConstantForm::String:
    return Kind::String;
  case ConstantForm::Int64:
  case ConstantForm::BigInt:
    return Kind::Int;
  case ConstantForm::Rat:
  case ConstantForm::Float:
    return Kind::Float;
  case ConstantForm::Complex:
    return Kind::Complex;
  }
  llvm_unreachable("unknown constant form");
}

//===----------------------------------------------------------------------===//
// Factories
//===----------------------------------------------------------------------===//

ConstantValue ConstantValue::unknown() {
  return ConstantValue(new Rep(ConstantForm::Unknown));
}
ConstantValue ConstantValue::makeBool(bool B) {
  return ConstantValue(new BoolRep(B));
}
ConstantValue ConstantValue::makeString(StringRef S) {
  return ConstantValue(new StringRep(S.str()));
}
ConstantValue ConstantValue::makeInt(int64_t V) {
  return ConstantValue(new Int64Rep(V));
}
ConstantValue ConstantValue::makeUint(uint64_t V) {
  if (static_cast<int64_t>(V) >= 0)
    return makeInt(static_cast<int64_t>(V));
  auto *R = new BigIntRep;
  mpz_set_ui(R->V, V);
  return ConstantValue(R);
}
ConstantValue ConstantValue::makeFloat(double V) {
  // Every finite double is a small fraction.
  auto *R = new RatRep;
  mpq_set_d(R->V, V);
  return ConstantValue(R);
}

ConstantValue ConstantOps::makeInt(BigIntRep *R) {
  if (!mpz_fits_slong_p(R->V))
    return wrap(R);
  int64_t V = mpz_get_si(R->V);
  delete R;
  return Value::makeInt(V);
}

ConstantValue ConstantOps::makeRat(RatRep *R) {
  auto Small = [](mpz_srcptr Z) {
    return mpz_sizeinbase(Z, 2) < static_cast<size_t>(SmallBits);
  };
  Value V = wrap(R);
  if (Small(mpq_numref(R->V)) && Small(mpq_denref(R->V)))
    return V;
  return wrap(floatFromRat(V));
}

ConstantValue ConstantOps::makeFloat(FloatRep *R) {
  Value V = wrap(R);
  if (mpfr_zero_p(R->V))
    mpfr_set_zero(R->V, 1);
  if (!mpfr_number_p(R->V))
    return Value::unknown();
  return V;
}

ConstantValue ConstantOps::makeComplex(const Value &Re, const Value &Im) {
  if (form(Re) == Form::Unknown || form(Im) == Form::Unknown)
    return Value::unknown();
  return wrap(new ComplexRep(Re, Im));
}

//===----------------------------------------------------------------------===//
// Accessors
//===----------------------------------------------------------------------===//

bool ConstantValue::boolVal() const {
  return Ops::form(*this) == ConstantForm::Bool && Ops::as<BoolRep>(*this).V;
}

/// Puts a concatenation together. The left spine is walked in a loop: a chain
/// of additions is as deep as it is long.
static void flatten(StringRep &S) {
  static std::mutex Lock;
  std::lock_guard<std::mutex> Guard(Lock);
  if (S.Flat.load(std::memory_order_relaxed))
    return;
  llvm::SmallVector<const StringRep *, 32> Work{&S};
  llvm::SmallVector<StringRef, 32> Pieces; // right to left
  while (!Work.empty()) {
    const StringRep *P = Work.pop_back_val();
    if (P->Flat.load(std::memory_order_relaxed)) {
      Pieces.push_back(P->Text);
      continue;
    }
    Work.push_back(&Ops::as<StringRep>(P->Left));
    Work.push_back(&Ops::as<StringRep>(P->Right));
  }
  size_t Size = 0;
  for (StringRef P : Pieces)
    Size += P.size();
  S.Text.reserve(Size);
  for (size_t I = Pieces.size(); I-- > 0;)
    S.Text.append(Pieces[I].data(), Pieces[I].size());
  // Left and Right stay: another thread may be about to read them.
  S.Flat.store(true, std::memory_order_release);
}

StringRef ConstantValue::stringVal() const {
  if (Ops::form(*this) != ConstantForm::String)
    return {};
  auto &S = Ops::as<StringRep>(*this);
  if (!S.Flat.load(std::memory_order_acquire))
    flatten(S);
  return S.Text;
}

uint64_t ConstantValue::stringLen() const {
  return Ops::form(*this) == ConstantForm::String
             ? Ops::as<StringRep>(*this).Len
             : 0;
}

std::optional<int64_t> ConstantValue::int64Val() const {
  if (Ops::form(*this) == ConstantForm::Int64)
    return Ops::int64(*this);
  return std::nullopt;
}

std::optional<uint64_t> ConstantValue::uint64Val() const {
  if (Ops::form(*this) == ConstantForm::Int64 && Ops::int64(*this) >= 0)
    return static_cast<uint64_t>(Ops::int64(*this));
  if (Ops::form(*this) == ConstantForm::BigInt &&
      mpz_fits_ulong_p(Ops::bigInt(*this)))
    return mpz_get_ui(Ops::bigInt(*this));
  return std::nullopt;
}

llvm::APInt ConstantValue::toAPInt(unsigned Width) const {
  if (Ops::form(*this) == ConstantForm::Int64)
    return llvm::APInt(64, static_cast<uint64_t>(Ops::int64(*this)), true)
        .sextOrTrunc(Width);
  assert(Ops::form(*this) == ConstantForm::BigInt && "not an integer");
  mpz_srcptr Z = Ops::bigInt(*this);
  llvm::SmallVector<uint64_t, 8> Words(mpz_size(Z));
  for (size_t I = 0; I < Words.size(); ++I)
    Words[I] = mpz_getlimbn(Z, I);
  llvm::APInt A(std::max<unsigned>(Words.size() * 64 + 1, Width), Words);
  if (mpz_sgn(Z) < 0)
    A.negate();
  return A.trunc(Width);
}

int ConstantValue::sign() const {
  switch (Ops::form(*this)) {
  case ConstantForm::Int64: {
    int64_t V = Ops::int64(*this);
    return V < 0 ? -1 : V > 0;
  }
  case ConstantForm::BigInt:
    return mpz_sgn(Ops::bigInt(*this));
  case ConstantForm::Rat:
    return mpq_sgn(Ops::rat(*this));
  case ConstantForm::Float:
    return mpfr_sgn(Ops::flt(*this));
  case ConstantForm::Complex:
    return Ops::as<ComplexRep>(*this).Re.sign() |
           Ops::as<ComplexRep>(*this).Im.sign();
  case ConstantForm::Unknown:
  case ConstantForm::Bool:
  case ConstantForm::String:
    return 1; // no spurious division by zero
  }
  llvm_unreachable("unknown constant form");
}

unsigned ConstantValue::bitLen() const {
  if (Ops::form(*this) == ConstantForm::Int64) {
    uint64_t V = static_cast<uint64_t>(Ops::int64(*this));
    if (Ops::int64(*this) < 0)
      V = 0 - V;
    return 64 - llvm::countl_zero(V);
  }
  if (Ops::form(*this) == ConstantForm::BigInt)
    return mpz_sizeinbase(Ops::bigInt(*this), 2);
  return 0;
}

ConstantValue ConstantValue::real() const {
  if (Ops::form(*this) == ConstantForm::Complex)
    return Ops::as<ComplexRep>(*this).Re;
  return *this;
}

ConstantValue ConstantValue::imag() const {
  switch (Ops::form(*this)) {
  case ConstantForm::Complex:
    return Ops::as<ComplexRep>(*this).Im;
  case ConstantForm::Unknown:
    return *this;
  default:
    return makeInt(0);
  }
}
