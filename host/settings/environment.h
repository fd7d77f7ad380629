// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::settings {

class LayerReader;

// One variable of the environment: DASHFLOW__PLUGINS__PATH is plugins.path, its text is read as
// YAML.
void ReadVariable(LayerReader& reader, const std::string& name, const std::string& text);

}  // namespace dashflow::settings
