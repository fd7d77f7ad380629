// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

namespace dashflow::cases {

struct Options {
  std::string file;
  std::string store = "memory";
  std::map<std::string, std::string> settings;  // of its plugin
  std::string only;
  std::set<std::string> departures;  // cases that must fail
  std::string plugins;               // the folder of the bundled plugins
  std::string fixture;               // and that of the fixture
};

// Nothing when the command line is wrong.
std::optional<Options> ReadOptions(int argc, char** argv);

}  // namespace dashflow::cases
