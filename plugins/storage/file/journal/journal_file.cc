// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/journal/journal_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace dashflow::file {
namespace {

[[noreturn]] void Fail() { throw std::system_error(errno, std::generic_category()); }

int FlagsOf(JournalFile::Mode mode) {
  switch (mode) {
    case JournalFile::Mode::kRead:
      return O_RDONLY;
    case JournalFile::Mode::kWrite:
      return O_RDWR;
    default:
      return O_RDWR | O_CREAT | O_TRUNC;
  }
}

struct stat StatusOf(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) Fail();
  return status;
}

}  // namespace

JournalFile::JournalFile(const std::string& path, Mode mode)
    : fd_(::open(path.c_str(), FlagsOf(mode) | O_CLOEXEC | O_NOFOLLOW, 0600)) {
  if (fd_ < 0) Fail();
}

JournalFile::~JournalFile() { ::close(fd_); }

std::uint64_t JournalFile::size() const {
  return static_cast<std::uint64_t>(StatusOf(fd_).st_size);
}

bool JournalFile::IsAt(const std::string& path) const {
  struct stat named {};
  const struct stat mine = StatusOf(fd_);
  return ::stat(path.c_str(), &named) == 0 && named.st_dev == mine.st_dev &&
         named.st_ino == mine.st_ino;
}

std::string JournalFile::Read(std::uint64_t offset, std::uint64_t size) const {
  const std::uint64_t end = this->size();
  std::string bytes(offset >= end ? 0 : std::min(size, end - offset), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t part =
        ::pread(fd_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) Fail();
    if (part == 0) break;
    done += static_cast<std::size_t>(part);
  }
  bytes.resize(done);
  return bytes;
}

void JournalFile::Write(std::uint64_t offset, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t part = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) Fail();
    bytes.remove_prefix(static_cast<std::size_t>(part));
    offset += static_cast<std::uint64_t>(part);
  }
}

void JournalFile::Sync() const {
  if (::fdatasync(fd_) != 0) Fail();
}

void JournalFile::Truncate(std::uint64_t size) const {
  if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) Fail();
}

}  // namespace dashflow::file
