// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/plugin/file/plugin_file.h"
#include "host/plugin/file/search_path.h"

namespace dashflow::plugin {

// What the folders hold: the plugins that may be loaded, in order of the folders and by name, and
// why the others may not (the resource of each error is the file or folder).
struct Discovery {
  std::vector<PluginFile> files;
  std::vector<Error> refused;
};

// Reads every *.so of `folders`, and those named by themselves; runs no code. Of two files with one
// plugin id the first stays and both are named.
Discovery DiscoverPlugins(std::span<const SearchFolder> folders);

// The *.so of a folder, sorted. Errors: plugin_folder, plugin_unsafe, plugin_foreign when the
// folder cannot be read or trusted.
Result<std::vector<std::string>> ListPluginFiles(const std::string& folder);

}  // namespace dashflow::plugin
