// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/build/edges.h"

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/case_file.h"

namespace dashflow::cases {
namespace {

Value Cel(const std::string& text) { return Value::EmptyObject().Set("cel", text); }

// A subworkflow is given its input channels by name, a node of the fixture all in one.
Value SentPorts(const Value& graph, const std::string& node, const Value& arg, const Keys& keys) {
  const Value sub = MemberOf(MemberOf(MemberOf(graph, "nodes"), node), "graph");
  if (sub.is_null() || !arg.is_object())
    return Value::EmptyObject().Set("arg", Cel("[" + CelOf(arg, keys) + "]"));
  ObjectBuilder ports;
  arg.ForEachMember(
      [&](const Value& key, const Value& value) { ports.Add(key, Cel(CelOf(value, keys))); });
  return std::move(ports).Build();
}

Value Each(const Value& graph, const std::string& list, const std::string& node, const Value& arg,
           const Keys& keys) {
  ObjectBuilder each;
  each.Add("each", list);
  each.Add("to", node);
  each.Add("send", SentPorts(graph, node, arg, keys));
  return std::move(each).Build();
}

Value Dest(const Value& graph, const Value& dest, const Keys& keys) {
  if (dest.is_array()) {
    ArrayBuilder all;
    dest.ForEachElement([&](const Value& one) { all.Add(Dest(graph, one, keys)); });
    return std::move(all).Build();
  }
  if (!dest.is_object()) return dest;
  const Value arg = MemberOf(dest, "arg");
  if (const std::string node = TextOf(dest, "send"); !node.empty())
    return Each(graph, "[0]", node, arg, keys);
  const std::string list = CelOf(Value::EmptyObject().Set("$", MemberOf(dest, "send_each")), keys);
  return Each(graph, list, TextOf(dest, "node"), arg, keys);
}

// Cases are named by the text of a Python value.
std::string CaseKey(std::string_view key) {
  if (key == "True") return "true";
  if (key == "False") return "false";
  return key == "None" ? "null" : std::string(key);
}

Value Route(const Value& graph, const Value& route, const Keys& keys) {
  ObjectBuilder edge;
  edge.Add("from", MemberOf(route, "from"));
  const Value subject = MemberOf(route, "on");
  if (route.Find("on") == nullptr) {
    edge.Add("to", Dest(graph, MemberOf(route, "to"), keys));
    return std::move(edge).Build();
  }
  edge.Add("switch", "dyn(" + CelOf(subject, keys) + ")");
  ObjectBuilder cases;
  MemberOf(route, "cases").ForEachMember([&](const Value& key, const Value& dest) {
    cases.Add(CaseKey(key.as_text()), Dest(graph, dest, keys));
  });
  edge.Add("cases", std::move(cases).Build());
  const Value* fallback = route.Find("default");
  edge.Add("default", fallback == nullptr ? Value("END") : Dest(graph, *fallback, keys));
  return std::move(edge).Build();
}

// Nothing waits for it; ours is refused with this advice. Unless it is wrong in itself.
bool IsJoinIntoEnd(const Value& graph, const Value& pair) {
  if (!pair.At(0).is_array() || pair.At(0).size() < 2 || pair.At(1) != Value("END")) return false;
  bool all_known = true;
  pair.At(0).ForEachElement([&](const Value& node) {
    all_known = all_known && !MemberOf(MemberOf(graph, "nodes"), node.as_text()).is_null();
  });
  return all_known;
}

}  // namespace

Value EdgesOf(const Value& graph, const Keys& keys) {
  ArrayBuilder edges;
  MemberOf(graph, "edges").ForEachElement([&](const Value& pair) {
    if (IsJoinIntoEnd(graph, pair)) return;
    edges.Add(Value::EmptyObject().Set("from", pair.At(0)).Set("to", pair.At(1)));
  });
  const Value routes = MemberOf(graph, "routes");
  if (routes.is_array())
    routes.ForEachElement([&](const Value& route) { edges.Add(Route(graph, route, keys)); });
  return std::move(edges).Build();
}

}  // namespace dashflow::cases
