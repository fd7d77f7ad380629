// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/base/result.h"

namespace dashflow::cli {

// Writes a file that is not there yet, and its folders. `operation` says for what, in errors:
// file_exists, unauthorized, io_error. What was begun and failed is removed.
Status WriteNewFile(const std::string& path, std::string_view text, std::string operation);

}  // namespace dashflow::cli
