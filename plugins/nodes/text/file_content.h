// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace text {

struct FileContent {
  std::uint64_t size = 0;
  std::string bytes;    // empty when there is a problem
  std::string problem;  // why it was not read: "unreadable: …", "larger than … bytes"
};

// Reads a file of at most `limit` bytes. What is wrong with the file is its problem; that there is
// none is an error: throws sdk::Error no_such_file or not_a_file.
FileContent ReadFile(const std::string& path, std::size_t limit);

}  // namespace text
