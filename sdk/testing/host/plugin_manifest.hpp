// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::sdk::testing {

// The manifest of the plugin `id` in an ELF file (several may be linked into one program); throws
// std::runtime_error.
Value ReadManifest(const std::filesystem::path& file, std::string_view id);

// The description of a node type in a manifest; null when there is none.
ValueView FindNodeType(ValueView manifest, std::string_view name);

// The slot of a port ("inputs" or "outputs"); -1 when there is none so named.
int SlotOf(ValueView node_type, std::string_view direction, std::string_view port);

// `config` with the defaults of the schema's properties where it has no member.
Value WithDefaults(ValueView config, ValueView schema);

}  // namespace dashflow::sdk::testing
