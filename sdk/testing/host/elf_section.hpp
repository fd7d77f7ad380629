// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dashflow::sdk::testing {

// The bytes of a section of a 64-bit ELF file of this machine; empty when it has none. Throws
// std::runtime_error when the file cannot be read or is cut short.
std::string ReadElfSection(const std::filesystem::path& file, std::string_view name);

}  // namespace dashflow::sdk::testing
