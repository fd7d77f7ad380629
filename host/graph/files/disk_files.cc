// SPDX-License-Identifier: Apache-2.0
#include "host/graph/files/disk_files.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "host/config/did_you_mean.h"
#include "host/config/text_file.h"
#include "host/config/yaml_document.h"

namespace dashflow::graph {
namespace {

namespace fs = std::filesystem;

bool IsWorkflowFile(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json");
}

// In the words of the reference to them.
std::vector<std::string> FilesBeside(const std::string& user, const fs::path& wanted) {
  std::vector<std::string> files;
  std::error_code problem;
  const fs::path folder = fs::path(user).parent_path() / wanted.parent_path();
  for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, problem)) {
    if (IsWorkflowFile(entry.path()))
      files.push_back((wanted.parent_path() / entry.path().filename()).string());
  }
  std::ranges::sort(files);
  return files;
}

std::string NearestFile(const std::string& user, const std::string& name) {
  const std::vector<std::string> files = FilesBeside(user, name);
  const std::vector<std::string_view> names(files.begin(), files.end());
  const std::string_view near = config::Nearest(name, names);
  return near.empty() ? std::string() : "did you mean '" + std::string(near) + "'?";
}

}  // namespace

ParseReport DiskFiles::Read(const std::string& file) const {
  auto text = config::ReadTextFile(file, {config::YamlLimits{}.max_bytes, "workflow_not_found"});
  if (text.has_value()) return ParseDefinition(file, *std::move(text));
  Error error = text.error();
  const std::string near = NearestFile({}, file);
  if (error.code() == "workflow_not_found" && !near.empty()) error.Fix(near);
  return {nullptr, {std::move(error)}, {}};
}

std::string DiskFiles::Locate(const std::string& user, const std::string& name) const {
  const fs::path beside = fs::path(user).parent_path() / name;
  std::error_code problem;
  if (fs::exists(beside, problem)) return beside.lexically_normal().string();
  return named_ ? named_(name) : std::string();
}

std::string DiskFiles::KeyOf(const std::string& file) const {
  std::error_code problem;
  const fs::path key = fs::weakly_canonical(file, problem);
  return problem ? file : key.string();
}

std::string DiskFiles::Advice(const std::string& user, const std::string& name) const {
  std::string near = NearestFile(user, name);
  return near.empty() ? "name a file, relative to this one, or a workflow of the configuration"
                      : near;
}

}  // namespace dashflow::graph
