//===- BuildCache.cpp - Entries on disk -----------------------------------===//
#include "codegen/BuildCache.h"
#include "codegen/ObjectEmitter.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

CacheKey &CacheKey::add(StringRef Field) {
  add(Field.size());
  Hash.update(Field);
  return *this;
}

CacheKey &CacheKey::add(uint64_t Number) {
  uint8_t Bytes[8];
  for (unsigned I = 0; I < 8; ++I)
    Bytes[I] = uint8_t(Number >> (8 * I));
  Hash.update(llvm::ArrayRef<uint8_t>(Bytes));
  return *this;
}

std::string CacheKey::str() const {
  return llvm::toHex(Hash.result<20>(), /*LowerCase=*/true);
}

std::string BuildCache::defaultDirectory() {
  if (const char *Env = std::getenv("OGOCACHE"); Env && *Env)
    return Env;
  llvm::SmallString<128> Cache;
  if (!path::cache_directory(Cache))
    path::system_temp_directory(/*ErasedOnReboot=*/true, Cache);
  path::append(Cache, "ogo");
  return Cache.str().str();
}

llvm::Error BuildCache::removeAll() {
  std::string Dir = defaultDirectory();
  // Only what looks like a cache is removed, whatever $OGOCACHE may name.
  llvm::SmallString<128> Mark(Dir);
  path::append(Mark, "ogo-cache");
  if (!fs::exists(Mark))
    return llvm::Error::success();
  if (std::error_code EC = fs::remove_directories(Dir))
    return llvm::createStringError("cannot remove " + Dir + ": " +
                                   EC.message());
  return llvm::Error::success();
}

static std::chrono::seconds ageOf(const fs::basic_file_status &Status) {
  return std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now() -
      llvm::sys::TimePoint<>(Status.getLastModificationTime()));
}

/// Gives the file the present time. A cache that cannot be written stays as it
/// is.
static void touch(const llvm::Twine &File) {
  llvm::SmallString<128> Name;
  (void)utimensat(AT_FDCWD, File.toNullTerminatedStringRef(Name).data(),
                  nullptr, 0);
}

/// Whether an entry of this folder's is one by its name: two hexadecimal
/// digits. Other folders (the go command's links to programs) stay.
static bool holdsEntries(StringRef Folder) {
  StringRef Name = path::filename(Folder);
  return Name.size() == 2 && llvm::all_of(Name, llvm::isHexDigit);
}

void BuildCache::trim() const {
  if (!enabled())
    return;
  llvm::SmallString<128> Mark(Dir);
  path::append(Mark, "ogo-cache");
  fs::file_status Status;
  if (fs::status(Mark, Status) || ageOf(Status) < std::chrono::hours(24))
    return;
  touch(Mark); // first, so that builds at the same time need not trim as well
  std::error_code EC;
  for (fs::directory_iterator Folder(Dir, EC), End; !EC && Folder != End;
       Folder.increment(EC)) {
    if (!holdsEntries(Folder->path()))
      continue;
    std::error_code FolderEC;
    for (fs::directory_iterator File(Folder->path(), FolderEC), FileEnd;
         !FolderEC && File != FileEnd; File.increment(FolderEC)) {
      auto S = File->status();
      if (S && ageOf(*S) > std::chrono::hours(5 * 24 + 1))
        (void)fs::remove(File->path());
    }
  }
}

BuildCache::BuildCache(bool Enabled) {
  if (!Enabled)
    return;
  std::string Wanted = defaultDirectory();
  llvm::SmallString<128> Mark(Wanted);
  path::append(Mark, "ogo-cache");
  if (!fs::exists(Mark)) {
    int FD;
    // Where nothing can be written there is simply no cache.
    if (fs::create_directories(Wanted) || fs::openFileForWrite(Mark, FD))
      return;
    fs::file_t Handle = fs::convertFDToNativeFile(FD);
    fs::closeFile(Handle);
  }
  Dir = Wanted;
}

std::string BuildCache::pathFor(StringRef Key, StringRef Suffix) const {
  llvm::SmallString<128> P(Dir);
  path::append(P, Key.take_front(2));
  fs::create_directories(P);
  path::append(P, Key.drop_front(2) + Suffix);
  return P.str().str();
}

std::string BuildCache::lookup(StringRef Key, StringRef Suffix) const {
  if (!enabled())
    return "";
  llvm::SmallString<128> P(Dir);
  path::append(P, Key.take_front(2), Key.drop_front(2) + Suffix);
  fs::file_status Status;
  if (fs::status(P, Status))
    return "";
  // trim() goes by the time of the last use. An hour's precision spares most
  // lookups a write.
  if (ageOf(Status) > std::chrono::hours(1))
    touch(P);
  return P.str().str();
}

llvm::Error BuildCache::store(StringRef Key, StringRef Suffix,
                              StringRef File) const {
  if (!enabled())
    return llvm::Error::success();
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createFileError(File, Buffer.getError());
  return writeFileAtomically(pathFor(Key, Suffix), (*Buffer)->getBuffer(),
                             /*Executable=*/Suffix == ".exe");
}

std::string ogo::compilerBuildId() {
  // The linker replaces the executable at every build, so size and time of
  // modification tell builds apart without reading it.
  std::string Self = fs::getMainExecutable(nullptr, nullptr);
  fs::file_status Status;
  if (fs::status(Self, Status))
    return "unknown";
  auto Time = Status.getLastModificationTime().time_since_epoch().count();
  return std::to_string(Status.getSize()) + "." + std::to_string(Time);
}
