// SPDX-License-Identifier: Apache-2.0
#include "host/cli/store_file.h"

#include <string_view>
#include <system_error>

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kFile = "file:";

std::optional<fs::path> PathBehind(const std::string& url, std::string_view scheme) {
  if (!url.starts_with(scheme)) return std::nullopt;
  const std::string path = url.substr(scheme.size());
  return path.starts_with("///") ? path.substr(2) : path;
}

}  // namespace

std::optional<fs::path> StoreFile(const std::string& url) { return PathBehind(url, kSqlite); }

std::optional<fs::path> StorePlace(const std::string& url) {
  const auto file = StoreFile(url);
  return file ? file : PathBehind(url, kFile);
}

std::optional<fs::path> StoreLock(const std::string& url) {
  const auto place = StorePlace(url);
  if (!place) return std::nullopt;
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(fs::absolute(*place, ignored), ignored);
  return StoreFile(url) ? fs::path(whole.string() + ".lock") : whole / "lock";
}

}  // namespace dashflow::cli
