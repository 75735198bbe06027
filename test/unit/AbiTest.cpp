//===- AbiTest.cpp - Facts that Go code repeats ---------------------------===//
//
// The overlay is Go, so it cannot include runtime/abi. What it has to say again
// is compared here with the list that owns it.
//
//===----------------------------------------------------------------------===//
#include "runtime/abi/RuntimeFunctions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

#include <map>

using namespace ogo;
using llvm::StringRef;

namespace {

struct Bounds {
  StringRef Name, Format, Negative;
};
const Bounds BoundsErrors[] = {
#define PANIC_BOUNDS(Enumerator, Format, NegativeFormat)                       \
  {#Enumerator, Format, NegativeFormat},
#include "runtime/abi/PanicKind.def"
};

struct State {
  int Value;
  StringRef Text;
};
const State RangeStates[] = {
#define RANGE_STATE(Enumerator, Value, Text) {Value, Text},
#include "runtime/abi/PanicKind.def"
};

/// A file of the overlay's package runtime.
std::string overlay(StringRef Name) {
  llvm::SmallString<256> Path(__FILE__); // test/unit/AbiTest.cpp
  for (int I = 0; I != 3; ++I)
    llvm::sys::path::remove_filename(Path);
  llvm::sys::path::append(Path, "runtime/overlay/runtime", Name);
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  EXPECT_TRUE(bool(Buffer)) << Path.str().str();
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// The `key: "text",` lines of the composite literal that starts with Head.
std::map<std::string, std::string> entries(StringRef Source, StringRef Head) {
  std::map<std::string, std::string> Result;
  StringRef Body = Source.split(Head).second.split("\n}").first;
  llvm::SmallVector<StringRef, 16> Lines;
  Body.split(Lines, '\n');
  for (StringRef Line : Lines) {
    auto [Key, Text] = Line.trim().split(':');
    Text = Text.trim();
    if (Text.consume_front("\"") && Text.consume_back("\","))
      Result[Key.str()] = Text.str();
  }
  return Result;
}

} // namespace

TEST(Abi, OverlaySaysBoundsErrorsAsListed) {
  std::string Source = overlay("error.go");
  auto Formats = entries(Source, "var boundsFormats = ");
  auto Negative = entries(Source, "var boundsNegFormats = ");
  EXPECT_EQ(Formats.size(), std::size(BoundsErrors));
  EXPECT_EQ(Negative.size(), std::size(BoundsErrors));
  for (const Bounds &B : BoundsErrors) {
    std::string Key = "bounds" + B.Name.str();
    EXPECT_EQ(Formats[Key], B.Format) << Key;
    EXPECT_EQ(Negative[Key], B.Negative) << Key;
  }
}

TEST(Abi, OverlayDefinesAFunctionForEachBoundsError) {
  std::string Source = overlay("error.go");
  for (const Bounds &B : BoundsErrors) {
    std::string Signed = "func panic" + B.Name.str() + "(x, y int)";
    EXPECT_TRUE(StringRef(Source).contains(Signed)) << Signed;
    bool HasUnsigned = false;
    for (unsigned I = 0; I != unsigned(RuntimeFn::NumRuntimeFns); ++I)
      HasUnsigned |= getRuntimeFnInfo(RuntimeFn(I)).Symbol ==
                     "runtime.panic" + B.Name.str() + "U";
    std::string Unsigned = "func panic" + B.Name.str() + "U(x uint, y int)";
    EXPECT_EQ(StringRef(Source).contains(Unsigned), HasUnsigned) << Unsigned;
  }
}

TEST(Abi, OverlaySaysRangeStatesAsListed) {
  std::string Source = overlay("error.go");
  StringRef Body = StringRef(Source)
                       .split("func panicrangestate(")
                       .second.split("\n}")
                       .first;
  for (const State &S : RangeStates) {
    std::string Case = "case " + std::to_string(S.Value) + ":\n";
    EXPECT_EQ(Body.contains(Case), !S.Text.empty()) << Case;
    StringRef Said = Body.split(Case).second.split('\n').first.trim();
    if (!S.Text.empty())
      EXPECT_EQ(Said, "panic(errorString(\"" + S.Text.str() + "\"))");
  }
}

TEST(Abi, RuntimeFunctionsAreDistinct) {
  std::map<StringRef, unsigned> Seen;
  for (unsigned I = 0; I != unsigned(RuntimeFn::NumRuntimeFns); ++I)
    EXPECT_EQ(++Seen[getRuntimeFnInfo(RuntimeFn(I)).Symbol], 1u)
        << getRuntimeFnInfo(RuntimeFn(I)).Symbol;
}
