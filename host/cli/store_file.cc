// SPDX-License-Identifier: Apache-2.0
#include "host/cli/store_file.h"

#include <string_view>

namespace dashflow::cli {

std::optional<std::filesystem::path> StoreFile(const std::string& url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!url.starts_with(kSqlite)) return std::nullopt;
  const std::string path = url.substr(kSqlite.size());
  return path.starts_with("///") ? path.substr(2) : path;
}

}  // namespace dashflow::cli
