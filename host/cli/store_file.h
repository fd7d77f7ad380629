// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace dashflow::cli {

// The file of a store that is one (sqlite:PATH), as the address has it. Nothing for other stores.
std::optional<std::filesystem::path> StoreFile(const std::string& url);

// The same, or the folder of a store that is one (file:FOLDER).
std::optional<std::filesystem::path> StorePlace(const std::string& url);

// The file that whoever holds such a store has locked.
std::optional<std::filesystem::path> StoreLock(const std::string& url);

}  // namespace dashflow::cli
