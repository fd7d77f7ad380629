// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/manifest.h"

#include <dashflow/abi.h>

#include <algorithm>
#include <array>
#include <set>

#include "host/checkpoint/durability.h"
#include "host/graph/check/version_range.h"
#include "host/plugin/file/manifest_fields.h"
#include "host/plugin/file/refusal.h"
#include "host/plugin/service/service_ids.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::plugin {
namespace {

using Words = std::string_view[];
constexpr Words kExecNames = {"inline", "compute", "blocking", "async"};
constexpr Words kConcurrencyNames = {"reentrant", "serial_instance", "serial_type"};
constexpr Words kPortTypes = {"any",     "string", "integer", "number",
                              "boolean", "array",  "object",  "bytes"};

// A text element of an array, or empty.
std::string_view TextAt(const Value& array, std::size_t index) {
  const Value& element = array.At(index);
  return element.is_string() ? element.as_text() : std::string_view();
}

std::vector<std::string> ReadTexts(const ManifestFields& fields, std::string_view key,
                                   bool (*fits)(std::string_view)) {
  const Value array = fields.Array(key);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < array.size(); ++i) {
    texts.emplace_back(TextAt(array, i));
    if (!fits(texts.back())) {
      fields.problem().Set(fields.Where(key) + "/" + std::to_string(i),
                           "is no name of the right form");
    }
  }
  return texts;
}

std::vector<graph::Port> ReadPorts(const ManifestFields& node, std::string_view key) {
  const Value array = node.Array(key);
  std::vector<graph::Port> ports;
  std::set<std::string> names;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const ManifestFields fields = node.Element(key, array, i);
    graph::Port port;
    port.name = fields.Name("name", IsPortName, "[A-Za-z_][A-Za-z0-9_]*");
    port.type = kPortTypes[fields.Choice("type", kPortTypes, 0)];
    port.required = fields.Flag("required", true);
    port.doc = fields.Text("doc", Presence::kOptional);
    if (!names.insert(port.name).second) fields.problem().Set(fields.Where("name"), "comes twice");
    ports.push_back(std::move(port));
  }
  return ports;
}

std::string ReadMigratesFrom(const ManifestFields& fields) {
  std::string range = fields.Text("migrates_from", Presence::kOptional);
  if (!range.empty() && graph::InRange("1.0.0", range).has_error())
    fields.problem().Set(fields.Where("migrates_from"),
                         "is no range of versions, like >= 1.4, < 2");
  return range;
}

graph::NodeTypeInfo ReadNode(const ManifestFields& fields, const Manifest& manifest,
                             const std::string& file) {
  graph::NodeTypeInfo info;
  info.name = manifest.id + "." + fields.Name("name", IsTypeName, "[a-z][a-z0-9_]*");
  info.doc = fields.Text("doc", Presence::kOptional);
  info.plugin_version = manifest.version;
  info.migrates_from = ReadMigratesFrom(fields);
  info.file = file;
  info.exec = static_cast<graph::ExecClass>(fields.Choice("exec", kExecNames, 1));
  info.concurrency =
      static_cast<graph::Concurrency>(fields.Choice("concurrency", kConcurrencyNames, 0));
  info.open = fields.Flag("open", false);
  info.jumps = fields.Flag("goto", false);
  info.capabilities = ReadTexts(fields, "capabilities", IsTypeName);
  info.inputs = ReadPorts(fields, "inputs");
  info.outputs = ReadPorts(fields, "outputs");
  info.config_schema = fields.Object("config");
  return info;
}

StoreTypeInfo ReadStore(const ManifestFields& fields) {
  return {.scheme = fields.Name("scheme", IsScheme, "[a-z][a-z0-9+.-]*"),
          .doc = fields.Text("doc", Presence::kOptional),
          .durability = static_cast<checkpoint::DurabilityClass>(
              fields.Choice("durability", checkpoint::kDurabilityNames, 0)),
          .config_schema = fields.Object("config")};
}

ReducerInfo ReadReducer(const ManifestFields& fields, const std::string& id) {
  ReducerInfo info;
  info.name = id + "." + fields.Name("name", IsTypeName, "[a-z][a-z0-9_]*");
  info.doc = fields.Text("doc", Presence::kOptional);
  for (const std::string& law : ReadTexts(fields, "laws", IsTypeName)) {
    info.laws.associative |= law == "associative";
    info.laws.commutative |= law == "commutative";
    info.laws.idempotent |= law == "idempotent";
  }
  return info;
}

// The elements of an array of objects, each read by `read`; `name_of` must differ among them.
template <class T, class Read>
void ReadList(const ManifestFields& fields, std::string_view key, std::vector<T>& list,
              std::string T::*name_of, Read read) {
  const Value array = fields.Array(key);
  std::set<std::string> names;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const ManifestFields element = fields.Element(key, array, i);
    list.push_back(read(element));
    if (!names.insert(list.back().*name_of).second) {
      fields.problem().Set(fields.Where(key) + "/" + std::to_string(i), "has the name of another");
    }
  }
}

Manifest ReadManifest(const ManifestFields& fields, const std::string& file) {
  Manifest manifest;
  manifest.id = fields.Name("id", IsPluginId, "[a-z][a-z0-9-]*");
  manifest.version = fields.Name("version", IsVersion, "1.2.3");
  manifest.doc = fields.Text("doc", Presence::kOptional);
  manifest.sdk = fields.Text("sdk", Presence::kOptional);
  manifest.required = ReadTexts(fields, "requires", IsServiceId);
  ReadList(fields, "nodes", manifest.nodes, &graph::NodeTypeInfo::name,
           [&](const ManifestFields& node) { return ReadNode(node, manifest, file); });
  ReadList(fields, "stores", manifest.stores, &StoreTypeInfo::scheme, ReadStore);
  ReadList(fields, "reducers", manifest.reducers, &ReducerInfo::name,
           [&](const ManifestFields& reducer) { return ReadReducer(reducer, manifest.id); });
  return manifest;
}

std::int64_t IntegerOf(const Value& object, std::string_view key) {
  const Value* number = object.is_object() ? object.Find(key) : nullptr;
  return number != nullptr && number->kind() == Kind::kInt ? number->as_int() : -1;
}

// Comes before everything else: a manifest of another form need not have the members that this host
// knows.
Status CheckForm(const Value& root, const std::string& file) {
  if (IntegerOf(root, "manifest") != 1) {
    return Refuse(file, "plugin_manifest",
                  "has a manifest of another form, and this host reads form 1");
  }
  const Value* abi = root.Find("abi");
  const std::int64_t major = abi == nullptr ? -1 : IntegerOf(*abi, "major");
  const std::int64_t draft = abi == nullptr ? -1 : IntegerOf(*abi, "draft");
  if (major == DF_ABI_MAJOR && draft == DF_ABI_DRAFT) return Ok();
  return RefuseDraft(file, major, draft);
}

Status CheckRequired(const Manifest& manifest, const std::string& file) {
  const auto missing = std::ranges::find_if_not(manifest.required, OffersService);
  if (missing == manifest.required.end()) return Ok();
  return Refuse(file, "plugin_service",
                "needs " + *missing + ", and this host has " + ServiceNames());
}

}  // namespace

Result<Manifest> ParseManifest(std::string_view json, const std::string& file) {
  const auto parsed = ParseJson(json, file);
  if (parsed.has_error()) {
    return Refuse(file, "plugin_manifest",
                  "has a manifest that is not JSON: " + parsed.error().message())
        .Cause(parsed.error().cause());
  }
  DF_TRY(CheckForm(*parsed, file));
  ManifestProblem problem;
  Manifest manifest = ReadManifest({*parsed, "", problem}, file);
  if (!problem.none()) {
    return Refuse(file, "plugin_manifest",
                  "has a manifest that this host cannot use: " + problem.text());
  }
  DF_TRY(CheckRequired(manifest, file));
  return manifest;
}

}  // namespace dashflow::plugin
