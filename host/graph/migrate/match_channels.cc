// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/graph/migrate/match.h"
#include "host/value/json.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::ChannelId;
using What = ShapeChange::What;
using How = ShapeChange::How;

constexpr std::array<std::string_view, 8> kKeepTexts{"",
                                                     " keep latest",
                                                     " keep after_finish",
                                                     " keep ephemeral",
                                                     " keep untracked",
                                                     " keep topic",
                                                     " keep topic, accumulate",
                                                     ""};

Value SchemaOf(const Channel& channel) {
  const Value& source = channel.schema.source();
  return source.is_object() ? source.Erase("description").Erase("title") : source;
}

bool HasSameContent(const Channel& a, const Channel& b) {
  return a.keep == b.keep && a.reducer == b.reducer && SchemaOf(a) == SchemaOf(b);
}

class ChannelMatcher {
 public:
  explicit ChannelMatcher(Migration& migration)
      : all_(migration), rule_(migration.rule), taken_(migration.to->channels.size(), false) {
    all_.channels.assign(all_.from->channels.size(), kNoChannel);
    all_.retyped.assign(all_.from->channels.size(), false);
  }

  void Match() {
    for (ChannelId id = 0; id < all_.channels.size(); ++id) MatchRenamed(id);
    for (ChannelId id = 0; id < all_.channels.size(); ++id) {
      if (!renamed(id)) MatchKept(id);
    }
    for (ChannelId id = 0; id < taken_.size(); ++id) {
      if (!taken_[id]) MatchNew(id);
    }
  }

 private:
  const std::string& NameOf(ChannelId id) const { return all_.from->channels[id].name; }
  ShapeChange& Change(How how, const std::string& name, bool covered) {
    return all_.changes.emplace_back(ShapeChange{What::kChannel, how, name, {}, covered, {}});
  }

  std::optional<ChannelId> NewIdOf(ChannelId id) const {
    const std::string* name = rule_.NewNameOf(NameOf(id));
    if (name == nullptr || (*name != NameOf(id) && IsNode(id))) return std::nullopt;
    return all_.to->FindChannel(*name);
  }
  // Whether a rename means the node of the same name: the channel is still there.
  bool IsNode(ChannelId id) const {
    return all_.from->FindNode(NameOf(id)) && all_.to->FindChannel(NameOf(id));
  }
  bool renamed(ChannelId id) const { return NewIdOf(id).has_value(); }

  void MatchRenamed(ChannelId id) {
    const auto found = NewIdOf(id);
    if (!found) return;
    const Channel& channel = all_.to->channels[*found];
    if (channel.name != NameOf(id)) Change(How::kRenamed, NameOf(id), true).detail = channel.name;
    Take(id, *found, true);
  }

  void MatchKept(ChannelId id) {
    const std::string& name = NameOf(id);
    const auto found = all_.to->FindChannel(name);
    const bool makes_room = !found || rule_.IsNewName(name) || rule_.DefaultOf(name) != nullptr;
    if (rule_.Drops(name) && makes_room) {
      Change(How::kDropped, name, true);
    } else if (found) {
      Take(id, *found, false);
    } else {
      Change(How::kRemoved, name, false).advice =
          "drop: [" + name + "], or rename: {" + name + ": <its new name>}";
    }
  }

  // `said`: the rule names both, so that the value is to be carried over.
  void Take(ChannelId id, ChannelId found, bool said) {
    const Channel& before = all_.from->channels[id];
    const Channel& after = all_.to->channels[found];
    if (taken_[found]) return TellTwice(before, after);
    taken_[found] = true;
    all_.channels[id] = found;
    if (HasSameContent(before, after)) return;
    all_.retyped[id] = true;
    ShapeChange& change = Change(How::kChanged, before.name, said);
    change.detail = ContentText(before) + ", now " + ContentText(after);
    if (!said)
      change.advice = "rename: {" + before.name + ": " + before.name +
                      "} to keep its value, or drop: [" + before.name + "] and defaults: {" +
                      before.name + ": <its new value>}";
  }

  void TellTwice(const Channel& before, const Channel& after) {
    ShapeChange& change = Change(How::kRemoved, before.name, false);
    change.detail = "another channel is renamed to '" + after.name + "'";
    change.advice = "drop: [" + before.name + "]";
  }

  void MatchNew(ChannelId id) {
    const std::string& name = all_.to->channels[id].name;
    if (const Value* given = rule_.DefaultOf(name)) all_.defaults.emplace_back(id, *given);
    const bool needs = IsRequired(id) && rule_.DefaultOf(name) == nullptr;
    ShapeChange& change = Change(How::kAdded, name, rule_.is_there() && !needs);
    if (needs) change.advice = "defaults: {" + name + ": <its value>}";
  }

  // Every run is given it, and a thread that moves was not.
  bool IsRequired(ChannelId id) const {
    const auto& input = all_.to->input;
    const auto found = std::ranges::find(input, id, &InputChannel::channel);
    return found != input.end() && found->required;
  }

  Migration& all_;
  const RuleReader rule_;
  std::vector<bool> taken_;  // by the number in `to`
};

}  // namespace

std::string ContentText(const Channel& channel) {
  const Value schema = SchemaOf(channel);
  std::string text = schema.is_null() ? "anything" : ToJson(schema);
  if (channel.reducer != nullptr) text.append(" reduce ").append(channel.reducer->name());
  return text.append(kKeepTexts.at(static_cast<std::size_t>(channel.keep)));
}

void MatchChannels(Migration& migration) { ChannelMatcher(migration).Match(); }

}  // namespace dashflow::graph
