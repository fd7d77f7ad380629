// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/local_disk/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::local_disk {
namespace {

// Whoever wrote it may have been anyone: only what looks like ours is repeated.
std::string DescribeHolder(int fd) {
  std::string text(256, '\0');
  const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
  text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == std::string::npos || digits == 0 || text[digits] != ' ') return "another process";
  const std::string command = text.substr(digits + 1, text.find('\n') - digits - 1);
  return "process " + text.substr(0, digits) + " (" + command + ")";
}

sdk::StoreError Locked(const std::string& path, int fd) {
  return sdk::StoreError("store_locked", "Another process holds the store.")
      .Cause(DescribeHolder(fd) + " holds the lock " + path)
      .Fix("wait for that process or stop it, or use another store");
}

}  // namespace

LockFile::LockFile(std::string path) : path_(std::move(path)) {
  try {
    // A holder that ends removes the file: a lock on one that is gone is worth nothing.
    do {
      if (fd_ >= 0) ::close(fd_);
      fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd_ < 0) throw OpenFailure(path_, errno);
      if (!TryLock()) throw Locked(path_, fd_);
    } while (!IsStillTheFile());
  } catch (...) {
    if (fd_ >= 0) ::close(fd_);
    throw;
  }
  SayWhoHolds();
}

LockFile::~LockFile() {
  ::unlink(path_.c_str());
  ::close(fd_);
}

bool LockFile::TryLock() {
  int failed = 0;
  do {
    failed = ::flock(fd_, LOCK_EX | LOCK_NB);
  } while (failed != 0 && errno == EINTR);
  if (failed != 0 && errno != EWOULDBLOCK) throw OpenFailure(path_, errno);
  return failed == 0;
}

bool LockFile::IsStillTheFile() const {
  struct stat locked {};
  struct stat named {};
  if (::fstat(fd_, &locked) != 0 || ::stat(path_.c_str(), &named) != 0) return false;
  return locked.st_dev == named.st_dev && locked.st_ino == named.st_ino;
}

void LockFile::SayWhoHolds() const {
  const std::string text = std::to_string(::getpid()) + ' ' + program_invocation_short_name + '\n';
  // On a full disk the content is missing, the lock is not.
  const bool written = ::ftruncate(fd_, 0) == 0 && ::pwrite(fd_, text.data(), text.size(), 0) ==
                                                       static_cast<ssize_t>(text.size());
  static_cast<void>(written);
}

}  // namespace dashflow::local_disk
