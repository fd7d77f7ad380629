// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace text {

// Makes `path` hold `content`, whole or not at all, also when the power fails: a file beside it is
// written, synced and renamed, then the folder is synced. Makes the folder. Throws sdk::Error:
// unauthorized, exhausted (no room), io_error.
void WriteAtomically(const std::string& path, std::string_view content);

}  // namespace text
