// SPDX-License-Identifier: Apache-2.0
#include "host/plugin_manifest.hpp"

#include <dashflow/plugin.h>

#include <dashflow/builder.hpp>
#include <stdexcept>

#include "host/elf_section.hpp"
#include "value/json_reader.hpp"

namespace dashflow::sdk::testing {

Value ReadManifest(const std::filesystem::path& file, std::string_view id) {
  const std::string section = ReadElfSection(file, DF_MANIFEST_SECTION);
  JsonReader reader(section);
  while (reader.More()) {
    df_value raw{};
    if (!reader.Read(&raw)) {
      throw std::runtime_error("The manifest in " + file.string() +
                               " is no JSON: " + reader.error());
    }
    Value manifest = Value::Adopt(raw);
    if (manifest.view()["id"] == ValueView(id)) return manifest;
  }
  throw std::runtime_error(file.string() + " has no manifest of a plugin '" + std::string(id) +
                           "'");
}

ValueView FindNodeType(ValueView manifest, std::string_view name) {
  for (const ValueView type : manifest["nodes"].Elements()) {
    if (type["name"] == ValueView(name)) return type;
  }
  return {};
}

int SlotOf(ValueView node_type, std::string_view direction, std::string_view port) {
  int slot = 0;
  for (const ValueView candidate : node_type[direction].Elements()) {
    if (candidate["name"] == ValueView(port)) return slot;
    ++slot;
  }
  return -1;
}

Value WithDefaults(ValueView config, ValueView schema) {
  Value filled = config.is_null() ? Value::FromJson("{}") : Value(config);
  for (const auto [key, property] : schema["properties"].Members()) {
    if (property.Has("default") && !filled->Has(key))
      filled = With(filled, key, property["default"]);
  }
  return filled;
}

}  // namespace dashflow::sdk::testing
