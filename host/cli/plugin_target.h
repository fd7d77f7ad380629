// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/result.h"
#include "host/cli/globals.h"
#include "host/plugin/plugin_registry.h"

namespace dashflow::cli {

// What FILE|NAME[.TYPE] of a command line names.
struct PluginTarget {
  std::string file;  // of a plugin; empty = NAME
  std::string name;  // NAME[.TYPE], or the TYPE of the file, which may be empty
};

// A file counts before a name; it comes first in the search path from now on.
PluginTarget ParsePluginTarget(const std::string& text, Globals& globals);

// "<plugin>" or "<plugin>.<type>". Errors: why the file was refused.
Result<std::string> NameOf(const PluginTarget& target, const plugin::PluginRegistry& plugins);

// A node type by its full name; of a plugin that has one only, by the plugin's. Errors: usage with
// the names of all, and those of WhyNot.
Result<const graph::NodeType*> OnlyTypeOf(const std::string& name,
                                          const plugin::PluginRegistry& plugins);

}  // namespace dashflow::cli
