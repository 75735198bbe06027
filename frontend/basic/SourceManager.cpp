//===- SourceManager.cpp - Position lookup and line directives ------------===//
//
// Line tables are built by one scan for newlines the first time a position of
// a file is resolved; a file without diagnostics never pays for one.
//
//===----------------------------------------------------------------------===//
#include "frontend/basic/SourceManager.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <cstring>

using namespace ogo;
using llvm::StringRef;

SourceManager::SourceManager() = default;
SourceManager::~SourceManager() = default;

const SourceFile &
SourceManager::addFile(StringRef Path,
                       std::unique_ptr<llvm::MemoryBuffer> Buffer,
                       StringRef AbsolutePath) {
  // One position beyond the last byte is the end-of-file position.
  uint64_t End = uint64_t(NextStart) + Buffer->getBufferSize() + 1;
  if (End > UINT32_MAX)
    llvm::report_fatal_error("more than 4 GiB of Go source in one build",
                             /*gen_crash_diag=*/false);
  auto File = std::make_unique<SourceFile>();
  File->Path = Path.str();
  File->AbsPath = AbsolutePath.str();
  File->Buffer = std::move(Buffer);
  File->Start = Pos(NextStart);
  NextStart = static_cast<uint32_t>(End);
  Files.push_back(std::move(File));
  return *Files.back();
}

llvm::Expected<const SourceFile *> SourceManager::openFile(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(Path);
  if (!Buffer)
    return llvm::createFileError(Path, Buffer.getError());
  return &addFile(Path == "-" ? "<standard input>" : Path, std::move(*Buffer));
}

const SourceFile *SourceManager::fileOf(Pos P) const {
  if (!P.isValid())
    return nullptr;
  auto It = std::upper_bound(Files.begin(), Files.end(), P,
                             [](Pos P, const std::unique_ptr<SourceFile> &F) {
                               return P < F->start();
                             });
  return It == Files.begin() ? nullptr : std::prev(It)->get();
}

Position SourceManager::resolvePhysical(Pos P) const {
  const SourceFile *File = fileOf(P);
  if (!File)
    return {};
  std::vector<uint32_t> &Starts = File->LineStarts;
  if (Starts.empty()) {
    StringRef Text = File->text();
    Starts.push_back(0);
    const char *Begin = Text.data(), *End = Begin + Text.size();
    for (const char *At = Begin;
         (At = static_cast<const char *>(std::memchr(At, '\n', End - At)));)
      Starts.push_back(static_cast<uint32_t>(++At - Begin));
  }
  uint32_t Offset = File->offsetOf(P);
  auto It = std::upper_bound(Starts.begin(), Starts.end(), Offset);
  unsigned Line = static_cast<unsigned>(It - Starts.begin());
  return {File->Path, Line, Offset - Starts[Line - 1] + 1};
}

/// The file that a directive in Source names: relative to Source's directory.
static std::string relativeTo(StringRef Source, StringRef Name) {
  namespace path = llvm::sys::path;
  llvm::SmallString<256> Clean(Name);
  path::remove_dots(Clean, /*remove_dot_dot=*/true);
  StringRef Dir = path::parent_path(Source);
  if (Dir.empty() || path::is_absolute(Clean))
    return std::string(Clean);
  llvm::SmallString<256> Joined(Dir);
  path::append(Joined, Clean);
  path::remove_dots(Joined, /*remove_dot_dot=*/true);
  // "./x.go" is how files of the working directory are called.
  if (Source.starts_with("./") && !Joined.starts_with(".."))
    return ("./" + Joined).str();
  return std::string(Joined);
}

void SourceManager::addLineDirective(const SourceFile &File, uint32_t Offset,
                                     StringRef DirectiveFile, unsigned Line,
                                     unsigned Column) {
  // The manager owns every file mutably; callers only see them const.
  auto It = std::find_if(Files.begin(), Files.end(), [&](const auto &Owned) {
    return Owned.get() == &File;
  });
  assert(It != Files.end() && "file of another source manager");
  std::vector<SourceFile::LineDirective> &Directives = (*It)->Directives;

  std::string Name = DirectiveFile.str();
  if (!Name.empty())
    Name = relativeTo(File.Path, Name);
  else if (Column != 0) // keeps the name that is in force
    Name = Directives.empty() ? File.Path : Directives.back().File;

  unsigned PhysicalLine = resolvePhysical(File.posAt(Offset)).Line;
  Directives.push_back({Offset, std::move(Name), Line, Column, PhysicalLine});
}

Position SourceManager::resolve(Pos P) const {
  Position Result = resolvePhysical(P);
  const SourceFile *File = fileOf(P);
  if (!File || File->Directives.empty())
    return Result;
  uint32_t Offset = File->offsetOf(P);
  auto It = std::upper_bound(
      File->Directives.begin(), File->Directives.end(), Offset,
      [](uint32_t O, const auto &Directive) { return O < Directive.Offset; });
  if (It == File->Directives.begin())
    return Result;
  const SourceFile::LineDirective &D = *std::prev(It);
  if (D.Column == 0)
    Result.Column = 0;
  else if (Result.Line == D.PhysicalLine)
    Result.Column = D.Column + (Offset - D.Offset);
  Result.File = D.File;
  Result.Line = D.Line + (Result.Line - D.PhysicalLine);
  return Result;
}

StringRef SourceManager::lineText(Pos P) const {
  const SourceFile *File = fileOf(P);
  if (!File)
    return {};
  StringRef Text = File->text();
  uint32_t Offset = File->offsetOf(P);
  size_t Begin = Text.take_front(Offset).rfind('\n');
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  return Text.slice(Begin, Text.find('\n', Offset));
}

std::string SourceManager::toString(Pos P) const {
  Position R = resolve(P);
  if (R.Line == 0)
    return R.File.empty() ? "<unknown position>" : R.File.str();
  std::string S = R.File.str() + ':' + std::to_string(R.Line);
  if (R.Column != 0)
    S += ':' + std::to_string(R.Column);
  return S;
}
