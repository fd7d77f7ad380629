// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "host/config/did_you_mean.h"
#include "host/graph/compile/expressions.h"
#include "host/graph/compile/stages.h"
#include "host/graph/compile/type_set.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::ChannelId;

// Wires the ports of one node.
class PortWiring {
 public:
  PortWiring(Build& build, NodeId id)
      : build_(build),
        id_(id),
        node_(*build.nodes[id].definition),
        facts_(build.nodes[id]),
        info_(build.nodes[id].type->info()),
        plan_(build.workflow->nodes[id]) {}

  void Wire() {
    WireInputs();
    WireOutputs();
  }

 private:
  Error& Fail(Mark at, std::string_view code, std::string message) {
    return build_.findings.Add(at, code, std::move(message))
        .In(build_.PlaceOf(at, node_.name.name));
  }

  std::string Describe(const Port& port) const {
    return "port '" + port.name + "' of node '" + node_.name.name + "'";
  }

  // The slot of a named port; reports an unknown one, or one that is named twice.
  std::optional<std::size_t> FindSlot(const NameRef& name, const std::vector<Port>& ports,
                                      std::string_view direction) {
    const auto port = std::ranges::find(ports, name.name, &Port::name);
    if (port != ports.end()) return static_cast<std::size_t>(port - ports.begin());
    std::vector<std::string_view> names;
    names.reserve(ports.size());
    for (const Port& known : ports) names.push_back(known.name);
    std::string fix = config::SuggestName(name.name, names);
    if (fix.empty())
      fix = plan_.subworkflow ? "see input: and output: in its file"
                              : "see `dashflow plugin inspect " + info_.name + "`";
    Fail(name.at, "unknown_port",
         info_.name + " has no " + std::string(direction) + " port '" + name.name + "'")
        .Fix(std::move(fix));
    return std::nullopt;
  }

  void CheckTypes(Mark at, const Port& port, TypeSet other, const std::string& what) {
    const TypeSet own = TypeSet::OfPort(port.type);
    if (own.Meets(other)) return;
    Fail(at, "type_mismatch",
         Describe(port) + " is " + own.Name() + ", " + what + " is " + other.Name())
        .Fix("use another channel, or convert with {cel: …}");
  }

  void CheckSource(const Port& port, const Source& source, Mark at) {
    if (source.from == Source::From::kChannel) {
      const Channel& channel = build_.workflow->channels[source.channel];
      CheckTypes(at, port, TypeSet::OfContent(channel), "channel '" + channel.name + "'");
    } else if (source.from == Source::From::kValue) {
      CheckTypes(at, port, TypeSet::OfValue(source.value), "the value");
    }
  }

  void WireInput(const PortSource& port, std::size_t slot) {
    const std::size_t before = build_.findings.error_count();
    plan_.inputs[slot] = CompileSource(build_, port.source, build_.ScopeOf(id_), node_.name.name);
    if (build_.findings.error_count() == before)
      CheckSource(info_.inputs[slot], plan_.inputs[slot], port.port.at);
  }

  void WireInputs() {
    plan_.inputs.resize(info_.inputs.size());
    std::unordered_set<std::size_t> named;
    for (const PortSource& port : node_.in) {
      const auto slot = FindSlot(port.port, info_.inputs, "input");
      misnamed_ = misnamed_ || !slot;
      if (!slot) continue;
      named.insert(*slot);
      WireInput(port, *slot);
    }
    for (std::size_t slot = 0; slot < info_.inputs.size(); ++slot) {
      if (named.contains(slot)) continue;
      if (facts_.handles) plan_.handed.push_back(static_cast<std::uint32_t>(slot));
      if (info_.inputs[slot].required) WireByName(info_.inputs[slot], plan_.inputs[slot]);
    }
    for (Source& source : plan_.inputs) {
      if (IsHolding(source)) source.from = Source::From::kHolding;
    }
  }

  // One that was refused has no channel.
  bool IsHolding(const Source& source) const {
    const std::vector<Channel>& channels = build_.workflow->channels;
    return source.from == Source::From::kChannel && source.channel < channels.size() &&
           channels[source.channel].keep == channel::Keep::kAfterFinish;
  }

  // A node that only an `each` leads to is given its ports by that, a handler what the failed task
  // had.
  void WireByName(const Port& port, Source& source) {
    const bool sent_only = facts_.fanned && !facts_.followed && !facts_.jumped;
    const auto found = build_.workflow->channel_ids.find(port.name);
    if (sent_only) return;
    if (found != build_.workflow->channel_ids.end()) {
      source.from = Source::From::kChannel;
      source.channel = found->second;
      build_.NoteRead(found->second, node_.name.name, node_.name.at);
      CheckSource(port, source, node_.name.at);
    } else if (facts_.followed && !misnamed_) {
      Fail(node_.name.at, "port_unmet",
           Describe(port) + " gets nothing: there is no channel of its name")
          .Fix("write in: {" + port.name + ": <channel>}, or declare the channel under state:");
    }
  }

  void WireOutputs() {
    plan_.outputs.assign(info_.outputs.size(), kNoChannel);
    std::unordered_set<std::size_t> named;
    for (const PortTarget& port : node_.out) {
      const auto slot = FindSlot(port.port, info_.outputs, "output");
      const auto id = build_.FindChannel(port.channel, node_.name.name);
      if (!slot) continue;
      named.insert(*slot);
      if (id) SetOutput(*slot, *id, port.port.at);
    }
    for (std::size_t slot = 0; slot < info_.outputs.size(); ++slot) {
      const auto found = build_.workflow->channel_ids.find(info_.outputs[slot].name);
      if (!named.contains(slot) && found != build_.workflow->channel_ids.end())
        SetOutput(slot, found->second, node_.name.at);
    }
  }

  void SetOutput(std::size_t slot, ChannelId id, Mark at) {
    plan_.outputs[slot] = id;
    build_.NoteWrite(id, id_);
    const Channel& channel = build_.workflow->channels[id];
    CheckTypes(at, info_.outputs[slot], TypeSet::OfWrite(channel),
               "channel '" + channel.name + "'");
  }

  Build& build_;
  NodeId id_;
  const NodeDefinition& node_;
  const NodeFacts& facts_;
  const NodeTypeInfo& info_;
  NodePlan& plan_;
  bool misnamed_ = false;  // an input has a name that no port has: it may be the one that is unmet
};

// What can be said of a node of which nobody knows the ports.
void CheckUnknown(Build& build, NodeId id) {
  const NodeDefinition& node = *build.nodes[id].definition;
  for (const PortSource& port : node.in)
    CompileSource(build, port.source, build.ScopeOf(id), node.name.name);
  for (const PortTarget& port : node.out) build.FindChannel(port.channel, node.name.name);
  build.opaque = true;
}

bool IsMet(const Fanout& fanout, const NodeDefinition& node, const Port& port, std::size_t slot) {
  return std::ranges::find(fanout.ports, slot, &SentPort::slot) != fanout.ports.end() ||
         std::ranges::any_of(node.in,
                             [&](const PortSource& in) { return in.port.name == port.name; });
}

// Every required port of a fanned-out task must be sent, or be named in its node's `in`.
void CheckFanout(Build& build, const Fanout& fanout) {
  const NodeFacts& facts = build.nodes[fanout.to];
  // What it sends was refused, which was told.
  const bool is_told = fanout.ports.empty() && build.findings.error_count() != 0;
  if (facts.type == nullptr || is_told) return;
  const std::vector<Port>& ports = facts.type->info().inputs;
  for (std::size_t slot = 0; slot < ports.size(); ++slot) {
    if (!ports[slot].required || IsMet(fanout, *facts.definition, ports[slot], slot)) continue;
    const Mark at{fanout.place.line, fanout.place.column};
    build.findings
        .Add(at, "port_unmet",
             "port '" + ports[slot].name + "' of node '" + facts.definition->name.name +
                 "' gets nothing from this 'each'")
        .Fix("send it: send: {" + ports[slot].name + ": {cel: item}}, or name it in the node's in:")
        .In(build.PlaceOf(at, facts.definition->name.name));
  }
}

}  // namespace

void CompilePorts(Build& build) {
  for (NodeId id = 0; id < build.nodes.size(); ++id) {
    if (build.nodes[id].type != nullptr) {
      PortWiring(build, id).Wire();
    } else {
      CheckUnknown(build, id);
    }
  }
  for (const Fanout& fanout : build.workflow->fanouts) CheckFanout(build, fanout);
}

}  // namespace dashflow::graph
