// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::config {

struct FileRules {
  std::size_t max_bytes = std::size_t{8} << 20;
  std::string_view missing_code = "file_not_found";  // the error when there is no such file
  bool may_be_pipe = true;  // what nobody named must not make the host wait
};

// The bytes of a regular file or a pipe; a pipe that nobody writes to is not waited for. Errors:
// rules.missing_code, unauthorized, file_too_large, not_a_file (a folder, a device), io_error (an
// empty pipe, a failed read), each with the path and the system's words. [any-thread]
Result<std::string> ReadTextFile(const std::string& path, const FileRules& rules = {});

}  // namespace dashflow::config
