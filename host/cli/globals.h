// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dashflow::cli {

// Options that every command takes (CLI.md, "Global options").
struct Globals {
  std::string config;  // a file in place of the project's
  std::string server;  // where the command is run; empty = as the configuration says
  std::string store;   // the same
  std::vector<std::string> plugin_path;
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  bool no_color = false;
  bool no_input = false;
  std::optional<std::uint64_t> seed;
  unsigned workers = 0;  // 0 = one a processor
};

}  // namespace dashflow::cli
