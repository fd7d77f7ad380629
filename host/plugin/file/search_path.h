// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dashflow::plugin {

// A folder in which plugins are looked for, or one plugin file. One that somebody named is missed
// when it is not there.
struct SearchFolder {
  std::string path;
  bool named = false;
};

// What the search path is made of, in this order; see PluginSearchPath.
struct SearchPathParts {
  std::vector<std::string> flags;   // --plugin-path
  std::string_view environment;     // DASHFLOW_PLUGIN_PATH, folders separated by ':'
  bool secure = false;              // AT_SECURE: the environment is not to be trusted
  std::vector<std::string> config;  // folders of the configuration
  std::string executable;           // path of this program; its ../lib/dashflow/plugins is searched
};

// Flags, environment, configuration, beside the program, /usr/local/lib/dashflow/plugins,
// /usr/lib/<triplet>/dashflow/plugins. Of folders named twice the first stays.
std::vector<SearchFolder> PluginSearchPath(const SearchPathParts& parts);

// The process's environment, AT_SECURE and executable filled in.
SearchPathParts SearchPathOfProcess();

}  // namespace dashflow::plugin
