// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/build/nodes.h"

#include <map>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/definition.h"
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

// By node that is a subgraph, of any graph: a command may lead to one of its caller.
Value InnerKeys(const Value& subgraphs) {
  Value inner = Value::EmptyObject();
  subgraphs.ForEachMember([&](const Value&, const Value& graph) {
    MemberOf(graph, "nodes").ForEachMember([&](const Value& name, const Value& node) {
      const Value sub = node.is_object() ? MemberOf(node, "graph") : Value();
      if (!sub.is_string()) return;
      inner = inner.Set(name.as_text(), InputKeys(MemberOf(subgraphs, sub.as_text())));
    });
  });
  return inner;
}

// Of what a node reads alone, where it reads less than all.
Value Cache(const Value& node, const Value& policy) {
  const Value cache = policy.is_object() ? policy : Value::EmptyObject();
  const Value reads = MemberOf(node, "reads");
  if (!reads.is_object()) return cache;
  ArrayBuilder values;
  reads.ForEachMember(
      [&](const Value& key, const Value&) { values.Add(Value::EmptyObject().Set("$", key)); });
  return cache.Set("key", CelOf(std::move(values).Build(), ReadKeysOf(Value(), node)));
}

std::string_view Keeping(const Value& inner) {
  const Value checkpointer = MemberOf(inner, "checkpointer");
  if (checkpointer == Value(false)) return "none";
  return checkpointer == Value(true) ? "own" : "inherit";
}

// Whether an operation, or one inside it, calls a graph that keeps its state.
bool CallsKeeping(const Value& op, const Value& subgraphs) {
  bool calls = false;
  const auto look = [&](const Value& inside) { calls = calls || CallsKeeping(inside, subgraphs); };
  if (op.is_array()) op.ForEachElement(look);
  if (!op.is_object()) return calls;
  const Value call = MemberOf(op, "call");
  if (call.is_object() && Keeping(MemberOf(subgraphs, TextOf(call, "graph"))) == "own") return true;
  op.ForEachMember([&look](const Value&, const Value& inside) { look(inside); });
  return calls;
}

Value OpsNode(const Value& graph, const Value& subgraphs, const Value& node, const Value& ops) {
  ObjectBuilder with;
  with.Add("ops", ops.is_null() ? Value::EmptyArray() : ops);
  with.Add("keys", KeysValue(ReadKeysOf(graph, node)));
  with.Add("inner", InnerKeys(subgraphs));
  with.Add("jumps", Jumps(graph));
  if (!MemberOf(graph, "state").is_object()) with.Add("root", true);
  const Value made = Value::EmptyObject()
                         .Set("type", "cases.ops")
                         .Set("with", std::move(with).Build())
                         .Set("goto", Jumps(graph));
  return CallsKeeping(ops, subgraphs) ? made.Set("checkpoint", "own") : made;
}

// Of a class and of those that are of it in Python.
void AddCodes(std::string_view type, ArrayBuilder& codes) {
  static const std::multimap<std::string_view, std::string_view> derived = {
      {"LookupError", "KeyError"},
      {"LookupError", "IndexError"},
      {"ArithmeticError", "ZeroDivisionError"},
      {"ArithmeticError", "OverflowError"},
      {"OSError", "ConnectionError"},
      {"OSError", "TimeoutError"},
      {"OSError", "FileNotFoundError"},
      {"RuntimeError", "RecursionError"},
      {"RuntimeError", "NotImplementedError"},
      {"ConnectionError", "ConnectionRefusedError"},
      {"ConnectionError", "ConnectionResetError"}};
  codes.Add(ErrorCode(type));
  for (auto [at, end] = derived.equal_range(type); at != end; ++at)
    codes.Add(ErrorCode(at->second));
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
    errors.ForEachElement([&](const Value& type) { AddCodes(type.as_text(), codes); });
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

Value Subworkflow(const Value& graph, const Value& node, const Value& subgraphs) {
  const std::string name = TextOf(node, "graph");
  const Value inner = MemberOf(subgraphs, name);
  Value made = Value::EmptyObject()
                   .Set("workflow", "sub-" + name + ".json")
                   .Set("checkpoint", Keeping(inner))
                   .Set("goto", Jumps(graph));
  const bool is_root = !MemberOf(inner, "state").is_object();
  const Value root = Value::EmptyObject().Set(kRootChannel, kRootChannel);
  return made.Set("in", is_root ? root : SharedKeys(graph, inner));
}

Value Node(const Value& graph, const Value& name, const Value& node, const Value& subgraphs) {
  if (node.is_array()) return OpsNode(graph, subgraphs, node, node);
  Value made = node.Find("graph") != nullptr
                   ? Subworkflow(graph, node, subgraphs)
                   : OpsNode(graph, subgraphs, node, MemberOf(node, "ops"));
  if (const Value* defer = node.Find("defer")) made = made.Set("defer", *defer);
  if (const Value* retry = node.Find("retry")) made = made.Set("retry", Retry(*retry));
  const Value* cache = node.Find("cache");
  const bool caches = MemberOf(graph, "cache") == Value(true);
  if (cache != nullptr && caches) made = made.Set("cache", Cache(node, *cache));
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
