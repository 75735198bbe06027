//===- ImportScan.cpp - A file's header without the parser ----------------===//
#include "frontend/packages/ImportScan.h"
#include "llvm/ADT/StringExtras.h"

using namespace ogo;
using llvm::StringRef;

namespace {
class Scanner {
public:
  explicit Scanner(StringRef Text) : Text(Text) {
    if (Text.starts_with("\xef\xbb\xbf"))
      At = 3;
  }

  ImportScan scan() {
    if (identifier() != "package")
      return std::move(Result);
    InHeader = false;
    Result.Package = identifier();
    if (!semicolon())
      return std::move(Result);
    while (true) {
      size_t Start = At;
      if (identifier() != "import") {
        At = Start;
        break;
      }
      if (consume('(')) {
        while (!consume(')'))
          if (!spec() || (!semicolon() && peek() != ')'))
            return std::move(Result);
      } else if (!spec()) {
        break;
      }
      if (!semicolon())
        break;
    }
    return std::move(Result);
  }

private:
  char cur() const { return At < Text.size() ? Text[At] : 0; }
  char peek() {
    skip();
    return cur();
  }

  /// Skips space and comments; remembers whether a newline was among them.
  void skip() {
    SawNewline = false;
    while (At < Text.size()) {
      char C = Text[At];
      if (C == '\n')
        SawNewline = true;
      if (C == ' ' || C == '\t' || C == '\r' || C == '\n') {
        ++At;
        continue;
      }
      StringRef Rest = Text.substr(At);
      if (Rest.starts_with("//")) {
        StringRef Line = Rest.take_until([](char C) { return C == '\n'; });
        if (InHeader && Line.consume_front("//go:debug") &&
            (Line.empty() || Line[0] == ' ' || Line[0] == '\t'))
          Result.GoDebug.push_back({Line.trim(), static_cast<uint32_t>(At)});
        At += Rest.take_until([](char C) { return C == '\n'; }).size();
      } else if (Rest.starts_with("/*")) {
        size_t End = Rest.find("*/", 2);
        SawNewline |= Rest.take_front(End).contains('\n');
        At = End == StringRef::npos ? Text.size() : At + End + 2;
      } else {
        return;
      }
    }
  }

  bool consume(char C) {
    if (peek() != C)
      return false;
    ++At;
    return true;
  }

  /// A semicolon, written or implied by a newline or the end.
  bool semicolon() {
    skip();
    if (cur() == ';') {
      ++At;
      return true;
    }
    return SawNewline || At >= Text.size();
  }

  StringRef identifier() {
    skip();
    size_t Start = At;
    while (At < Text.size() &&
           (llvm::isAlnum(Text[At]) || Text[At] == '_' || (Text[At] & 0x80)))
      ++At;
    return Text.slice(Start, At);
  }

  bool spec() {
    skip();
    size_t Start = At;
    if (peek() == '.')
      ++At;
    else
      identifier();
    char Quote = peek();
    if (Quote != '"' && Quote != '`')
      return false;
    size_t End = Text.find(Quote, At + 1);
    StringRef Path = Text.slice(At + 1, End);
    // Paths have no need for escapes; the parser judges what this leaves out.
    if (End == StringRef::npos || Path.contains('\n') || Path.contains('\\'))
      return false;
    if (!Path.empty())
      Result.Imports.push_back({Path.str(), static_cast<uint32_t>(Start)});
    At = End + 1;
    return true;
  }

  StringRef Text;
  size_t At = 0;
  bool SawNewline = false;
  bool InHeader = true;
  ImportScan Result;
};
} // namespace

ImportScan ogo::scanImports(StringRef Text) { return Scanner(Text).scan(); }
