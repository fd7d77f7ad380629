// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/plugin/type/plugin.h"

namespace dashflow::cli {

// A plugin's documentation out of its manifest, as an object and as a page.
Value PluginView(const plugin::Plugin& plugin);
std::string PluginText(const plugin::Plugin& plugin);
Value NodeTypeView(const graph::NodeTypeInfo& info);
std::string NodeTypeText(const graph::NodeTypeInfo& info);

}  // namespace dashflow::cli
