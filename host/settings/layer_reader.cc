// SPDX-License-Identifier: Apache-2.0
#include "host/settings/layer_reader.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "host/config/did_you_mean.h"
#include "host/config/placeholder/interpolation.h"
#include "host/config/text_file.h"
#include "host/config/yaml_document.h"
#include "host/settings/langgraph.h"
#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/schema.h"
#include "host/value/value_iterate.h"

namespace dashflow::settings {
namespace {

namespace fs = std::filesystem;

Error Placed(Error error, const LayerPlace& place, config::Mark at) {
  return error.Operation("read the configuration")
      .Resource(place.file)
      .At(place.file, at.line, at.column);
}

Error Invalid(const LayerPlace& place, config::Mark at, std::string_view code,
              std::string message) {
  return Placed(Error(code, std::move(message)), place, at);
}

// Nothing but comments: a configuration that says nothing.
bool IsBlank(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] != '#') return false;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return true;
}

std::string Joined(const std::string& path, std::string_view part) {
  return path.empty() ? std::string(part) : path + "." + std::string(part);
}

bool IsGroup(const std::string& path) {
  return path.empty() || std::ranges::any_of(Keys(), [&path](const Key& key) {
           return key.path.starts_with(path + ".");
         });
}

// The parts that may follow `group`.
std::vector<std::string_view> PartsBelow(const std::string& group) {
  std::vector<std::string_view> parts;
  const std::size_t begin = group.empty() ? 0 : group.size() + 1;
  for (const Key& key : Keys()) {
    if (begin != 0 && !key.path.starts_with(group + ".")) continue;
    const std::string_view rest = key.path.substr(begin);
    const std::string_view part = rest.substr(0, rest.find('.'));
    if (part != "*" && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  }
  return parts;
}

std::string From(const std::string& folder, std::string_view path) {
  if (path.find("://") != std::string_view::npos) return std::string(path);
  return (fs::path(folder) / path).lexically_normal().string();
}

Value WithFolder(const Value& value, const std::string& folder) {
  if (folder.empty()) return value;
  if (value.is_string()) return Value(From(folder, value.as_text()));
  ArrayBuilder paths;
  value.ForEachElement([&](const Value& path) { paths.Add(From(folder, path.as_text())); });
  return std::move(paths).Build();
}

}  // namespace

void LayerReader::ReadFile(const SourceFile& file) {
  const std::size_t mistakes = report_.errors.size();
  ReadLayer(file);
  if (report_.errors.size() == mistakes) report_.files.push_back(file.path);
}

void LayerReader::ReadLayer(const SourceFile& file) {
  const auto text = config::ReadTextFile(file.path, {.may_be_pipe = file.may_be_pipe});
  if (text.has_error()) return Add(text.error());
  if (IsBlank(*text)) return;
  config::YamlReport yaml = config::ParseYaml(*text, {file.path});
  for (Error& error : yaml.errors) Add(std::move(error));
  if (!yaml.tree || yaml.tree->is_null()) return;
  const LayerPlace place{.file = file.path,
                         .folder = fs::path(file.path).parent_path().string(),
                         .origin = file.path,
                         .code_rule = CodeRuleOf(file)};
  if (IsLangGraph(file.path) && yaml.tree->is_mapping())
    return ReadLangGraph(*this, *yaml.tree, place);
  ReadPath("", *yaml.tree, place);
}

void LayerReader::ReadPath(const std::string& path, const config::Tree& tree,
                           const LayerPlace& place, config::Mark key) {
  if (const Key* known = FindKey(path)) return ReadValue(path, *known, tree, place);
  if (!IsGroup(path)) return ReportUnknown(path, place, key);
  if (tree.is_mapping()) return ReadGroup(path, tree, place);
  Add(Invalid(place, tree.at, "config_invalid",
              path.empty() ? "a configuration is a mapping of keys"
                           : "'" + path + "' is a mapping of names")
          .Fix(config::SuggestName("", PartsBelow(path))));
}

void LayerReader::ReadGroup(const std::string& path, const config::Tree& tree,
                            const LayerPlace& place) {
  for (const config::Member& member : tree.members)
    ReadPath(Joined(path, member.key), member.value, place, member.at);
}

void LayerReader::ReadValue(const std::string& path, const Key& key, const config::Tree& tree,
                            const LayerPlace& place) {
  if (tree.refused) return;
  std::vector<Error> errors;
  const Value schema = ParseJson(key.schema).value();
  Value value = config::Interpolate(tree, &schema, {{}, place.folder, place.file}, errors);
  for (Error& error : errors) Add(std::move(error));
  if (!errors.empty()) return;
  const Status fits = Schema::Compile(schema).value().Check(value);
  if (fits.has_error()) {
    return Add(Invalid(place, tree.at, "config_invalid", "'" + path + "' is not accepted")
                   .Cause(fits.error().cause())
                   .Fix("what it takes: " + std::string(key.doc)));
  }
  if (path == "plugins.path" && place.code_rule != CodeRule::kMayLoad)
    return report_.warnings.push_back(Placed(LeftOut(place.code_rule, path), place, tree.at));
  if (key.is_place) value = WithFolder(value, place.folder);
  const std::string line = place.has_lines ? ":" + std::to_string(tree.at.line) : "";
  report_.settings.Set(path, {std::move(value), place.origin + line});
}

void LayerReader::ReportUnknown(const std::string& path, const LayerPlace& place, config::Mark at) {
  const std::size_t dot = path.rfind('.');
  const std::string group = dot == std::string::npos ? "" : path.substr(0, dot);
  const std::string name = dot == std::string::npos ? path : path.substr(dot + 1);
  Add(Invalid(place, at, "unknown_key", "there is no key '" + path + "'")
          .Fix(config::SuggestName(name, PartsBelow(group))));
}

}  // namespace dashflow::settings
