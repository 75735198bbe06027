//===- TestEvents.cpp - JSON as the go command spells it ------------------===//
#include "codegen/driver/TestEvents.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <ctime>

using namespace ogo;
using llvm::StringRef;

/// A string with the escapes that encoding/json adds for HTML.
static std::string quote(StringRef S) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << llvm::json::Value(llvm::json::fixUTF8(S));
  std::string Out;
  for (char C : Text) {
    if (C == '<' || C == '>' || C == '&')
      Out += "\\u00" + llvm::toHex(StringRef(&C, 1), /*LowerCase=*/true);
    else
      Out += C;
  }
  return Out;
}

void ogo::writeBuildEvents(StringRef Package, StringRef Text) {
  std::string Start =
      "{\"ImportPath\":" + quote(Package) + ",\"Action\":\"build-";
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    StringRef Line = Text.take_front(End == StringRef::npos ? End : End + 1);
    Text = Text.drop_front(Line.size());
    llvm::outs() << Start << "output\",\"Output\":" << quote(Line) << "}\n";
  }
  llvm::outs() << Start << "fail\"}\n";
  llvm::outs().flush();
}

static std::string now() {
  timespec T;
  clock_gettime(CLOCK_REALTIME, &T);
  struct tm Parts;
  gmtime_r(&T.tv_sec, &Parts);
  char Buffer[32];
  strftime(Buffer, sizeof(Buffer), "%Y-%m-%dT%H:%M:%S", &Parts);
  return llvm::formatv("{0}.{1,0+9}Z", Buffer, T.tv_nsec).str();
}

void ogo::writeFailEvents(StringRef Package, StringRef Result,
                          StringRef Build) {
  auto event = [&](StringRef Action, const llvm::Twine &Rest) {
    llvm::outs() << "{\"Time\":\"" << now() << "\",\"Action\":\"" << Action
                 << "\",\"Package\":" << quote(Package) << Rest << "}\n";
  };
  event("start", "");
  event("output", ",\"Output\":" + quote(Result) + ",\"OutputType\":\"frame\"");
  event("fail", ",\"Elapsed\":0,\"FailedBuild\":" + quote(Build));
  llvm::outs().flush();
}
