// SPDX-License-Identifier: Apache-2.0
#include "host/settings/sources.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
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

Error FolderError(const std::string& folder, std::error_code problem) {
  const bool is_denied = problem == std::errc::permission_denied;
  Error error(is_denied ? "unauthorized" : "io_error", "the folder " + folder + " cannot be read");
  error.Operation("read the configuration").Resource(folder).Cause(problem.message());
  if (is_denied) error.Fix("check its owner and mode, and those of the folders above it");
  return error.At(folder, 0, 0);
}

std::string FolderOfMachine() {
  const char* const named = std::getenv("DASHFLOW_CONFIG_DIR");
  return named == nullptr || *named == '\0' ? "/etc/dashflow" : named;
}

void AddMachine(const std::string& folder, Sources& sources) {
  sources.files.push_back({folder + "/config.yaml"});
  auto files = FilesOfFolder(folder + "/conf.d");
  if (files.has_error()) return sources.errors.push_back(files.error());
  for (std::string& file : *files) sources.files.push_back({std::move(file), true});
}

}  // namespace

Result<std::vector<std::string>> FilesOfFolder(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code problem;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (at->path().extension() == ".yaml") files.push_back(at->path().string());
  }
  if (problem && problem != std::errc::no_such_file_or_directory)
    return FolderError(folder, problem);
  std::ranges::sort(files);
  return files;
}

Sources SourcesOfProcess(const std::string& config, Reader reader) {
  Sources sources;
  sources.files.push_back({"/usr/share/dashflow/config.yaml"});
  AddMachine(FolderOfMachine(), sources);
  if (config.empty()) {
    sources.files.push_back({.path = ".dashflow/config.yaml",
                             .is_project = true,
                             .may_load_code = reader == Reader::kCommand});
  } else {
    sources.files.push_back(
        {.path = config, .required = true, .may_be_pipe = reader != Reader::kServerAgain});
  }
  sources.environment = Variables();
  return sources;
}

}  // namespace dashflow::settings
