// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/expression/type/schema_type.h"
#include "host/expression/type/scope.h"
#include "host/graph/compile/expressions.h"
#include "host/graph/compile/stages.h"
#include "host/graph/compile/type_set.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using expression::Field;
using expression::Type;

void LinkHandler(Build& build, NodeId id, const HandlerDefinition& source) {
  const NameRef& name = source.to;
  const std::string& node = build.nodes[id].definition->name.name;
  const auto handler = build.FindNode(name, node);
  if (!handler) return;
  if (*handler == id) {
    build.findings.Add(name.at, "own_handler", "node '" + node + "' cannot handle its own errors")
        .Fix("name another node, or use retry:")
        .In(build.PlaceOf(name.at, node));
    return;
  }
  build.nodes[*handler].handles = true;
  build.nodes[id].reliefs.push_back(*handler);
  build.workflow->nodes[id].handlers.push_back({source.errors, *handler});
}

void LinkExpiry(Build& build, NodeId id, const ExpiryDefinition& source) {
  Expiry expiry{source.after, source.answer};
  if (source.to) {
    const auto next = build.FindNode(*source.to, build.nodes[id].definition->name.name);
    if (!next) return;
    build.nodes[*next].handles = true;
    build.nodes[id].reliefs.push_back(*next);
    expiry.to = *next;
  }
  build.workflow->nodes[id].expire = std::move(expiry);
}

void LinkReliefs(Build& build, NodeId id) {
  const NodeRules& rules = build.nodes[id].definition->rules;
  if (rules.on_error) {
    for (const HandlerDefinition& handler : *rules.on_error) LinkHandler(build, id, handler);
  }
  if (rules.expire) LinkExpiry(build, id, *rules.expire);
}

Type TypeOfPort(const Port& port) {
  return expression::TypeOfSchema(
      port.type == "any" || port.type == "bytes"
          ? Value::EmptyObject()
          : Value::EmptyObject().Set("type", std::string_view(port.type)));
}

// A subworkflow gives what only its own file knows.
Type TypeOfOut(const NodeType* type) {
  if (type == nullptr) return Type();
  std::vector<Field> fields;
  for (const Port& port : type->info().outputs)
    fields.push_back({port.name, TypeOfPort(port).OrNull()});
  return Type::Object(std::move(fields), true);
}

void CheckWriteType(Build& build, const WriteDefinition& write, const Source& source,
                    const std::string& node, const Channel& target) {
  TypeSet given = TypeSet::Any();
  if (source.from == Source::From::kValue) given = TypeSet::OfValue(source.value);
  if (source.from == Source::From::kChannel)
    given = TypeSet::OfContent(build.workflow->channels[source.channel]);
  const TypeSet wanted = write.overwrite ? TypeSet::OfContent(target) : TypeSet::OfWrite(target);
  if (given.Meets(wanted)) return;
  build.findings
      .Add(write.source.at, "type_mismatch",
           "channel '" + target.name + "' takes " + wanted.Name() + ", this is " + given.Name())
      .Fix("use another channel, or convert with {cel: …}")
      .In(build.PlaceOf(write.source.at, node));
}

void CompileSet(Build& build, NodeId id) {
  const NodeFacts& facts = build.nodes[id];
  if (!facts.definition->rules.set) return;
  const std::string& node = facts.definition->name.name;
  expression::Scope scope = build.ScopeOf(id);
  scope.AddRoot("out", kOutRoot, TypeOfOut(facts.type));
  build.after_node = true;
  for (const WriteDefinition& write : *facts.definition->rules.set) {
    const auto target = build.FindChannel(write.channel, node);
    if (target) build.NoteWrite(*target, id);
    const std::size_t before = build.findings.error_count();
    Source source = CompileSource(build, write.source, scope, node);
    if (!target || build.findings.error_count() != before) continue;
    CheckWriteType(build, write, source, node, build.workflow->channels[*target]);
    const auto mode =
        write.overwrite ? channel::WriteMode::kOverwrite : channel::WriteMode::kReduce;
    build.workflow->nodes[id].set.push_back({*target, mode, std::move(source)});
  }
  build.after_node = false;
}

void CompileCache(Build& build, NodeId id) {
  const NodeDefinition& node = *build.nodes[id].definition;
  if (!node.rules.cache) return;
  CachePolicy& policy = build.workflow->nodes[id].cache.emplace();
  policy.ttl = node.rules.cache->ttl;
  if (node.rules.cache->key)
    policy.key = CompileCel(build, *node.rules.cache->key, build.ScopeOf(id), node.name.name);
}

void CompileRoot(Build& build) {
  const Definition& definition = build.definition;
  if (!definition.root) return;
  const NameRef& root = *definition.root;
  const auto id = build.FindChannel(root);
  build.workflow->root = id;
  if (id && build.workflow->channels[*id].is_private)
    build.findings.Add(root.at, "private_channel", "channel '" + root.name + "' is private")
        .Fix("name another channel, or remove private: true under state:");
  if (id) build.use[*id].read = build.use[*id].given = true;
  if (!definition.input && !definition.output) return;
  build.findings.Add(root.at, "root_conflict", "'root' is input and output already")
      .Fix("remove input: and output:, or root:");
}

void LinkOnFailure(Build& build) {
  if (!build.definition.on_failure) return;
  build.on_failure = build.workflow->on_failure = build.FindNode(*build.definition.on_failure);
  if (build.on_failure) build.nodes[*build.on_failure].handles = true;
}

}  // namespace

void CompileRules(Build& build) {
  for (NodeId id = 0; id < build.nodes.size(); ++id) LinkReliefs(build, id);
  LinkOnFailure(build);
  for (NodeId id = 0; id < build.nodes.size(); ++id) {
    CompileSet(build, id);
    CompileCache(build, id);
  }
  CompileRoot(build);
}

}  // namespace dashflow::graph
