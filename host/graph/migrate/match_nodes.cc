// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/graph/migrate/edge_text.h"
#include "host/graph/migrate/match.h"

namespace dashflow::graph {
namespace {

using What = ShapeChange::What;
using How = ShapeChange::How;

bool IsDeferred(const NodePlan& plan) { return plan.deferral != kNotDeferred; }

class NodeMatcher {
 public:
  explicit NodeMatcher(Migration& migration)
      : all_(migration), rule_(migration.rule), taken_(migration.to->nodes.size(), false) {
    all_.nodes.assign(all_.from->nodes.size(), kNoNode);
  }

  void Match() {
    for (NodeId id = 0; id < all_.nodes.size(); ++id) MatchOne(id);
    for (NodeId id = 0; id < taken_.size(); ++id) {
      if (!taken_[id]) Change(How::kAdded, all_.to->nodes[id].name, rule_.is_there());
    }
  }

 private:
  ShapeChange& Change(How how, const std::string& name, bool covered) {
    return all_.changes.emplace_back(ShapeChange{What::kNode, how, name, {}, covered, {}});
  }

  std::optional<NodeId> NewIdOf(const std::string& name) const {
    const std::string* new_name = rule_.NewNameOf(name);
    if (new_name == nullptr || (*new_name != name && IsChannel(name))) return std::nullopt;
    return all_.to->FindNode(*new_name);
  }
  // Whether a rename means the channel of the same name: the node is still there.
  bool IsChannel(const std::string& name) const {
    return all_.from->FindChannel(name) && all_.to->FindNode(name);
  }

  void MatchOne(NodeId id) {
    const std::string& name = all_.from->nodes[id].name;
    if (const auto renamed = NewIdOf(name)) {
      const std::string& new_name = all_.to->nodes[*renamed].name;
      if (new_name != name) Change(How::kRenamed, name, true).detail = new_name;
      return Take(id, *renamed, true);
    }
    if (const auto found = all_.to->FindNode(name)) return Take(id, *found, false);
    if (rule_.Drops(name)) return void(Change(How::kDropped, name, true));
    Change(How::kRemoved, name, false).advice =
        "rename: {" + name + ": <the node in its place>}, or drop: [" + name + "]";
  }

  // Several may become one.
  void Take(NodeId id, NodeId found, bool said) {
    taken_[found] = true;
    all_.nodes[id] = found;
    const NodePlan& before = all_.from->nodes[id];
    const NodePlan& after = all_.to->nodes[found];
    if (IsDeferred(before) != IsDeferred(after))
      Change(How::kChanged, before.name, rule_.is_there()).detail =
          IsDeferred(after) ? "deferred now" : "not deferred any more";
    if (before.subworkflow && after.subworkflow) return TakeInner(id, before, after);
    if (before.type->name == after.type->name) return;
    ShapeChange& change = Change(How::kChanged, before.name, said);
    change.detail = "type " + before.type->name + ", now " + after.type->name;
    if (!said)
      change.advice = "rename: {" + before.name + ": " + before.name +
                      "} to let the new type go on in its place";
  }

  void TakeInner(NodeId id, const NodePlan& before, const NodePlan& after) {
    auto inner =
        std::make_shared<const Migration>(MakeMigration(before.subworkflow, after.subworkflow));
    all_.inner[id] = inner;
    if (inner->changes.empty()) return;
    ShapeChange& change = Change(How::kChanged, before.name, inner->covered());
    const auto first = std::ranges::find(inner->changes, change.covered, &ShapeChange::covered);
    change.detail = "in its workflow " + ToText(*first);
    if (change.covered) return;
    change.advice = "in " + after.subworkflow->file + " migrate: [" + SuggestRule(*inner) + "]";
  }

  Migration& all_;
  const RuleReader rule_;
  std::vector<bool> taken_;  // by the number in `to`
};

class EdgeMatcher {
 public:
  explicit EdgeMatcher(Migration& migration) : all_(migration) {}

  void Match() {
    Compare("START", StartText(*all_.from, before_), StartText(*all_.to, after_));
    for (NodeId id = 0; id < all_.nodes.size(); ++id) {
      if (all_.nodes[id] == kNoNode || joins_another(id)) continue;
      Compare(all_.from->nodes[id].name, EdgesText(*all_.from, id, before_),
              EdgesText(*all_.to, all_.nodes[id], after_));
    }
  }

 private:
  // Its own edges are those of the node that it becomes a part of.
  bool joins_another(NodeId id) const {
    const auto same = all_.from->FindNode(all_.to->nodes[all_.nodes[id]].name);
    return same && *same != id && all_.nodes[*same] == all_.nodes[id];
  }

  void Compare(const std::string& name, const std::string& before, const std::string& after) {
    if (before == after) return;
    all_.changes.push_back({What::kEdges,
                            How::kChanged,
                            name,
                            Or(before) + ", now " + Or(after),
                            all_.rule != nullptr,
                            {}});
  }

  static std::string Or(const std::string& text) { return text.empty() ? "none" : text; }

  Migration& all_;
  // With the names that nodes have afterwards, so that a new name alone changes no edge.
  const NodeNamer before_ = [this](NodeId id) {
    const NodeId found = all_.nodes[id];
    return found == kNoNode ? all_.from->nodes[id].name : all_.to->nodes[found].name;
  };
  const NodeNamer after_ = [this](NodeId id) { return all_.to->nodes[id].name; };
};

}  // namespace

void MatchNodes(Migration& migration) { NodeMatcher(migration).Match(); }

void MatchEdges(Migration& migration) { EdgeMatcher(migration).Match(); }

}  // namespace dashflow::graph
