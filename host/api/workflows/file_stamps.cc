// SPDX-License-Identifier: Apache-2.0
#include "host/api/workflows/file_stamps.h"

#include <algorithm>
#include <system_error>

namespace dashflow::api {

FileStamps::Stamp FileStamps::StampOf(std::string file) {
  std::error_code missing;
  const auto time = std::filesystem::last_write_time(file, missing);
  const auto size = std::filesystem::file_size(file, missing);
  return {std::move(file), time, size};
}

void FileStamps::Add(const graph::Definition& definition) {
  if (std::ranges::find(stamps_, definition.file, &Stamp::file) != stamps_.end()) return;
  stamps_.push_back(StampOf(definition.file));
  for (const graph::NodeDefinition& node : definition.nodes)
    if (node.subworkflow != nullptr) Add(*node.subworkflow);
}

bool FileStamps::AreCurrent() const {
  const auto is_current = [](const Stamp& stamp) { return StampOf(stamp.file) == stamp; };
  return !stamps_.empty() && std::ranges::all_of(stamps_, is_current);
}

}  // namespace dashflow::api
