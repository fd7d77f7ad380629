// SPDX-License-Identifier: Apache-2.0
#include "host/cli/new_file.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace dashflow::cli {
namespace {

Error FailedWith(int system_error, const std::string& path, std::string operation) {
  if (system_error == EEXIST) {
    return Error("file_exists", path + " is there already")
        .Operation(std::move(operation))
        .Resource(path)
        .Cause("it would be overwritten");
  }
  const bool is_denied = system_error == EACCES || system_error == EPERM || system_error == EROFS;
  return Error(is_denied ? "unauthorized" : "io_error", "cannot write " + path)
      .Operation(std::move(operation))
      .Resource(path)
      .Cause(std::generic_category().message(system_error));
}

}  // namespace

Status WriteNewFile(const std::string& path, std::string_view text, std::string operation) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code problem;
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  std::FILE* file = problem ? nullptr : std::fopen(path.c_str(), "wxe");
  if (file == nullptr)
    return FailedWith(problem ? problem.value() : errno, path, std::move(operation));
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int write_error = errno;
  if (std::fclose(file) == 0 && is_written) return Ok();
  const int system_error = is_written ? errno : write_error;
  std::filesystem::remove(path, problem);
  return FailedWith(system_error, path, std::move(operation));
}

}  // namespace dashflow::cli
