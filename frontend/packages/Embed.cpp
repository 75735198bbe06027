//===- Embed.cpp - Globbing and walking for //go:embed --------------------===//
//
// A pattern names files or directories. A directory stands for the tree below
// it without files whose names begin with '.' or '_', unless the pattern begins
// with "all:". Files of other modules, outside the package's directory or not
// regular cannot be embedded.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/Embed.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Matches one [class] at the start of P, which begins after the bracket.
/// Advances P beyond the closing bracket.
static GlobResult matchClass(StringRef &P, char C) {
  bool Negated = P.consume_front("^");
  bool Match = false;
  auto getChar = [&](char &Out) {
    if (P.empty() || P[0] == '-' || P[0] == ']')
      return false;
    if (P[0] == '\\') {
      P = P.drop_front();
      if (P.empty())
        return false;
    }
    Out = P[0];
    P = P.drop_front();
    return !P.empty();
  };
  for (unsigned Ranges = 0;; ++Ranges) {
    if (Ranges > 0 && P.consume_front("]"))
      break;
    char Lo, Hi;
    if (!getChar(Lo))
      return GlobResult::Malformed;
    Hi = Lo;
    if (P.consume_front("-") && !getChar(Hi))
      return GlobResult::Malformed;
    Match |= Lo <= C && C <= Hi;
  }
  return Match != Negated ? GlobResult::Yes : GlobResult::No;
}

GlobResult ogo::matchGlob(StringRef P, StringRef Name) {
  while (!P.empty()) {
    if (P[0] == '*') {
      P = P.ltrim('*');
      for (size_t I = 0;; ++I) {
        GlobResult R = matchGlob(P, Name.drop_front(I));
        if (R != GlobResult::No)
          return R;
        if (I >= Name.size() || Name[I] == '/')
          return GlobResult::No;
      }
    }
    char C = P[0];
    P = P.drop_front();
    if (C == '[') {
      GlobResult R = matchClass(P, Name.empty() ? 0 : Name[0]);
      if (R == GlobResult::Malformed || Name.empty() || R == GlobResult::No)
        return R == GlobResult::Yes ? GlobResult::No : R;
    } else {
      if (C == '\\') {
        if (P.empty())
          return GlobResult::Malformed;
        C = P[0];
        P = P.drop_front();
        if (Name.empty() || Name[0] != C)
          return GlobResult::No;
      } else if (Name.empty() || (C == '?' ? Name[0] == '/' : Name[0] != C)) {
        return GlobResult::No;
      }
    }
    Name = Name.drop_front();
  }
  return Name.empty() ? GlobResult::Yes : GlobResult::No;
}

static bool isValidEmbedPath(StringRef P) {
  if (P == ".")
    return true;
  llvm::SmallVector<StringRef, 8> Parts;
  P.split(Parts, '/');
  return llvm::all_of(
      Parts, [](StringRef E) { return !E.empty() && E != "." && E != ".."; });
}

/// Names that module zip files cannot hold are never embedded.
static bool isBadEmbedName(StringRef Name) {
  static constexpr StringRef VersionControl[] = {".bzr", ".hg", ".git", ".svn"};
  return Name.empty() || llvm::is_contained(VersionControl, Name) ||
         Name.find_first_of("\"'*<>?`|\\:") != StringRef::npos;
}

namespace {
class Walker {
public:
  Walker(const FileTree &Tree, StringRef Dir, bool All)
      : Tree(Tree), Dir(Dir), All(All) {}

  /// Names below the package directory that match all of Pattern.
  std::vector<std::string> glob(StringRef Pattern) {
    std::vector<std::string> Found = {""};
    llvm::SmallVector<StringRef, 8> Parts;
    Pattern.split(Parts, '/');
    for (StringRef Part : Parts) {
      std::vector<std::string> Next;
      for (const std::string &Base : Found)
        for (const FileTree::Entry &E : Tree.list(absolute(Base)))
          if (matchGlob(Part, E.name()) == GlobResult::Yes)
            Next.push_back(
                (Base.empty() ? E.name() : Base + "/" + E.name()).str());
      Found = std::move(Next);
    }
    return Found;
  }

  llvm::Error add(StringRef Name) {
    fs::file_type Type = Tree.typeOf(absolute(Name));
    if (Type == fs::file_type::file_not_found)
      return llvm::createStringError("cannot embed " + Name);
    if (llvm::Error E = checkDirectories(Name))
      return E;
    if (Type == fs::file_type::regular_file) {
      Files.push_back(Name.str());
      return llvm::Error::success();
    }
    if (Type != fs::file_type::directory_file)
      return llvm::createStringError("cannot embed irregular file " + Name);
    size_t Before = Files.size();
    walk(Name);
    if (Files.size() == Before)
      return llvm::createStringError("cannot embed directory " + Name +
                                     ": contains no embeddable files");
    return llvm::Error::success();
  }

  std::vector<std::string> Files;

private:
  std::string absolute(StringRef Name) const {
    llvm::SmallString<128> P(Dir);
    if (Name != "" && Name != ".")
      path::append(P, Name);
    return P.str().str();
  }

  /// Neither Name nor a directory above it may belong to another module.
  llvm::Error checkDirectories(StringRef Name) {
    for (StringRef D = Name; !D.empty() && D != "."; D = path::parent_path(D)) {
      const char *What = Tree.isDirectory(absolute(D)) ? "directory " : "file ";
      if (Tree.exists(absolute(D) + "/go.mod"))
        return llvm::createStringError("cannot embed " + llvm::Twine(What) +
                                       Name + ": in different module");
      if (isBadEmbedName(path::filename(D)))
        return llvm::createStringError("cannot embed " + llvm::Twine(What) +
                                       Name + ": invalid name " +
                                       path::filename(D));
    }
    return llvm::Error::success();
  }

  void walk(StringRef Name) {
    for (const FileTree::Entry &E : Tree.list(absolute(Name))) {
      StringRef Entry = E.name();
      if (isBadEmbedName(Entry) ||
          (!All && (Entry[0] == '.' || Entry[0] == '_')))
        continue;
      std::string Full = Name == "." ? Entry.str() : (Name + "/" + Entry).str();
      fs::file_type Type = Tree.typeOf(absolute(Full));
      if (Type == fs::file_type::directory_file) {
        if (!Tree.exists(absolute(Full) + "/go.mod"))
          walk(Full);
      } else if (Type == fs::file_type::regular_file) {
        Files.push_back(Full);
      }
    }
  }

  const FileTree &Tree;
  StringRef Dir;
  bool All;
};
} // namespace

llvm::Expected<std::vector<std::string>>
ogo::resolveEmbedPattern(const FileTree &Tree, StringRef Dir,
                         StringRef Pattern) {
  StringRef Glob = Pattern;
  bool All = Glob.consume_front("all:");
  auto wrap = [&](llvm::Error E) {
    return llvm::createStringError("pattern " + Pattern + ": " +
                                   llvm::toString(std::move(E)));
  };
  if (!isValidEmbedPath(Glob) || matchGlob(Glob, "") == GlobResult::Malformed)
    return llvm::createStringError("pattern " + Pattern +
                                   ": invalid pattern syntax");
  Walker W(Tree, Dir, All);
  std::vector<std::string> Names;
  if (Glob == ".")
    Names.push_back(".");
  else
    Names = W.glob(Glob);
  if (Names.empty())
    return llvm::createStringError("pattern " + Pattern +
                                   ": no matching files found");
  for (const std::string &Name : Names)
    if (llvm::Error E = W.add(Name))
      return wrap(std::move(E));
  llvm::sort(W.Files);
  W.Files.erase(llvm::unique(W.Files), W.Files.end());
  return std::move(W.Files);
}
