// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/local_disk/fresh_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "plugins/storage/local_disk/folders.h"
#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::local_disk {
namespace {

std::string Absolute(const std::string& path) { return std::filesystem::absolute(path).string(); }

bool IsThere(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

sdk::StoreError Exists(const std::string& path, std::string cause) {
  return sdk::StoreError("file_exists", path + " is there already.")
      .Cause(std::move(cause))
      .Fix("name another file, or move that one away");
}

void SyncNameOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int failed = SyncFolder(folder);
  if (failed != 0) throw WriteFailure(folder, failed);
}

}  // namespace

FreshFile::FreshFile(std::string path, Place place)
    : path_(Absolute(path)), place_(place), unfinished_(path_ + ".unfinished") {
  if (place_ == Place::kFree && IsThere(path_)) throw Exists(path_, "it would be overwritten");
  fd_ = ::open(unfinished_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd_ < 0) throw WriteFailure(path_, errno);
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd_);
    throw Exists(unfinished_, "another process is writing it");
  }
  if (::ftruncate(fd_, 0) != 0 || ::fchmod(fd_, 0600) != 0) {
    const int failed = errno;
    ::unlink(unfinished_.c_str());
    ::close(fd_);
    throw WriteFailure(path_, failed);
  }
}

FreshFile::~FreshFile() {
  if (!is_finished_) ::unlink(unfinished_.c_str());
  ::close(fd_);
}

void FreshFile::Finish() {
  if (::fsync(fd_) != 0) throw WriteFailure(path_, errno);
  TakeName();
  is_finished_ = true;
  SyncNameOf(path_);
}

void FreshFile::TakeName() const {
  const unsigned flags = place_ == Place::kFree ? RENAME_NOREPLACE : 0;
  int failed =
      ::renameat2(AT_FDCWD, unfinished_.c_str(), AT_FDCWD, path_.c_str(), flags) == 0 ? 0 : errno;
  // Some file systems cannot promise that nothing is replaced.
  if (failed == EINVAL && !IsThere(path_)) {
    failed = ::rename(unfinished_.c_str(), path_.c_str()) == 0 ? 0 : errno;
  }
  if (failed == EEXIST) throw Exists(path_, "it was made while this was written");
  if (failed != 0) throw WriteFailure(path_, failed);
}

std::string FreeName(const std::string& path) {
  std::string name = path;
  for (int number = 2; IsThere(name); ++number) name = path + "-" + std::to_string(number);
  return name;
}

void KeepAs(const std::string& path, const std::string& name) {
  if (::link(path.c_str(), name.c_str()) != 0) throw WriteFailure(name, errno);
  SyncNameOf(Absolute(name));
}

}  // namespace dashflow::local_disk
