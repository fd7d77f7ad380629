// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/graph/compile/type_set.h"
#include "host/graph/migrate/match.h"
#include "host/value/json.h"

namespace dashflow::graph {
namespace {

std::string Member(std::string key, std::string_view value) {
  return key.append(": ").append(value);
}

using What = ShapeChange::What;
using How = ShapeChange::How;

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text.append(text.empty() ? "" : ", ").append(part);
  return text;
}

// The smallest value that a channel takes, so that the rule can be used as it is.
std::string EmptyValueOf(const channel::Channel& channel) {
  const TypeSet types = TypeSet::OfContent(channel);
  for (const char* json : {"null", "\"\"", "0", "false", "[]", "{}", "0.5"}) {
    const Value value = *ParseJson(json);
    if (types.Meets(TypeSet::OfValue(value)) && channel.schema.Check(value).has_value())
      return json;
  }
  return "<a value>";
}

class Draft {
 public:
  explicit Draft(const Migration& migration) : all_(migration) {}

  std::string Write() {
    if (all_.rule != nullptr) TakeOver(*all_.rule);
    for (const ShapeChange& change : all_.changes) {
      if (!change.covered) Add(change);
    }
    std::string text = "{from: " + From();
    if (!rename_.empty()) text += ", rename: {" + Joined(rename_) + "}";
    if (!drop_.empty()) text += ", drop: [" + Joined(drop_) + "]";
    if (!defaults_.empty()) text += ", defaults: {" + Joined(defaults_) + "}";
    return text + "}";
  }

 private:
  std::string From() const {
    const std::string& from = all_.rule == nullptr ? all_.from->version : all_.rule->from;
    return from == "*" ? "'*'" : from;
  }

  void TakeOver(const MigrationRule& rule) {
    for (const auto& [before, after] : rule.rename) rename_.push_back(Member(before, after));
    drop_ = rule.drop;
    for (const auto& [name, value] : rule.defaults)
      defaults_.push_back(Member(name, ToJson(value)));
  }

  void Add(const ShapeChange& change) {
    if (change.how == How::kRemoved) return AddRemoved(change);
    if (change.how == How::kAdded && !change.advice.empty()) {
      const auto id = all_.to->FindChannel(change.name);
      return defaults_.push_back(change.name + ": " + EmptyValueOf(all_.to->channels[*id]));
    }
    const bool here = change.what != What::kEdges && !change.advice.empty();
    if (here && !IsInner(change)) rename_.push_back(change.name + ": " + change.name);
  }

  // Its own file has the rule for that.
  bool IsInner(const ShapeChange& change) const {
    const auto node = all_.from->FindNode(change.name);
    return change.what == What::kNode && node && all_.inner.contains(*node);
  }

  void AddRemoved(const ShapeChange& change) {
    const auto name = TheOnlyNewLike(change);
    if (name) return rename_.push_back(change.name + ": " + *name);
    if (std::ranges::find(drop_, change.name) == drop_.end()) drop_.push_back(change.name);
  }

  // What is new, if it alone is like what is gone, and nothing else that is gone is like it. Of
  // channels, many are of one type: there must be nothing else at all.
  std::optional<std::string> TheOnlyNewLike(const ShapeChange& gone) const {
    const bool strict = gone.what == What::kChannel;
    std::vector<std::string> names;
    std::size_t removed = 0;
    for (const ShapeChange& change : all_.changes) {
      if (change.what != gone.what) continue;
      if (change.how == How::kAdded && (strict || ContentOf(*all_.to, change) == ContentOf(gone)))
        names.push_back(change.name);
      removed += change.how == How::kRemoved && (strict || ContentOf(change) == ContentOf(gone));
    }
    if (names.size() != 1 || removed != 1) return std::nullopt;
    ShapeChange found = gone;
    found.name = names.front();
    if (ContentOf(*all_.to, found) != ContentOf(gone)) return std::nullopt;
    return names.front();
  }

  std::string ContentOf(const ShapeChange& change) const { return ContentOf(*all_.from, change); }
  static std::string ContentOf(const Workflow& workflow, const ShapeChange& change) {
    return change.what == What::kChannel
               ? ContentText(workflow.channels[*workflow.FindChannel(change.name)])
               : workflow.nodes[*workflow.FindNode(change.name)].type->name;
  }

  const Migration& all_;
  std::vector<std::string> rename_;
  std::vector<std::string> drop_;
  std::vector<std::string> defaults_;
};

}  // namespace

std::string SuggestRule(const Migration& migration) { return Draft(migration).Write(); }

}  // namespace dashflow::graph
