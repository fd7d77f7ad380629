// SPDX-License-Identifier: Apache-2.0
#include "host/settings/environment.h"

#include <cctype>

#include "host/config/yaml_document.h"
#include "host/settings/layer_reader.h"

namespace dashflow::settings {
namespace {

constexpr std::string_view kPrefix = "DASHFLOW__";

std::string PathOf(std::string_view name) {
  name.remove_prefix(kPrefix.size());
  std::string path;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_dot = name.substr(i).starts_with("__");
    path += is_dot ? '.' : static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    if (is_dot) ++i;
  }
  return path;
}

}  // namespace

void ReadVariable(LayerReader& reader, const std::string& name, const std::string& text) {
  const std::string origin = "environment " + name;
  config::YamlReport yaml = config::ParseYaml(text, {origin});
  for (Error& error : yaml.errors) reader.Add(std::move(error));
  if (yaml.tree)
    reader.ReadPath(PathOf(name), *yaml.tree,
                    {.file = origin, .folder = "", .origin = origin, .has_lines = false});
}

}  // namespace dashflow::settings
