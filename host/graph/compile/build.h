// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/expression/type/scope.h"
#include "host/graph/compiler.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"
#include "host/graph/workflow.h"
#include "host/value/schema.h"

namespace dashflow::graph {

// What is known about a node while its workflow is compiled.
struct NodeFacts {
  const NodeDefinition* definition = nullptr;
  const NodeType* type = nullptr;    // null: reported
  bool followed = false;             // an edge leads to it
  bool fanned = false;               // an `each` leads to it
  bool jumped = false;               // a goto: lists it
  bool handles = false;              // an on_error: leads to it
  std::vector<NodeId> reliefs = {};  // what may run in its place: handlers, where expire: leads
  std::optional<Schema> answer = std::nullopt;  // what its question asks for, as far as it is known
};

struct ChannelReader {
  Mark at;
  std::optional<NodeId> node;  // none = an edge from START
  bool after = false;          // it sees what the node itself wrote
};

// Who has to do with a channel, as far as the file tells.
struct ChannelUse {
  bool read = false;
  bool written = false;  // by a node
  bool given = false;    // as input
  std::vector<ChannelReader> readers;
  std::vector<NodeId> writers;
};

class SubworkflowTypes;

// A workflow in the making, handed from one stage of the compiler to the next.
struct Build {
  Build(const Definition& source, const CompileContext& host, SubworkflowTypes& known)
      : definition(source), context(host), subworkflows(known), findings(source.file) {}

  const Definition& definition;
  const CompileContext& context;
  SubworkflowTypes& subworkflows;
  Findings findings;
  std::shared_ptr<Workflow> workflow = std::make_shared<Workflow>();
  expression::Scope scope;        // channels and the roots that are everywhere
  expression::Scope each_scope;   // and `item`, `index`
  expression::Scope error_scope;  // and `error`
  std::vector<NodeFacts> nodes;   // by NodeId
  std::unordered_map<const NodeType*, Schema> config_schemas;
  std::vector<std::string> missing_params;  // context.check_only
  std::optional<NodeId> on_failure;
  std::vector<ChannelUse> use;  // by ChannelId
  bool after_node = false;      // what is read now is read after the node's own writes
  bool opaque = false;          // a node has to do with channels that the file does not tell
  bool incomplete = false;      // a subworkflow could not be compiled
  bool lost_edges = false;      // an edge leads less far than its author meant

  // What the expressions of a node may name.
  const expression::Scope& ScopeOf(NodeId id) const {
    return nodes[id].handles ? error_scope : scope;
  }
  // `node`: whose input, setting or edge it is; empty for an edge from START.
  void NoteRead(channel::ChannelId id, std::string_view node, Mark at);
  void NoteWrite(channel::ChannelId id, NodeId node);
  Place PlaceOf(Mark at, std::string_view node = {}) const;
  // An invalid schema in the file, at the keyword that is wrong: `tree`, which stands at `name`.
  void ReportSchema(const Error& wrong, const config::Tree* tree, const NameRef& name,
                    std::string_view whose);
  // Reports; `end` is what may stand there beside a node: START or END.
  std::optional<NodeId> FindNode(const NameRef& name, std::string_view node = {},
                                 std::string_view end = {});
  std::optional<channel::ChannelId> FindChannel(const NameRef& name, std::string_view node = {});
};

}  // namespace dashflow::graph
