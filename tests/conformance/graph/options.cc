// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/options.h"

#include <fstream>
#include <string_view>

namespace dashflow::cases {
namespace {

// The first word of each line; `#` begins a comment.
std::set<std::string> ReadIds(const std::string& file) {
  std::set<std::string> ids;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const std::string id = line.substr(0, line.find_first_of(" #"));
    if (!id.empty()) ids.insert(id);
  }
  return ids;
}

bool Set(Options& options, std::string_view name, const std::string& value) {
  if (name == "--store") {
    options.store = value;
    return value == "memory" || value == "sqlite" || value == "file" ||
           value.find("://") != std::string::npos;
  }
  if (name == "--only") {
    options.only = value;
  } else if (name == "--setting") {
    const std::size_t end = value.find('=');
    if (end == std::string::npos) return false;
    options.settings[value.substr(0, end)] = value.substr(end + 1);
  } else if (name == "--departures") {
    options.departures = ReadIds(value);
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::optional<Options> ReadOptions(int argc, char** argv) {
  Options options;
  options.plugins = DASHFLOW_PLUGINS;
  options.fixture = DASHFLOW_FIXTURE;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with("--") && options.file.empty()) {
      options.file = word;
    } else if (i + 1 == argc || !Set(options, word, argv[++i])) {
      return std::nullopt;
    }
  }
  if (options.file.empty()) return std::nullopt;
  return options;
}

}  // namespace dashflow::cases
