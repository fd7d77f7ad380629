// SPDX-License-Identifier: Apache-2.0
#include "host/config/text_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "host/base/descriptor.h"

namespace dashflow::config {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr int kWriterIsLate = 1000;  // milliseconds

Error Failure(std::string_view code, const std::string& path, std::string message) {
  Error error(code, std::move(message));
  error.Operation("read a file").Resource(path).At(path, 0, 0);
  return error;
}

// More than "no such file" where a name is there and leads nowhere.
std::string CauseOf(int number, const std::string& path) {
  std::error_code problem;
  const auto target =
      number == ENOENT ? std::filesystem::read_symlink(path, problem) : std::filesystem::path();
  if (!target.empty())
    return "it is a symbolic link to " + target.string() + ", which is not there";
  return std::generic_category().message(number);
}

Error SystemFailure(int number, const std::string& path, const FileRules& rules) {
  const std::string cause = CauseOf(number, path);
  if (number == ENOENT || number == ENOTDIR)
    return Failure(rules.missing_code, path, "there is no file " + path).Cause(cause);
  if (number == EACCES || number == EPERM)
    return Failure("unauthorized", path, "the file " + path + " may not be read")
        .Cause(cause)
        .Fix("check its owner and mode, and those of its folders");
  return Failure("io_error", path, "the file " + path + " cannot be read").Cause(cause);
}

Status CheckKind(const struct stat& facts, const std::string& path, const FileRules& rules) {
  if (S_ISREG(facts.st_mode)) return Ok();
  if (S_ISFIFO(facts.st_mode) && rules.may_be_pipe) return Ok();
  const bool folder = S_ISDIR(facts.st_mode);
  return Failure("not_a_file", path, path + (folder ? " is a folder" : " is no regular file"))
      .Fix("name a file");
}

bool AwaitBytes(int number, int milliseconds) {
  pollfd ready{number, POLLIN, 0};
  return poll(&ready, 1, milliseconds) > 0 || errno == EINTR;
}

// As read; a pipe whose writer has nothing yet is waited for.
ssize_t ReadSome(int number, char* to) {
  for (;;) {
    const ssize_t count = read(number, to, kChunk);
    if (count >= 0 || (errno != EINTR && errno != EAGAIN)) return count;
    if (errno == EAGAIN) AwaitBytes(number, -1);
  }
}

Result<std::string> ReadAll(int number, const std::string& path, const FileRules& rules) {
  std::string text;
  for (;;) {
    const std::size_t before = text.size();
    text.resize(before + kChunk);
    const ssize_t count = ReadSome(number, text.data() + before);
    if (count < 0) return SystemFailure(errno, path, rules);
    text.resize(before + static_cast<std::size_t>(count));
    if (count == 0) return text;
    if (text.size() > rules.max_bytes) {
      return Failure("file_too_large", path,
                     path + " has more than " + std::to_string(rules.max_bytes) + " bytes");
    }
  }
}

}  // namespace

Result<std::string> ReadTextFile(const std::string& path, const FileRules& rules) {
  // Without O_NONBLOCK a named pipe is not even opened before somebody writes to it.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  struct stat facts {};
  if (file.number() < 0 || fstat(file.number(), &facts) != 0)
    return SystemFailure(errno, path, rules);
  DF_TRY(CheckKind(facts, path, rules));
  const bool is_pipe = S_ISFIFO(facts.st_mode);
  if (is_pipe) AwaitBytes(file.number(), kWriterIsLate);
  DF_ASSIGN(std::string text, ReadAll(file.number(), path, rules));
  if (is_pipe && text.empty()) {
    return Failure("io_error", path, "nothing came through the pipe " + path)
        .Cause("nobody writes to it")
        .Fix("name a file, or start what writes to the pipe first");
  }
  return text;
}

}  // namespace dashflow::config
