// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/build/nodes.h"

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/case_file.h"

namespace dashflow::cases {
namespace {

std::string HandlerName(const Value& node) {
  return "__error_handler__" + std::string(node.as_text());
}

Value KeysValue(const Keys& keys) {
  ObjectBuilder object;
  for (const auto& [key, channel] : keys) object.Add(std::string_view(key), channel);
  return std::move(object).Build();
}

// Every node may jump anywhere: the format does not say where a command leads.
Value Jumps(const Value& graph) {
  ArrayBuilder names;
  MemberOf(graph, "nodes").ForEachMember([&](const Value& name, const Value&) { names.Add(name); });
  return std::move(names).Build();
}

bool IsManaged(const Value& kind) { return kind == Value("remaining") || kind == Value("is_last"); }

// What a subgraph takes in.
Value InputKeys(const Value& inner) {
  const Value given = MemberOf(inner, "input");
  if (given.is_array()) return given;
  ArrayBuilder keys;
  if (const Value state = MemberOf(inner, "state"); state.is_object()) {
    state.ForEachMember([&](const Value& key, const Value& kind) {
      if (!IsManaged(kind)) keys.Add(key);
    });
  }
  return std::move(keys).Build();
}

// By node that is a subgraph.
Value InnerKeys(const Value& graph, const Value& subgraphs) {
  ObjectBuilder inner;
  MemberOf(graph, "nodes").ForEachMember([&](const Value& name, const Value& node) {
    const Value sub = node.is_object() ? MemberOf(node, "graph") : Value();
    if (sub.is_string()) inner.Add(name, InputKeys(MemberOf(subgraphs, sub.as_text())));
  });
  return std::move(inner).Build();
}

Value OpsNode(const Value& graph, const Value& subgraphs, const Value& node, const Value& ops) {
  ObjectBuilder with;
  with.Add("ops", ops.is_null() ? Value::EmptyArray() : ops);
  with.Add("keys", KeysValue(ReadKeysOf(graph, node)));
  with.Add("inner", InnerKeys(graph, subgraphs));
  if (!MemberOf(graph, "state").is_object()) with.Add("root", true);
  return Value::EmptyObject()
      .Set("type", "cases.ops")
      .Set("with", std::move(with).Build())
      .Set("goto", Jumps(graph));
}

Value Retry(const Value& policy) {
  if (policy.is_array()) {
    ArrayBuilder all;
    policy.ForEachElement([&](const Value& one) { all.Add(Retry(one)); });
    return std::move(all).Build();
  }
  Value retry = Value::EmptyObject().Set("attempts", 3).Set("delay", "1ms").Set("jitter", false);
  if (const Value most = MemberOf(policy, "max_attempts"); !most.is_null())
    retry = retry.Set("attempts", most);
  if (const Value errors = MemberOf(policy, "retry_on"); errors.is_array()) {
    ArrayBuilder codes;
    errors.ForEachElement([&](const Value& type) { codes.Add(ErrorCode(type.as_text())); });
    retry = retry.Set("errors", std::move(codes).Build());
  }
  return retry;
}

// The keys that both graphs have lead in; those lead out by themselves.
Value SharedKeys(const Value& graph, const Value& inner) {
  ObjectBuilder in;
  const Value state = MemberOf(graph, "state");
  InputKeys(inner).ForEachElement([&](const Value& key) {
    if (state.is_object() && state.Find(key.as_text()) != nullptr) in.Add(key, key);
  });
  return std::move(in).Build();
}

std::string_view Keeping(const Value& inner) {
  const Value checkpointer = MemberOf(inner, "checkpointer");
  if (checkpointer == Value(false)) return "none";
  return checkpointer == Value(true) ? "own" : "inherit";
}

Value Subworkflow(const Value& graph, const Value& node, const Value& subgraphs) {
  const std::string name = TextOf(node, "graph");
  const Value inner = MemberOf(subgraphs, name);
  Value made = Value::EmptyObject()
                   .Set("workflow", "sub-" + name + ".json")
                   .Set("checkpoint", Keeping(inner))
                   .Set("goto", Jumps(graph));
  if (MemberOf(inner, "state").is_object()) return made.Set("in", SharedKeys(graph, inner));
  return made;
}

Value Node(const Value& graph, const Value& name, const Value& node, const Value& subgraphs) {
  if (node.is_array()) return OpsNode(graph, subgraphs, node, node);
  Value made = node.Find("graph") != nullptr
                   ? Subworkflow(graph, node, subgraphs)
                   : OpsNode(graph, subgraphs, node, MemberOf(node, "ops"));
  if (const Value* defer = node.Find("defer")) made = made.Set("defer", *defer);
  if (const Value* retry = node.Find("retry")) made = made.Set("retry", Retry(*retry));
  if (const Value* cache = node.Find("cache"))
    made = made.Set("cache", cache->is_object() ? *cache : Value::EmptyObject());
  if (node.Find("handler") != nullptr) made = made.Set("on_error", HandlerName(name));
  return made;
}

}  // namespace

std::string ErrorCode(std::string_view type) {
  std::string code;
  for (const char c : type) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !code.empty()) code += '_';
    code += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

Value NodesOf(const Value& graph, const Value& subgraphs) {
  ObjectBuilder nodes;
  MemberOf(graph, "nodes").ForEachMember([&](const Value& name, const Value& node) {
    nodes.Add(name, Node(graph, name, node, subgraphs));
    const Value handler = MemberOf(node, "handler");
    if (handler.is_null()) return;
    const Value in = Value::EmptyObject().Set("error", Value::EmptyObject().Set("cel", "error"));
    nodes.Add(HandlerName(name), OpsNode(graph, subgraphs, node, handler).Set("in", in));
  });
  return std::move(nodes).Build();
}

}  // namespace dashflow::cases
