//===- Assembly.cpp - Jumps and known functions in assembly ---------------===//
#include "frontend/packages/Assembly.h"
#include "llvm/ADT/SmallVector.h"

using namespace ogo;
using llvm::StringRef;

namespace {
/// Functions of modules that everybody imports, and what does the same.
struct KnownFunction {
  StringRef Package, Name, Symbol;
};
constexpr KnownFunction KnownFunctions[] = {
    // None of the calls made without a result to check can block for long.
    {"golang.org/x/sys/unix", "SyscallNoError", "syscall.rawSyscallNoError"},
    {"golang.org/x/sys/unix", "RawSyscallNoError", "syscall.rawSyscallNoError"},
    {"golang.org/x/sys/cpu", "cpuid", "runtime.cpuid"},
    {"golang.org/x/sys/cpu", "xgetbv", "runtime.xgetbv"},
    {"golang.org/x/sys/cpu", "getisar0", "runtime.getisar0"},
    {"golang.org/x/sys/cpu", "getisar1", "runtime.getisar1"},
    {"golang.org/x/sys/cpu", "getmmfr1", "runtime.getmmfr1"},
    {"golang.org/x/sys/cpu", "getpfr0", "runtime.getpfr0"},
    {"golang.org/x/sys/cpu", "getzfr0", "runtime.getzfr0"},
};

/// Text without comments, which leave their line ends.
std::string withoutComments(StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    if (Text.consume_front("/*")) {
      auto [Comment, Rest] = Text.split("*/");
      Out += std::string(Comment.count('\n'), '\n') + " ";
      Text = Rest;
    } else if (Text.starts_with("//")) {
      Text = Text.drop_front(std::min(Text.find('\n'), Text.size()));
    } else {
      Out += Text.front();
      Text = Text.drop_front();
    }
  }
  return Out;
}

/// "pkg·name<ABIInternal>(SB)" as a linker symbol, without path if it is of the
/// same package; empty if it is none.
std::string symbolOf(StringRef Operand) {
  Operand = Operand.trim();
  if (!Operand.consume_back("(SB)"))
    return "";
  StringRef Name = Operand.split('<').first;
  // <> is a symbol of the file alone.
  if (Operand.size() != Name.size() &&
      !Operand.drop_front(Name.size()).starts_with("<ABI"))
    return "";
  auto [Path, Local] = Name.split("·");
  if (Local.empty() || Local.contains("·"))
    return "";
  std::string Symbol;
  if (Path == "\"\"")
    Path = "";
  while (!Path.empty()) {
    if (Path.consume_front("∕")) {
      Symbol += '/';
      continue;
    }
    Symbol += Path.front();
    Path = Path.drop_front();
  }
  return Symbol + "." + Local.str();
}

/// The function whose instructions are being read.
struct Body {
  std::string Symbol; // empty: none
  std::string Target; // of a jump that is its only instruction
  unsigned Instructions = 0;
};
} // namespace

void ogo::scanAssembly(StringRef Text, StringRef ImportPath,
                       AssemblyScan &Scan) {
  ImportPath.consume_front("cmd/vendor/");
  Body Now;
  auto finish = [&] {
    if (Now.Symbol.empty())
      return;
    StringRef Local = Now.Symbol;
    if (!Local.consume_front(".")) {
      Scan.Foreign = true;
      return;
    }
    for (const KnownFunction &K : KnownFunctions)
      if (K.Package == ImportPath && K.Name == Local) {
        Scan.Links.push_back({Local.str(), K.Symbol.str()});
        return;
      }
    if (Now.Instructions == 1 && !Now.Target.empty())
      Scan.Links.push_back({Local.str(), Now.Target});
    else
      Scan.Foreign = true;
  };
  std::string Code = withoutComments(Text);
  llvm::SmallVector<StringRef, 64> Lines;
  StringRef(Code).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines) {
    Line = Line.trim();
    if (Line.empty())
      continue;
    Scan.HasCode = true;
    if (Line.starts_with("#")) {
      // A macro may stand for anything.
      Scan.Foreign |= !Line.drop_front().ltrim().starts_with("include");
      continue;
    }
    llvm::SmallVector<StringRef, 4> Statements;
    Line.split(Statements, ';', -1, /*KeepEmpty=*/false);
    for (StringRef S : Statements) {
      S = S.trim();
      if (S.empty())
        continue;
      size_t End = S.find_first_of(" \t");
      StringRef Word = S.take_front(End);
      StringRef Rest = End == StringRef::npos ? "" : S.drop_front(End).trim();
      if (Word == "TEXT") {
        finish();
        Now = {symbolOf(Rest.split(',').first), "", 0};
        Scan.Foreign |= Now.Symbol.empty();
        continue;
      }
      Scan.Foreign |= Now.Symbol.empty(); // data
      ++Now.Instructions;
      if (Word == "JMP" || Word == "B")
        Now.Target = symbolOf(Rest);
    }
  }
  finish();
}
