// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/node/settings.h"

#include <algorithm>

#include "host/config/did_you_mean.h"
#include "host/graph/compile/expressions.h"
#include "host/graph/compile/node/setting_schema.h"
#include "host/graph/parse/scalars.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

TypeSet TypeOf(const Tree& tree) {
  if (tree.is_scalar()) return TypeSet::OfValue(tree.value);
  return TypeSet::OfPort(tree.is_mapping() ? "object" : "array");
}

class SettingsCheck {
 public:
  SettingsCheck(Build& build, NodeId id) : build_(build), id_(id) {}

  void Look(const Tree& tree, const Value& schema) {
    ForEachFitting(schema, TypeOf(tree), [&](const Value& fitting) {
      LookAtParts(tree, fitting);
      if (tree.is_string()) LookAtText(tree, fitting);
    });
  }

 private:
  const NodeDefinition& node() const { return *build_.nodes[id_].definition; }

  void LookAtParts(const Tree& tree, const Value& schema) {
    if (const Value* items = ElementSchema(schema))
      for (const Tree& element : tree.elements) Look(element, *items);
    for (const Member& member : tree.members) {
      if (WordOfKeys(schema) == "channel") LookAtKey(member);
      if (const Value* part = MemberSchema(schema, member.key)) Look(member.value, *part);
    }
  }

  void LookAtKey(const Member& member) {
    if (build_.definition.ignore_unknown_writes) return;
    if (const auto id = build_.FindChannel({member.key, member.at}, node().name.name))
      build_.NoteWrite(*id, id_);
  }

  void LookAtText(const Tree& tree, const Value& schema) {
    const std::string_view word = WordOf(schema);
    const std::string text(tree.text.as_text());
    if (word.empty() || text.find("${") != std::string::npos) return;
    if (word == "node") LookAtNode({text, tree.at});
    if (word == "channel") LookAtChannel({text, tree.at});
    if (word == "expression" || word == "condition") LookAtCel(tree, word == "condition");
  }

  void LookAtChannel(const NameRef& name) {
    if (const auto id = build_.FindChannel(name, node().name.name))
      build_.NoteRead(*id, node().name.name, name.at);
  }

  void LookAtCel(const Tree& tree, bool condition) {
    const auto cel = ReadCel(build_.findings, tree, "this setting");
    if (!cel) return;
    const auto compile = condition ? CompileCondition : CompileCel;
    compile(build_, *cel, build_.ScopeOf(id_), node().name.name);
  }

  void LookAtNode(const NameRef& name) {
    if (name.name == "END" || IsAllowed(name) || !build_.FindNode(name, node().name.name)) return;
    build_.findings
        .Add(name.at, "goto_unlisted",
             "node '" + node().name.name + "' may not jump to '" + name.name + "'")
        .Fix("add " + name.name + " to its goto:")
        .In(build_.PlaceOf(name.at, node().name.name));
  }

  bool IsAllowed(const NameRef& name) const {
    const auto& jumps = node().rules.jumps;
    return jumps && std::ranges::find(*jumps, name.name, &NameRef::name) != jumps->end();
  }

  Build& build_;
  NodeId id_;
};

}  // namespace

void CheckSettings(Build& build, NodeId id, const Tree& with, const Value& schema) {
  SettingsCheck(build, id).Look(with, schema);
}

}  // namespace dashflow::graph
