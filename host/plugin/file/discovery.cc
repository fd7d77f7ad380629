// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/discovery.h"

#include <algorithm>
#include <filesystem>

#include "host/plugin/file/refusal.h"
#include "host/plugin/file/trust.h"

namespace dashflow::plugin {
namespace {

bool IsThere(const std::string& folder) {
  std::error_code ignored;
  return std::filesystem::exists(folder, ignored);
}

bool IsOneFile(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

void AddFile(Discovery& found, PluginFile file) {
  const auto same_file = [&](const PluginFile& other) { return other.stamp.SameFile(file.stamp); };
  if (std::ranges::any_of(found.files, same_file)) return;
  const auto same_id = [&](const PluginFile& other) {
    return other.manifest.id == file.manifest.id;
  };
  const auto twin = std::ranges::find_if(found.files, same_id);
  if (twin == found.files.end()) {
    found.files.push_back(std::move(file));
    return;
  }
  found.refused.push_back(Refuse(
      file.path, "plugin_conflict",
      "offers plugin '" + file.manifest.id + "', and this host has that from " + twin->path));
}

void AddPath(Discovery& found, const std::string& path) {
  auto file = ReadPluginFile(path);
  if (file.has_error()) {
    found.refused.push_back(file.error());
  } else {
    AddFile(found, *std::move(file));
  }
}

void AddFolder(Discovery& found, const SearchFolder& folder) {
  if (!folder.named && !IsThere(folder.path)) return;
  if (IsOneFile(folder.path)) return AddPath(found, folder.path);
  const auto paths = ListPluginFiles(folder.path);
  if (paths.has_error()) {
    found.refused.push_back(paths.error());
    return;
  }
  for (const std::string& path : *paths) AddPath(found, path);
}

}  // namespace

Result<std::vector<std::string>> ListPluginFiles(const std::string& folder) {
  DF_TRY(CheckTrustOfFolder(folder));
  std::vector<std::string> paths;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    if (entry->path().extension() == ".so") paths.push_back(entry->path().string());
  }
  if (failed) return RefuseBySystem(folder, "plugin_folder", "cannot be read", failed.value());
  std::ranges::sort(paths);
  return paths;
}

Discovery DiscoverPlugins(std::span<const SearchFolder> folders) {
  Discovery found;
  for (const SearchFolder& folder : folders) AddFolder(found, folder);
  return found;
}

}  // namespace dashflow::plugin
