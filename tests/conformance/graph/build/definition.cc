// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/build/definition.h"

#include <fstream>

#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/edges.h"
#include "tests/conformance/graph/build/nodes.h"

namespace dashflow::cases {
namespace {

bool IsManaged(std::string_view kind) { return kind == "remaining" || kind == "is_last"; }

Value ChannelOf(std::string_view kind) {
  const Value channel = Value::EmptyObject();
  if (kind == "list+") return channel.Set("reduce", "concat");
  if (kind == "int+") return channel.Set("reduce", "sum");
  if (kind == "str+") return channel.Set("reduce", "text");
  if (kind == "topic_acc") return channel.Set("keep", "topic").Set("accumulate", true);
  if (kind == "last") return channel;
  return channel.Set("keep", Value(kind));
}

void AddKey(std::string_view key, std::string_view kind, Keys& keys) {
  if (kind == "remaining") {
    keys.insert_or_assign(std::string(key), "remaining_steps");
  } else if (kind == "is_last") {
    keys.insert_or_assign(std::string(key), "is_last_step");
  } else {
    keys.insert_or_assign(std::string(key), std::string(key));
  }
}

Value Channels(const Value& graph) {
  const Value state = MemberOf(graph, "state");
  if (!state.is_object()) return Value::EmptyObject().Set(kRootChannel, ChannelOf(state.as_text()));
  Value channels = Value::EmptyObject();
  state.ForEachMember([&](const Value& key, const Value& kind) {
    if (!IsManaged(kind.as_text()))
      channels = channels.Set(key.as_text(), ChannelOf(kind.as_text()));
  });
  MemberOf(graph, "nodes").ForEachMember([&](const Value&, const Value& node) {
    const Value reads = MemberOf(node, "reads");
    if (!reads.is_object()) return;
    reads.ForEachMember([&](const Value& key, const Value& kind) {
      if (channels.Find(key.as_text()) == nullptr && !IsManaged(kind.as_text()))
        channels = channels.Set(key.as_text(), ChannelOf(kind.as_text()).Set("private", true));
    });
  });
  return channels;
}

// Those that the case names, or all that are not private; `mark` behind each.
Value Names(const Value& channels, const Value& chosen, const std::string& mark) {
  ArrayBuilder names;
  const auto add = [&](const Value& name) { names.Add(std::string(name.as_text()) + mark); };
  if (chosen.is_array()) {
    chosen.ForEachElement(add);
  } else {
    channels.ForEachMember([&](const Value& key, const Value& channel) {
      if (channel.Find("private") == nullptr) add(key);
    });
  }
  return std::move(names).Build();
}

void AddInterrupts(const Value& graph, ObjectBuilder& out) {
  ObjectBuilder interrupt;
  for (const std::string_view when : {"before", "after"}) {
    const Value names = MemberOf(graph, "interrupt_" + std::string(when));
    if (!names.is_null()) interrupt.Add(when, names);
  }
  out.Add("interrupt", std::move(interrupt).Build());
}

}  // namespace

Keys KeysOf(const Value& graph) {
  Keys keys;
  const Value state = MemberOf(graph, "state");
  if (!state.is_object()) return keys;
  state.ForEachMember(
      [&](const Value& key, const Value& kind) { AddKey(key.as_text(), kind.as_text(), keys); });
  return keys;
}

Keys ReadKeysOf(const Value& graph, const Value& node) {
  const Value reads = MemberOf(node, "reads");
  if (!reads.is_object()) return KeysOf(graph);
  Keys keys;
  reads.ForEachMember(
      [&](const Value& key, const Value& kind) { AddKey(key.as_text(), kind.as_text(), keys); });
  return keys;
}

Value DefinitionOf(const Value& graph, const Value& subgraphs, const std::string& name) {
  ObjectBuilder definition;
  const Value channels = Channels(graph);
  definition.Add("dashflow", 1);
  definition.Add("name", name);
  definition.Add("state", channels);
  if (MemberOf(graph, "state").is_object()) {
    definition.Add("input", Names(channels, MemberOf(graph, "input"), "?"));
    definition.Add("output", Names(channels, MemberOf(graph, "output"), ""));
  } else {
    definition.Add("root", Value(kRootChannel));
  }
  definition.Add("unknown_writes", "ignore");
  AddInterrupts(graph, definition);
  definition.Add("nodes", NodesOf(graph, subgraphs));
  definition.Add("edges", EdgesOf(graph, KeysOf(graph)));
  return std::move(definition).Build();
}

std::filesystem::path WriteDefinitions(const GraphCase& one, const std::filesystem::path& folder) {
  const Value subgraphs = one.subgraphs.is_object() ? one.subgraphs : Value::EmptyObject();
  const Value all = subgraphs.Set(kWholeCase, one.graph);
  const auto write = [&](const Value& graph, const std::string& name) {
    const std::filesystem::path path = folder / (name + ".json");
    std::ofstream(path) << ToPrettyJson(DefinitionOf(graph, all, name));
    return path;
  };
  if (one.subgraphs.is_object()) {
    one.subgraphs.ForEachMember([&](const Value& name, const Value& graph) {
      write(graph.Set("cache", MemberOf(one.graph, "cache")), "sub-" + std::string(name.as_text()));
    });
  }
  return write(one.graph, "case");
}

}  // namespace dashflow::cases
