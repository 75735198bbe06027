//===- FileTree.cpp - Disk and overlay ------------------------------------===//
#include "frontend/packages/FileTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

bool FileTree::Before::operator()(const std::string &A,
                                  const std::string &B) const {
  auto order = [](char C) { return C == '/' ? 0 : int((unsigned char)C) + 1; };
  return std::lexicographical_compare(
      A.begin(), A.end(), B.begin(), B.end(),
      [&](char X, char Y) { return order(X) < order(Y); });
}

StringRef FileTree::Entry::name() const { return path::filename(Path); }

/// Is P below Dir?
static bool isBelow(StringRef P, StringRef Dir) {
  return P.consume_front(Dir) && P.starts_with("/");
}

static std::string absolutePath(StringRef P, StringRef WorkDir) {
  if (P.empty())
    return "";
  llvm::SmallString<128> Full(P);
  fs::make_absolute(WorkDir, Full);
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

llvm::Error FileTree::readOverlay(StringRef File, StringRef WorkDir) {
  auto Text = llvm::MemoryBuffer::getFile(absolutePath(File, WorkDir));
  if (!Text) {
    std::string Why = Text.getError().message();
    Why[0] = llvm::toLower(Why[0]);
    return llvm::createStringError("reading overlay: open " + File + ": " +
                                   Why);
  }
  auto wrong = [](const llvm::Twine &Why) {
    return llvm::createStringError("parsing overlay JSON: " + Why);
  };
  auto Parsed = llvm::json::parse((*Text)->getBuffer());
  if (!Parsed)
    return wrong(llvm::toString(Parsed.takeError()));
  const llvm::json::Object *Top = Parsed->getAsObject();
  if (!Top)
    return wrong("an object is needed");
  auto New = std::make_shared<Map>();
  std::map<std::string, std::string> Given; // absolute → as written
  const llvm::json::Value *Field = Top->get("Replace");
  const llvm::json::Object *Entries = Field ? Field->getAsObject() : nullptr;
  if (Field && !Entries && Field->kind() != llvm::json::Value::Null)
    return wrong("Replace is not an object");
  std::map<std::string, std::string> Sorted;
  if (Entries)
    for (auto &[Key, Value] : *Entries) {
      auto To = Value.getAsString();
      if (!To)
        return wrong("the replacement of " + StringRef(Key) +
                     " is not a string");
      Sorted[Key.str()] = To->str();
    }
  for (auto &[From, To] : Sorted) {
    if (From.empty())
      return llvm::createStringError("empty string key in overlay map");
    std::string Full = absolutePath(From, WorkDir);
    if (auto [It, Fresh] = Given.try_emplace(Full, From); !Fresh)
      return llvm::createStringError("duplicate paths " + It->second + " and " +
                                     From + " in overlay map");
    (*New)[Full] = absolutePath(To, WorkDir);
  }
  for (auto I = New->begin(); I != New->end(); ++I)
    for (auto J = std::next(I);
         !I->second.empty() && J != New->end() && isBelow(J->first, I->first);
         ++J)
      if (!J->second.empty())
        return llvm::createStringError("inconsistent files " + I->first +
                                       " and " + J->first + " in overlay map");
  if (!New->empty())
    Replaced = std::move(New);
  return llvm::Error::success();
}

FileTree::Said FileTree::lookUp(StringRef Path,
                                std::string *Replacement) const {
  if (!Replaced)
    return Said::Nothing;
  auto It = Replaced->lower_bound(Path.str());
  if (It != Replaced->end() && It->first == Path) {
    if (It->second.empty())
      return Said::Deleted;
    if (Replacement)
      *Replacement = It->second;
    return Said::File;
  }
  // A file that appears makes its folders appear.
  for (auto I = It; I != Replaced->end() && isBelow(I->first, Path); ++I)
    if (!I->second.empty())
      return Said::Directory;
  // Nothing is below a file, nor below what is gone.
  if (It != Replaced->begin() && isBelow(Path, std::prev(It)->first))
    return Said::Deleted;
  return Said::Nothing;
}

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
FileTree::read(StringRef Path) const {
  std::string Other;
  switch (lookUp(Path, &Other)) {
  case Said::Deleted:
    return std::make_error_code(std::errc::no_such_file_or_directory);
  case Said::Directory:
    return std::make_error_code(std::errc::is_a_directory);
  case Said::File:
    return llvm::MemoryBuffer::getFile(Other);
  case Said::Nothing:
    break;
  }
  return llvm::MemoryBuffer::getFile(Path);
}

bool FileTree::exists(StringRef Path) const {
  Said What = lookUp(Path);
  return What == Said::Nothing ? fs::exists(Path) : What != Said::Deleted;
}

bool FileTree::isFile(StringRef Path) const {
  Said What = lookUp(Path);
  return What == Said::Nothing ? fs::exists(Path) && !fs::is_directory(Path)
                               : What == Said::File;
}

bool FileTree::isDirectory(StringRef Path) const {
  Said What = lookUp(Path);
  return What == Said::Nothing ? fs::is_directory(Path)
                               : What == Said::Directory;
}

fs::file_type FileTree::typeOf(StringRef Path) const {
  std::string Other = Path.str();
  Said What = lookUp(Path, &Other);
  if (What == Said::Deleted)
    return fs::file_type::file_not_found;
  if (What == Said::Directory)
    return fs::file_type::directory_file;
  fs::file_status Status;
  // The overlay's file may be a link; what it stands for is not.
  if (fs::status(Other, Status, /*follow=*/What == Said::File))
    return fs::file_type::file_not_found;
  return Status.type();
}

std::string FileTree::actual(StringRef Path) const {
  std::string Other;
  return lookUp(Path, &Other) == Said::File ? Other : Path.str();
}

std::vector<FileTree::Entry> FileTree::list(StringRef Dir) const {
  std::map<std::string, fs::file_type> Found;
  Said What = lookUp(Dir);
  std::error_code EC;
  if (What == Said::Nothing || What == Said::Directory)
    for (fs::directory_iterator I(Dir, EC), E; !EC && I != E; I.increment(EC)) {
      fs::file_type Type = I->type();
      if (Type == fs::file_type::type_unknown)
        Type = typeOf(I->path());
      Found[path::filename(I->path()).str()] = Type;
    }
  if (Replaced && (What == Said::Nothing || What == Said::Directory))
    for (auto I = Replaced->upper_bound(Dir.str());
         I != Replaced->end() && isBelow(I->first, Dir); ++I) {
      StringRef Below = StringRef(I->first).drop_front(Dir.size() + 1);
      auto [Name, Rest] = Below.split('/');
      if (!Rest.empty()) {
        if (!I->second.empty())
          Found[Name.str()] = fs::file_type::directory_file;
      } else if (I->second.empty()) {
        Found.erase(Name.str());
      } else {
        Found[Name.str()] = fs::file_type::regular_file;
      }
    }
  std::vector<Entry> Entries;
  for (auto &[Name, Type] : Found)
    Entries.push_back(
        {(Dir + (Dir.ends_with("/") ? "" : "/") + Name).str(), Type});
  return Entries;
}
