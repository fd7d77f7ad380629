// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/edge/form.h"

#include <array>
#include <utility>

#include "host/graph/parse/edge/target.h"
#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

struct EdgeMembers {
  const Member* from = nullptr;
  const Member* gather = nullptr;
  const Member* when = nullptr;
  const Member* subject = nullptr;
  const Member* cases = nullptr;
  const Member* fallback = nullptr;
  const Member* route = nullptr;
  EachMembers each;
};

template <const Member* EdgeMembers::*Field>
void Keep(Findings&, const Member& member, EdgeMembers& out) {
  out.*Field = &member;
}
template <const Member* EachMembers::*Field>
void KeepEach(Findings&, const Member& member, EdgeMembers& out) {
  out.each.*Field = &member;
}

constexpr std::array<Key<EdgeMembers>, 11> kEdgeKeys{{
    {"from", Keep<&EdgeMembers::from>},
    {"gather", Keep<&EdgeMembers::gather>},
    {"to", KeepEach<&EachMembers::to>},
    {"when", Keep<&EdgeMembers::when>},
    {"switch", Keep<&EdgeMembers::subject>},
    {"cases", Keep<&EdgeMembers::cases>},
    {"default", Keep<&EdgeMembers::fallback>},
    {"route", Keep<&EdgeMembers::route>},
    {"each", KeepEach<&EachMembers::each>},
    {"as", KeepEach<&EachMembers::as>},
    {"send", KeepEach<&EachMembers::send>},
}};

struct RouteMembers {
  const Member* when = nullptr;
  EachMembers each;
};

constexpr std::array<Key<RouteMembers>, 5> kRouteKeys{{
    {"when", [](Findings&, const Member& member, RouteMembers& out) { out.when = &member; }},
    {"to", [](Findings&, const Member& member, RouteMembers& out) { out.each.to = &member; }, true},
    {"each", [](Findings&, const Member& member, RouteMembers& out) { out.each.each = &member; }},
    {"as", [](Findings&, const Member& member, RouteMembers& out) { out.each.as = &member; }},
    {"send", [](Findings&, const Member& member, RouteMembers& out) { out.each.send = &member; }},
}};

class FormReader {
 public:
  FormReader(Findings& findings, const Tree& tree) : findings_(findings), tree_(tree) {
    ReadKeys<EdgeMembers>(findings_, tree, kEdgeKeys, "an edge", members_);
  }

  bool Read(EdgeDefinition& edge) {
    edge.at = tree_.at;
    const bool formed = ReadOrigin(edge) && CheckKeys();
    if (!formed) return false;
    if (members_.subject != nullptr) return ReadSwitch(edge);
    if (members_.route != nullptr) return ReadRoute(edge);
    return ReadPlain(edge);
  }

 private:
  bool Fail(Mark at, std::string message, std::string fix) {
    findings_.Add(at, "edge_form", std::move(message)).Fix(std::move(fix));
    return false;
  }

  bool ReadOrigin(EdgeDefinition& edge) {
    const Member* origin = members_.from != nullptr ? members_.from : members_.gather;
    if (origin == nullptr) return Lacks(tree_.at, "an edge", "from", "add from: <node>");
    if (members_.from != nullptr && members_.gather != nullptr)
      return Fail(members_.gather->at, "an edge has either 'from' or 'gather', not both",
                  "remove one of the two");
    edge.gather = origin == members_.gather;
    edge.from = ReadNames(findings_, origin->value, "the name of a node");
    if (edge.from.empty()) return Fail(origin->at, "an edge from nowhere", "name a node");
    if (edge.gather && edge.from.size() > 1)
      return Fail(origin->value.at, "'gather' takes one node", "write an edge for each of them");
    return true;
  }

  // `other` has no place beside `key`.
  bool Refuse(const Member* key, const Member* other) {
    if (key == nullptr || other == nullptr) return true;
    return Fail(other->at, "'" + other->key + "' has no place beside '" + key->key + "'",
                "write two edges, or put it into the target");
  }

  bool Needs(const Member* key, const Member* other, const std::string& name) {
    if (key == nullptr || other != nullptr) return true;
    return Lacks(key->at, "'" + key->key + "'", name, "add " + name + ":");
  }

  bool Lacks(Mark at, const std::string& what, const std::string& name, std::string fix) {
    const bool is_told = IsMisspelt(tree_, name, NamesOf<EdgeMembers>(kEdgeKeys));
    return !is_told && Fail(at, what + " without '" + name + "'", std::move(fix));
  }

  bool CheckKeys() {
    const EdgeMembers& all = members_;
    bool good = Refuse(all.subject, all.route) && Refuse(all.subject, all.when) &&
                Refuse(all.route, all.when);
    for (const Member* choice : {all.subject, all.route}) {
      for (const Member* other : {all.each.to, all.each.each, all.each.as, all.each.send})
        good = good && Refuse(choice, other);
    }
    good =
        good && Needs(all.subject, all.cases, "cases") && Needs(all.cases, all.subject, "switch");
    good = good && Needs(all.fallback, all.subject, "switch");
    return good && Needs(all.each.as, all.each.each, "each") &&
           Needs(all.each.send, all.each.each, "each") && CheckJoin();
  }

  bool CheckJoin() {
    const bool joins = members_.from != nullptr && members_.from->value.elements.size() > 1;
    if (!joins) return true;
    for (const Member* member :
         {members_.when, members_.subject, members_.route, members_.each.each}) {
      if (member == nullptr) continue;
      return Fail(member->at, "a join leads on without '" + member->key + "'",
                  "join into a node, and put the condition on the edge that leaves it");
    }
    return true;
  }

  // `to`, as a plain target or as the end of `each`.
  bool ReadTo(const EachMembers& members, std::vector<TargetDefinition>& out) {
    if (members.each != nullptr) {
      ReadEach(findings_, members, out);
    } else {
      ReadTargets(findings_, members.to->value, out);
    }
    return true;
  }

  bool ReadPlain(EdgeDefinition& edge) {
    if (members_.each.to == nullptr) return Lacks(tree_.at, "an edge", "to", "add to: <node>");
    ArmDefinition& arm = edge.arms.emplace_back();
    if (members_.when != nullptr) {
      edge.kind = Edge::Kind::kWhen;
      arm.when = ReadCel(findings_, members_.when->value, "'when'");
      if (!arm.when) return false;
    }
    return ReadTo(members_.each, arm.to);
  }

  bool ReadSwitch(EdgeDefinition& edge) {
    edge.kind = Edge::Kind::kSwitch;
    edge.subject = ReadCel(findings_, members_.subject->value, "'switch'");
    if (!CheckMapping(findings_, members_.cases->value, "'cases'", "cases: {true: a, false: b}"))
      return false;
    for (const Member& one : members_.cases->value.members) {
      ArmDefinition& arm = edge.arms.emplace_back();
      arm.key = {one.key, one.at};
      ReadTargets(findings_, one.value, arm.to);
    }
    if (members_.fallback != nullptr) {
      edge.default_arm = static_cast<int>(edge.arms.size());
      ReadTargets(findings_, members_.fallback->value, edge.arms.emplace_back().to);
    }
    if (edge.arms.empty()) return Fail(members_.cases->at, "a switch without cases", "add a case");
    return edge.subject.has_value();
  }

  bool ReadRoute(EdgeDefinition& edge) {
    edge.kind = Edge::Kind::kRoute;
    if (!members_.route->value.is_sequence())
      return Fail(members_.route->value.at, "'route' must be a list",
                  "write route: [{when: …, to: a}, {to: b}]");
    for (const Tree& element : members_.route->value.elements)
      if (!ReadRouteArm(element, edge)) return false;
    if (edge.arms.empty())
      return Fail(members_.route->at, "a route without arms", "add {when, to}");
    return true;
  }

  bool ReadRouteArm(const Tree& tree, EdgeDefinition& edge) {
    if (!CheckMapping(findings_, tree, "an arm of 'route'", "{when: approved, to: a}"))
      return false;
    const bool after_last = !edge.arms.empty() && !edge.arms.back().when;
    if (after_last)
      return Fail(tree.at, "this arm is never reached: the one before has no 'when'",
                  "move it up, or remove it");
    RouteMembers members;
    ReadKeys<RouteMembers>(findings_, tree, kRouteKeys, "an arm of 'route'", members);
    if (members.each.to == nullptr) return false;
    ArmDefinition& arm = edge.arms.emplace_back();
    if (members.when != nullptr) {
      arm.when = ReadCel(findings_, members.when->value, "'when'");
      if (!arm.when) return false;
    }
    return ReadTo(members.each, arm.to);
  }

  Findings& findings_;
  const Tree& tree_;
  EdgeMembers members_;
};

}  // namespace

void ReadEdgeForm(Findings& findings, const Tree& tree, std::vector<EdgeDefinition>& out) {
  EdgeDefinition edge;
  if (FormReader(findings, tree).Read(edge)) out.push_back(std::move(edge));
}

}  // namespace dashflow::graph
