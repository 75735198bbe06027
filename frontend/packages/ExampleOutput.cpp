//===- ExampleOutput.cpp - What an example is expected to print -----------===//
//
// The last comment inside an example's body says so, wherever it stands: at the
// end, before other statements, or in a function literal. The rules for what is
// one comment and what its text is are those of go/ast and go/doc; the syntax
// tree holds no comments, so the body's source is read once more.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/TestMain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace ogo;
using llvm::StringRef;

namespace {

/// Finds the last group of comments. Comments that follow each other on the
/// same or the next line are one; but one that shares its first line with code
/// before it ends with that line.
class LastComment {
public:
  explicit LastComment(StringRef Body) : Body(Body) {}
  llvm::SmallVector<StringRef, 8> find();

private:
  void skipQuoted(char Quote);
  void add(StringRef Comment);

  StringRef Body;
  size_t At = 0;
  unsigned Line = 0;
  unsigned CodeLine = ~0u; // of the last token
  unsigned EndLine = ~0u;  // where the group ends; ~0: a token has ended it
  unsigned Gap = 1;        // lines that may lie between the group's comments
  llvm::SmallVector<StringRef, 8> Group;
};

} // namespace

void LastComment::skipQuoted(char Quote) {
  for (++At; At < Body.size() && Body[At] != Quote; ++At) {
    if (Body[At] == '\\' && Quote != '`')
      ++At;
    else if (Body[At] == '\n')
      ++Line;
  }
  ++At;
}

void LastComment::add(StringRef Comment) {
  if (EndLine == ~0u || Line > EndLine + Gap) {
    Group.clear();
    Gap = Line == CodeLine ? 0 : 1;
  }
  Group.push_back(Comment);
  At += Comment.size();
  Line += Comment.count('\n');
  EndLine = Line;
}

llvm::SmallVector<StringRef, 8> LastComment::find() {
  while (At < Body.size()) {
    char C = Body[At];
    StringRef Rest = Body.substr(At);
    if (Rest.starts_with("//")) {
      add(Rest.take_front(Rest.find('\n')));
    } else if (Rest.starts_with("/*")) {
      size_t End = Rest.find("*/", 2);
      add(End == StringRef::npos ? Rest : Rest.take_front(End + 2));
    } else if (llvm::isSpace(C)) {
      Line += C == '\n';
      ++At;
    } else {
      EndLine = ~0u;
      if (C == '"' || C == '\'' || C == '`')
        skipQuoted(C);
      else
        ++At;
      CodeLine = Line;
    }
  }
  return Group;
}

/// Whether a comment without its slashes is for a tool: //go:embed, //line.
static bool isDirective(StringRef Text) {
  if (Text.starts_with("line ") || Text.starts_with("extern ") ||
      Text.starts_with("export "))
    return true;
  size_t Colon = Text.find(':');
  if (Colon == 0 || Colon == StringRef::npos || Colon + 1 >= Text.size())
    return false;
  Text = Text.take_front(Colon + 2);
  return llvm::all_of(Text, [](char C) {
    return C == ':' || (C >= 'a' && C <= 'z') || llvm::isDigit(C);
  });
}

/// The text of a group: no markers, no blanks at the ends of lines, no empty
/// lines at the ends and never two of them in a row.
static std::string groupText(llvm::ArrayRef<StringRef> Group) {
  std::string Text;
  bool Blank = true;
  auto addLine = [&](StringRef Line) {
    Line = Line.rtrim(" \t\r\n");
    if (Line.empty() && Blank)
      return;
    Blank = Line.empty();
    Text += Line;
    Text += '\n';
  };
  for (StringRef C : Group) {
    bool Block = C[1] == '*';
    C = C.drop_front(2);
    if (!Block) {
      if (!C.consume_front(" ") && isDirective(C))
        continue;
      addLine(C);
      continue;
    }
    C.consume_back("*/");
    for (bool More = true; More;) {
      size_t End = C.find('\n');
      More = End != StringRef::npos;
      addLine(C.take_front(End));
      C = More ? C.substr(End + 1) : "";
    }
  }
  if (Blank && !Text.empty())
    Text.pop_back();
  return Text;
}

bool ogo::exampleOutput(StringRef Body, std::string &Output, bool &Unordered) {
  std::string Text = groupText(LastComment(Body).find());
  StringRef Rest = StringRef(Text).ltrim(" \t\n\r\f\v");
  Unordered = Rest.consume_front_insensitive("unordered output:");
  if (!Unordered && !Rest.consume_front_insensitive("output:"))
    return false;
  Rest = Rest.ltrim(' ');
  Rest.consume_front("\n");
  Output = Rest.str();
  return true;
}
