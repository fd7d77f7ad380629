// SPDX-License-Identifier: Apache-2.0
#include "host/cli/workflows/named_files.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGroup = "workflows.";
// Longer than the clock of any file system stands still.
constexpr std::chrono::seconds kSettles{2};

bool IsWorkflow(const fs::path& file) {
  const std::string name = file.filename().string();
  const bool is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
  return is_yaml && !name.starts_with('.') && !file.stem().string().ends_with(".test");
}

std::map<std::string, std::string> FilesIn(const std::string& folder) {
  std::map<std::string, std::string> files;
  std::error_code problem;
  for (auto at = fs::directory_iterator(folder, problem);
       !problem && at != fs::directory_iterator(); at.increment(problem)) {
    std::error_code gone;
    if (IsWorkflow(at->path()) && at->is_regular_file(gone))
      files.emplace(at->path().stem().string(), at->path().string());
  }
  return files;
}

}  // namespace

NamedFiles::NamedFiles(const settings::Settings& settings) { Use(settings); }

void NamedFiles::Use(const settings::Settings& settings) {
  const std::lock_guard lock(mutex_);
  files_.clear();
  folders_.clear();
  for (const auto& [path, setting] : settings.all()) {
    if (!path.starts_with(kGroup)) continue;
    const std::string file(setting.value.as_text());
    std::error_code missing;
    if (file.ends_with('/') || fs::is_directory(file, missing))
      folders_.push_back({.path = file});
    else
      files_.emplace(path.substr(kGroup.size()), file);
  }
}

void NamedFiles::Look(Folder& folder) {
  std::error_code missing;
  const auto time = fs::last_write_time(folder.path, missing);
  if (folder.is_settled && folder.time == time) return;
  folder.is_settled = missing || fs::file_time_type::clock::now() - time > kSettles;
  folder.time = time;
  folder.files = FilesIn(folder.path);
}

std::map<std::string, std::string> NamedFiles::All() {
  const std::lock_guard lock(mutex_);
  std::map<std::string, std::string> all(files_.begin(), files_.end());
  for (Folder& folder : folders_) {
    Look(folder);
    all.insert(folder.files.begin(), folder.files.end());
  }
  return all;
}

std::string NamedFiles::Find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto named = files_.find(name);
  if (named != files_.end()) return named->second;
  const std::string key(name);
  for (Folder& folder : folders_) {
    Look(folder);
    const auto found = folder.files.find(key);
    if (found != folder.files.end()) return found->second;
  }
  return {};
}

}  // namespace dashflow::cli
