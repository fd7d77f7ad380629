// SPDX-License-Identifier: Apache-2.0
#include "host/settings/sources.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace dashflow::settings {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "DASHFLOW__";

std::vector<std::pair<std::string, std::string>> Variables() {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** at = ::environ; at != nullptr && *at != nullptr; ++at) {
    const std::string_view entry = *at;
    const std::size_t equals = entry.find('=');
    if (!entry.starts_with(kPrefix) || equals == std::string_view::npos) continue;
    variables.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
  }
  std::ranges::sort(variables);
  return variables;
}

}  // namespace

std::vector<std::string> FilesOfFolder(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code problem;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (at->path().extension() == ".yaml") files.push_back(at->path().string());
  }
  std::ranges::sort(files);
  return files;
}

Sources SourcesOfProcess(const std::string& config) {
  Sources sources;
  sources.files.push_back({"/usr/share/dashflow/config.yaml"});
  sources.files.push_back({"/etc/dashflow/config.yaml"});
  for (std::string& file : FilesOfFolder("/etc/dashflow/conf.d"))
    sources.files.push_back({std::move(file), true});
  if (config.empty()) {
    sources.files.push_back({".dashflow/config.yaml", false, true});
  } else {
    sources.files.push_back({config, true});
  }
  sources.environment = Variables();
  return sources;
}

}  // namespace dashflow::settings
