// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/edge_compiler.h"

#include <algorithm>
#include <utility>

#include "host/config/did_you_mean.h"
#include "host/expression/expression.h"
#include "host/graph/compile/expressions.h"

namespace dashflow::graph {
namespace {

constexpr std::string_view kStart = "START";
constexpr std::string_view kEnd = "END";

Target EndTarget() { return {}; }
Target NodeTarget(NodeId id) { return {Target::Kind::kNode, id, 0}; }

}  // namespace

Error& EdgeCompiler::Lose(Mark at, std::string_view code, std::string message) {
  build_.lost_edges = true;
  return build_.findings.Add(at, code, std::move(message));
}

void EdgeCompiler::Compile(const EdgeDefinition& source) {
  if (source.from.size() > 1) {
    node_ = {};
    CompileJoin(source);
  } else {
    const std::string& from = source.from.front().name;
    node_ = from == kStart ? std::string_view() : std::string_view(from);
    CompileSingle(source);
  }
}

void EdgeCompiler::CompileSingle(const EdgeDefinition& source) {
  const NameRef& from = source.from.front();
  if (from.name == kEnd) {
    Lose(from.at, "edge_end", "no edge leaves END").Fix("END comes last");
  } else if (from.name == kStart && source.gather) {
    Lose(from.at, "edge_end", "START has no tasks to gather").Fix("write from: START");
  } else if (from.name == kStart || build_.FindNode(from, {}, kStart)) {
    Attach(source, MakeEdge(source));
  }
}

void EdgeCompiler::Attach(const EdgeDefinition& source, Edge edge) {
  NoteDuplicate(source, edge);
  const NameRef& from = source.from.front();
  Workflow& workflow = *build_.workflow;
  if (from.name == kStart) {
    workflow.start.push_back(std::move(edge));
    return;
  }
  NodePlan& node = workflow.nodes[workflow.node_ids.at(from.name)];
  (source.gather ? node.gathers : node.edges).push_back(std::move(edge));
}

void EdgeCompiler::NoteDuplicate(const EdgeDefinition& source, const Edge& edge) {
  if (edge.kind != Edge::Kind::kAlways) return;
  const auto ids = build_.workflow->node_ids.find(source.from.front().name);
  const std::uint64_t from = ids == build_.workflow->node_ids.end() ? UINT32_MAX : ids->second;
  for (const Target& target : edge.arms.front().to) {
    if (target.kind != Target::Kind::kNode) continue;
    const std::uint64_t key = (from << 32U | target.index) ^ (source.gather ? 1ULL << 63U : 0);
    const auto [known, added] = plain_.try_emplace(key, source.at);
    if (added) continue;
    build_.findings
        .Warn(source.at, "repeated_edge",
              "the edge " + source.from.front().name + " -> " +
                  build_.workflow->nodes[target.index].name + " is there already, in line " +
                  std::to_string(known->second.line))
        .Fix("remove one of the two");
  }
}

Edge EdgeCompiler::MakeEdge(const EdgeDefinition& source) {
  Edge edge;
  edge.kind = source.kind;
  edge.default_arm = source.default_arm;
  edge.place = build_.PlaceOf(source.at, node_);
  if (source.subject) {
    edge.subject = CompileCel(build_, *source.subject, build_.scope, node_);
    CheckSubject(edge, *source.subject);
    CheckCases(edge, source);
  }
  edge.arms.reserve(source.arms.size());
  for (const ArmDefinition& arm : source.arms) CompileArm(arm, edge.arms.emplace_back());
  return edge;
}

void EdgeCompiler::CheckSubject(const Edge& edge, const CelText& subject) {
  using Kind = expression::Type::Kind;
  if (edge.subject == nullptr) return;
  const Kind kind = edge.subject->type().kind();
  if (kind != Kind::kList && kind != Kind::kMap) return;
  build_.findings
      .Add(subject.at, "switch_on_list",
           "a switch compares text, and this expression is " + edge.subject->type().Name())
      .Fix("switch on text, a number or a truth value, such as size(x) > 0")
      .In(build_.PlaceOf(subject.at, node_));
}

void EdgeCompiler::CheckCases(const Edge& edge, const EdgeDefinition& source) {
  const bool is_truth =
      edge.subject != nullptr && edge.subject->type().kind() == expression::Type::Kind::kBool;
  if (!is_truth) return;
  for (const ArmDefinition& arm : source.arms) {
    const std::string& key = arm.key.name;
    if (key.empty() || key == "true" || key == "false" || key == "null") continue;
    build_.findings
        .Warn(arm.key.at, "case_never",
              "the case '" + key + "' is never chosen: the switch is true or false")
        .Fix("write true or false")
        .In(build_.PlaceOf(arm.key.at, node_));
  }
}

bool EdgeCompiler::CompileArm(const ArmDefinition& source, Arm& arm) {
  if (source.when) arm.when = CompileCondition(build_, *source.when, build_.scope, node_);
  arm.key = source.key.name;
  for (const TargetDefinition& target : source.to) CompileTarget(target, arm);
  return !arm.to.empty();
}

void EdgeCompiler::CompileTarget(const TargetDefinition& source, Arm& arm) {
  if (source.each) return CompileFanout(*source.each, arm);
  if (source.name.name == kEnd) {
    arm.to.push_back(EndTarget());
  } else if (const auto id = FindTarget(source.name)) {
    build_.nodes[*id].followed = true;
    arm.to.push_back(NodeTarget(*id));
  }
}

std::optional<NodeId> EdgeCompiler::FindTarget(const NameRef& name) {
  if (name.name == kStart) {
    Lose(name.at, "edge_end", "no edge leads to START").Fix("lead to the first node instead");
    return std::nullopt;
  }
  return build_.FindNode(name, node_, kEnd);
}

void EdgeCompiler::CompileFanout(const EachDefinition& source, Arm& arm) {
  if (source.to.name == kEnd) {
    Lose(source.to.at, "edge_end", "'each' leads to a node, not to END").Fix("name a node");
    return;
  }
  Fanout fanout;
  fanout.list = CompileList(build_, source.list, build_.scope, node_);
  fanout.place = build_.PlaceOf(source.list.at, node_);
  const auto target = FindTarget(source.to);
  if (!target) return;
  fanout.to = *target;
  build_.nodes[*target].fanned = true;
  CompileSent(source, *target, fanout);
  arm.to.push_back(
      {Target::Kind::kFanout, static_cast<std::uint32_t>(build_.workflow->fanouts.size()), 0});
  build_.workflow->fanouts.push_back(std::move(fanout));
}

void EdgeCompiler::CompileSent(const EachDefinition& source, NodeId target, Fanout& fanout) {
  const NodeType* type = build_.nodes[target].type;
  if (type == nullptr) {
    for (const PortSource& sent : source.send)
      CompileSource(build_, sent.source, build_.each_scope, node_);
    return;
  }
  const std::vector<Port>& ports = type->info().inputs;
  for (const PortSource& sent : source.send) {
    const auto port = std::ranges::find(ports, sent.port.name, &Port::name);
    if (port == ports.end()) {
      std::vector<std::string_view> names;
      names.reserve(ports.size());
      for (const Port& known : ports) names.push_back(known.name);
      build_.findings
          .Add(sent.port.at, "unknown_port",
               "node '" + source.to.name + "' (" + type->info().name + ") has no input port '" +
                   sent.port.name + "'")
          .Fix(names.empty() ? "it has none" : config::SuggestName(sent.port.name, names))
          .In(build_.PlaceOf(sent.port.at, source.to.name));
      continue;
    }
    fanout.ports.push_back({static_cast<std::uint32_t>(port - ports.begin()),
                            CompileSource(build_, sent.source, build_.each_scope, node_)});
  }
}

std::optional<std::vector<NodeId>> EdgeCompiler::FindSources(const EdgeDefinition& source) {
  std::vector<NodeId> ids;
  for (const NameRef& name : source.from) {
    if (name.name == kStart || name.name == kEnd) {
      Lose(name.at, "join_form", name.name + " cannot be joined").Fix("join nodes");
      continue;
    }
    const auto id = build_.FindNode(name);
    if (id && std::ranges::find(ids, *id) == ids.end()) {
      ids.push_back(*id);
    } else if (id) {
      Lose(name.at, "join_form", "'" + name.name + "' stands twice in this join").Fix("remove one");
    }
  }
  if (ids.size() != source.from.size()) return std::nullopt;
  return ids;
}

void EdgeCompiler::CompileJoin(const EdgeDefinition& source) {
  const auto from = FindSources(source);
  for (const TargetDefinition& target : source.arms.front().to) {
    if (target.name.name == kEnd) {
      Lose(target.name.at, "join_form", "a join into END waits for nothing")
          .Fix("remove it: a branch ends where no edge leaves");
      continue;
    }
    const auto to = target.each ? std::nullopt : FindTarget(target.name);
    if (target.each) {
      Lose(target.each->list.at, "join_form", "a join leads to a node, not to 'each'")
          .Fix("join into a node, and fan out from there");
    }
    if (from && to) AddJoin(source, *from, *to);
  }
}

void EdgeCompiler::AddJoin(const EdgeDefinition& source, const std::vector<NodeId>& from,
                           NodeId to) {
  Workflow& workflow = *build_.workflow;
  build_.nodes[to].followed = true;
  const auto number = static_cast<std::uint32_t>(workflow.joins.size());
  workflow.joins.push_back({to, from});
  for (std::uint32_t position = 0; position < from.size(); ++position) {
    Edge edge;
    edge.place = build_.PlaceOf(source.at, source.from[position].name);
    edge.arms.emplace_back().to.push_back({Target::Kind::kJoin, number, position});
    workflow.nodes[from[position]].edges.push_back(std::move(edge));
  }
}

}  // namespace dashflow::graph
