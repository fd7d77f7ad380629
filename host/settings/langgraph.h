// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/settings/layer_reader.h"

namespace dashflow::settings {

// Whether a file is one of LangGraph's (langgraph.json), by its name.
bool IsLangGraph(const std::string& file);

// Reads it as a layer, as far as it maps to settings. Each key that does not is a warning
// (langgraph_key) that says what to write in its place.
void ReadLangGraph(LayerReader& reader, const config::Tree& tree, const LayerPlace& place);

}  // namespace dashflow::settings
