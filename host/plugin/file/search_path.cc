// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/search_path.h"

#include <sys/auxv.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace dashflow::plugin {
namespace {

constexpr const char* kEnvironmentName = "DASHFLOW_PLUGIN_PATH";

void Add(std::vector<SearchFolder>& folders, const std::string& path, bool named) {
  if (path.empty()) return;
  std::string normal = std::filesystem::path(path).lexically_normal().string();
  if (normal.size() > 1 && normal.back() == '/') normal.pop_back();
  if (std::ranges::find(folders, normal, &SearchFolder::path) != folders.end()) return;
  folders.push_back({std::move(normal), named});
}

void AddList(std::vector<SearchFolder>& folders, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(':'), list.size());
    Add(folders, std::string(list.substr(0, end)), true);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::string BesideProgram(const std::string& executable) {
  if (executable.empty()) return {};
  return std::filesystem::path(executable).parent_path() / "../lib/dashflow/plugins";
}

}  // namespace

std::vector<SearchFolder> PluginSearchPath(const SearchPathParts& parts) {
  std::vector<SearchFolder> folders;
  for (const std::string& folder : parts.flags) Add(folders, folder, true);
  if (!parts.secure) AddList(folders, parts.environment);
  for (const std::string& folder : parts.config) Add(folders, folder, true);
  Add(folders, BesideProgram(parts.executable), false);
  Add(folders, "/usr/local/lib/dashflow/plugins", false);
  Add(folders, "/usr/lib/" DASHFLOW_TRIPLET "/dashflow/plugins", false);
  return folders;
}

SearchPathParts SearchPathOfProcess() {
  SearchPathParts parts;
  const char* environment = std::getenv(kEnvironmentName);
  if (environment != nullptr) parts.environment = environment;
  parts.secure = ::getauxval(AT_SECURE) != 0;
  std::error_code failed;
  parts.executable = std::filesystem::read_symlink("/proc/self/exe", failed).string();
  return parts;
}

}  // namespace dashflow::plugin
