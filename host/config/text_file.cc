// SPDX-License-Identifier: Apache-2.0
#include "host/config/text_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace dashflow::config {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

Error Failure(std::string_view code, const std::string& path, std::string message) {
  Error error(code, std::move(message));
  error.Operation("read a file").Resource(path).At(path, 0, 0);
  return error;
}

Error SystemFailure(int number, const std::string& path, const FileRules& rules) {
  const std::string cause = std::generic_category().message(number);
  if (number == ENOENT || number == ENOTDIR)
    return Failure(rules.missing_code, path, "there is no file " + path).Cause(cause);
  if (number == EACCES || number == EPERM)
    return Failure("unauthorized", path, "the file " + path + " may not be read")
        .Cause(cause)
        .Fix("check its owner and mode, and those of its folders");
  return Failure("io_error", path, "the file " + path + " cannot be read").Cause(cause);
}

Status CheckKind(int number, const std::string& path, const FileRules& rules) {
  struct stat facts {};
  if (fstat(number, &facts) != 0) return SystemFailure(errno, path, rules);
  if (S_ISREG(facts.st_mode) || S_ISFIFO(facts.st_mode)) return Ok();
  const bool folder = S_ISDIR(facts.st_mode);
  return Failure("not_a_file", path, path + (folder ? " is a folder" : " is no regular file"))
      .Fix("name a file");
}

Result<std::string> ReadAll(int number, const std::string& path, const FileRules& rules) {
  std::string text;
  for (;;) {
    const std::size_t before = text.size();
    text.resize(before + kChunk);
    const ssize_t count = read(number, text.data() + before, kChunk);
    if (count < 0 && errno != EINTR) return SystemFailure(errno, path, rules);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return text;
    if (text.size() > rules.max_bytes) {
      return Failure("file_too_large", path,
                     path + " has more than " + std::to_string(rules.max_bytes) + " bytes");
    }
  }
}

}  // namespace

Result<std::string> ReadTextFile(const std::string& path, const FileRules& rules) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0) return SystemFailure(errno, path, rules);
  DF_TRY(CheckKind(file.number(), path, rules));
  return ReadAll(file.number(), path, rules);
}

}  // namespace dashflow::config
