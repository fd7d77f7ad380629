// SPDX-License-Identifier: Apache-2.0
#include "file_content.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <dashflow/plugin.hpp>
#include <system_error>

namespace text {
namespace {

namespace sdk = dashflow::sdk;

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string Words() { return std::generic_category().message(errno); }

bool ReadAll(int fd, std::size_t limit, std::string& bytes) {
  for (;;) {
    char block[64 * 1024];
    const ssize_t count = ::read(fd, block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0;
    bytes.append(block, static_cast<std::size_t>(count));
    if (bytes.size() > limit) return true;
  }
}

}  // namespace

FileContent ReadFile(const std::string& path, std::size_t limit) {
  FileContent content;
  const Descriptor file(path);
  if (file.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    throw sdk::InvalidInput("no_such_file", "There is no file " + path + ".")
        .Details("\"" + Words() + "\"");
  }
  if (file.get() < 0) return content.problem = "unreadable: " + Words(), content;
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
    throw sdk::InvalidInput("not_a_file", path + " is no regular file.");
  }
  content.size = static_cast<std::uint64_t>(facts.st_size);
  const bool read = ReadAll(file.get(), limit, content.bytes);
  if (!read) content.problem = "unreadable: " + Words();
  if (read && content.bytes.size() > limit)
    content.problem = "larger than " + std::to_string(limit) + " bytes";
  if (!content.problem.empty()) content.bytes.clear();
  return content;
}

}  // namespace text
