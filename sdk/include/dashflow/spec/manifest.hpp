// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <dashflow/node.hpp>
#include <dashflow/reducer.hpp>
#include <dashflow/spec/json_text.hpp>
#include <dashflow/store.hpp>
#include <string_view>

namespace dashflow::sdk {

#define DF_SDK_VERSION "0.1.0"

// Names whose bit is set, as a JSON array.
template <std::size_t Count>
constexpr void WriteNames(JsonText& json, const std::string_view (&names)[Count], unsigned bits) {
  bool first = true;
  json.Raw("[");
  for (std::size_t i = 0; i < Count; ++i) {
    if ((bits >> i & 1u) != 0) json.Next(first).String(names[i]);
  }
  json.Raw("]");
}

template <class List>
constexpr void WritePorts(JsonText& json, const List& ports, bool inputs) {
  bool first = true;
  json.Raw("[");
  for (const Port& port : ports.list) {
    json.Next(first).Raw("{\"name\":").String(port.name).Member("type", TypeName(port.type));
    if (inputs) json.Flag("required", port.required);
    json.Member("doc", port.doc).Raw("}");
  }
  json.Raw("]");
}

template <NodeType N>
constexpr void WritePart(JsonText& json) {
  constexpr auto& kSpec = N::spec;
  json.Raw("{\"name\":").String(kSpec.name).Member("doc", kSpec.doc);
  json.Member("exec", kExecNames[static_cast<std::size_t>(kSpec.exec)]);
  json.Member("concurrency", kConcurrencyNames[static_cast<std::size_t>(kSpec.concurrency)]);
  json.Flag("open", kSpec.open).Flag("goto", kSpec.jumps);
  if (!kSpec.migrates_from.empty()) json.Member("migrates_from", kSpec.migrates_from);
  WriteNames(json.Key("capabilities"), kCapabilityNames, kSpec.capabilities);
  WritePorts(json.Key("inputs"), kSpec.inputs, true);
  WritePorts(json.Key("outputs"), kSpec.outputs, false);
  json.Key("config").Raw(kSpec.config).Raw("}");
}

template <StoreType S>
constexpr void WritePart(JsonText& json) {
  json.Raw("{\"scheme\":").String(S::spec.scheme).Member("doc", S::spec.doc);
  json.Member("durability", kDurabilityNames[static_cast<std::size_t>(S::spec.durability)]);
  json.Key("config").Raw(S::spec.config).Raw("}");
}

template <ReducerType R>
constexpr void WritePart(JsonText& json) {
  json.Raw("{\"name\":").String(R::spec.name);
  WriteNames(json.Key("laws"), kLawNames, R::spec.laws);
  json.Member("doc", R::spec.doc).Raw("}");
}

// The services that the parts name, each once, after those without which the wrapper does not work.
class NeededServices {
 public:
  constexpr void Add(std::string_view id) {
    for (std::size_t i = 0; i < count_; ++i) {
      if (ids_[i] == id) return;
    }
    ids_[count_++] = id;
  }
  template <class Part>
  constexpr void AddOf() {
    if constexpr (NodeType<Part>) {
      constexpr auto kNeeds = Part::spec.needs;
      for (std::size_t i = 0; i < kNeeds.size() && !kNeeds[i].empty(); ++i) Add(kNeeds[i]);
    }
  }
  constexpr void Write(JsonText& json) const {
    bool first = true;
    json.Raw("[");
    for (std::size_t i = 0; i < count_; ++i) json.Next(first).String(ids_[i]);
    json.Raw("]");
  }

 private:
  std::array<std::string_view, 16> ids_{DF_ID_VALUE, DF_ID_CALL, DF_ID_LOG, DF_ID_CLOCK,
                                        DF_ID_RANDOM};
  std::size_t count_ = 5;
};

template <class Part>
constexpr void WriteNode(JsonText& json, bool& first) {
  if constexpr (NodeType<Part>) WritePart<Part>(json.Next(first));
}
template <class Part>
constexpr void WriteStore(JsonText& json, bool& first) {
  if constexpr (StoreType<Part>) WritePart<Part>(json.Next(first));
}
template <class Part>
constexpr void WriteReducer(JsonText& json, bool& first) {
  if constexpr (ReducerType<Part>) WritePart<Part>(json.Next(first));
}

// sdk/ABI.md describes the members. Plugin: id, version, doc (std::string_view constants).
template <class Plugin, class... Parts>
constexpr std::size_t WriteManifest(JsonText json) {
  static_assert(DF_ABI_MAJOR == 1 && DF_ABI_DRAFT == 1, "mind the text below");
  json.Raw(R"({"manifest":1,"abi":{"major":1,"draft":1},"id":)").String(Plugin::id);
  json.Member("version", Plugin::version).Member("doc", Plugin::doc).Member("sdk", DF_SDK_VERSION);
  NeededServices needed;
  (needed.AddOf<Parts>(), ...);
  needed.Write(json.Key("requires"));
  bool first = true;
  json.Key("nodes").Raw("[");
  (WriteNode<Parts>(json, first), ...);
  first = true;
  json.Raw("],\"stores\":[");
  (WriteStore<Parts>(json, first), ...);
  first = true;
  json.Raw("],\"reducers\":[");
  (WriteReducer<Parts>(json, first), ...);
  return json.Raw("]}").size();
}

template <class Plugin, class... Parts>
consteval auto MakeManifest() {
  std::array<char, WriteManifest<Plugin, Parts...>(JsonText())> text{};
  WriteManifest<Plugin, Parts...>(JsonText(text.data()));
  return text;
}

}  // namespace dashflow::sdk
