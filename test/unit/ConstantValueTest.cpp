//===- ConstantValueTest.cpp - Exact constants ----------------------------===//
//
// Constants are exact however large: what the front end computes with GMP and
// MPFR is compared with values worked out by hand.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/ConstantValue.h"
#include "gtest/gtest.h"

#include <cmath>

using namespace ogo;
using V = ConstantValue;

static V lit(const char *Text, LitKind K) { return V::fromLiteral(Text, K); }
static V integer(const char *Text) { return lit(Text, LitKind::Int); }
static V floating(const char *Text) { return lit(Text, LitKind::Float); }

TEST(ConstantValue, ReadsLiterals) {
  EXPECT_EQ(integer("0x1F").str(), "31");
  EXPECT_EQ(integer("0b1_01").str(), "5");
  EXPECT_EQ(integer("017").str(), "15");
  EXPECT_EQ(integer("0o17").str(), "15");
  EXPECT_EQ(integer("18446744073709551616").str(), "18446744073709551616");
  EXPECT_EQ(floating("0x1p-2").exactStr(), "1/4");
  EXPECT_EQ(floating("0.1").exactStr(), "1/10");
  EXPECT_EQ(lit("0123i", LitKind::Imag).str(), "(0 + 123i)");
  EXPECT_EQ(lit("'\\u00e4'", LitKind::Rune).str(), "228");
  EXPECT_EQ(lit("\"a\\x00\\n\"", LitKind::String).stringVal(),
            llvm::StringRef("a\0\n", 3));
  EXPECT_EQ(floating("1e10000000000").kind(), V::Kind::Unknown);
  EXPECT_EQ(floating("1e-10000000000").sign(), 0);
}

TEST(ConstantValue, ArithmeticIsExact) {
  V Third = constant::binaryOp(V::makeInt(1), Op::Div, V::makeInt(3));
  EXPECT_EQ(Third.exactStr(), "1/3");
  V One = constant::binaryOp(Third, Op::Mul, V::makeInt(3));
  EXPECT_EQ(constant::toInt(One).str(), "1");
  V Big = constant::shift(V::makeInt(1), Op::Shl, 200);
  EXPECT_EQ(Big.bitLen(), 201u);
  EXPECT_EQ(constant::shift(Big, Op::Shr, 199).str(), "2");
  V Min = V::makeInt(INT64_MIN), MinusOne = V::makeInt(-1);
  EXPECT_EQ(constant::binaryOp(Min, Op::Div, MinusOne, true).str(),
            "9223372036854775808");
  EXPECT_EQ(constant::binaryOp(Min, Op::Rem, MinusOne, true).str(), "0");
  EXPECT_EQ(
      constant::binaryOp(V::makeInt(-7), Op::Div, V::makeInt(2), true).str(),
      "-3");
  EXPECT_EQ(constant::unaryOp(Op::Xor, V::makeInt(1), 8).str(), "254");
  EXPECT_EQ(constant::unaryOp(Op::Xor, V::makeInt(1), 0).str(), "-2");
}

TEST(ConstantValue, RoundsOnceToMachineFloats) {
  EXPECT_EQ(floating("0.1").doubleVal(), 0.1);
  EXPECT_EQ(floating("4.9e-324").doubleVal(), 4.9e-324);
  EXPECT_EQ(floating("2e-324").doubleVal(), 0);
  // Between a tie of float64 and the next value, but a tie in 53 bits.
  EXPECT_EQ(
      floating("0x1.00000000000008000000000000000000000001p0").doubleVal(),
      1.0 + 0x1p-52);
  EXPECT_EQ(constant::roundFloat64(floating("1.8e308")).kind(),
            V::Kind::Unknown);
  EXPECT_EQ(constant::roundFloat32(floating("3.4028236e38")).kind(),
            V::Kind::Unknown);
}

TEST(ConstantValue, LongConcatenationsAreLinear) {
  V S = V::makeString("");
  for (int I = 0; I < 1000000; ++I)
    S = constant::binaryOp(S, Op::Add, V::makeString("ab"));
  EXPECT_EQ(S.stringVal().size(), 2000000u);
  EXPECT_TRUE(S.stringVal().ends_with("abab"));
}

TEST(ConstantValue, PrintsAsGo) {
  EXPECT_EQ(floating("1e100").str(), "1e+100");
  EXPECT_EQ(floating("123456.5").str(), "123456.5");
  EXPECT_EQ(floating("1e1000").str(), "1e+1000");
  EXPECT_EQ(V::makeString("a\"\n\xff\u00e4").str(), "\"a\\\"\\n\\xff\u00e4\"");
  EXPECT_EQ(V::makeString(std::string(100, 'x')).str(),
            "\"" + std::string(68, 'x') + "...");
  EXPECT_EQ(V::makeInt(0x1F600).toAPInt(16).getZExtValue(), 0xF600u);
}
