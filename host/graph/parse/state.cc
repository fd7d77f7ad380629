// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/state.h"

#include <algorithm>
#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/schema_keywords.h"
#include "host/value/builder.h"

namespace dashflow::graph {
namespace {

using channel::Keep;
using config::Member;
using config::Tree;

// A channel and the keys that only make sense together.
struct RawChannel {
  ChannelDefinition channel;
  std::optional<NameRef> keep;
  std::optional<bool> accumulate;
  Mark accumulate_at;
};

struct KeepWord {
  std::string_view word;
  Keep keep;
};
constexpr KeepWord kKeeps[] = {
    {"one", Keep::kOne},
    {"latest", Keep::kLatest},
    {"after_finish", Keep::kAfterFinish},
    {"ephemeral", Keep::kEphemeral},
    {"untracked", Keep::kUntracked},
    {"topic", Keep::kTopic},
};

template <class T>
void ReadInitial(const Member& member, T& out) {
  out.initial = ToValue(member.value);
  out.initial_at = member.value.at;
}

constexpr std::array<Key<ParamDefinition>, 1> kParamKeys{{
    {"default",
     [](Findings&, const Member& member, ParamDefinition& out) { ReadInitial(member, out); }},
}};

constexpr std::array<Key<RawChannel>, 5> kChannelKeys{{
    {"default",
     [](Findings&, const Member& member, RawChannel& out) { ReadInitial(member, out.channel); }},
    {"reduce",
     [](Findings& findings, const Member& member, RawChannel& out) {
       out.channel.reduce = ReadName(findings, member.value, "the name of a reducer");
     }},
    {"keep",
     [](Findings& findings, const Member& member, RawChannel& out) {
       out.keep = ReadName(findings, member.value, "one of the kinds of keep:");
     }},
    {"accumulate",
     [](Findings& findings, const Member& member, RawChannel& out) {
       out.accumulate = ReadBool(findings, member);
       out.accumulate_at = member.at;
     }},
    {"private",
     [](Findings& findings, const Member& member, RawChannel& out) {
       out.channel.is_private = ReadBool(findings, member).value_or(false);
     }},
}};

template <class T>
void ReportUnknown(Findings& findings, const Member& member, std::span<const Key<T>> keys,
                   const std::string& what) {
  std::vector<std::string_view> known = NamesOf(keys);
  const auto keywords = SchemaKeywords();
  known.insert(known.end(), keywords.begin(), keywords.end());
  ReportUnknownKey(findings, member, what, known);
}

// The members that are keys of the language go to `out`, the rest is the schema, which is returned.
template <class T>
Value ReadSchema(Findings& findings, const Member& entry, std::span<const Key<T>> keys,
                 const std::string& what, T& out) {
  ObjectBuilder schema;
  for (const Member& member : entry.value.members) {
    if (std::ranges::find(keys, member.key, &Key<T>::name) != keys.end()) {
      ReadMember(findings, member, keys, what, out);
    } else if (std::ranges::find(SchemaKeywords(), member.key) != SchemaKeywords().end() ||
               member.key.starts_with("x-")) {
      schema.Add(std::string_view(member.key), ToValue(member.value));
    } else {
      ReportUnknown(findings, member, keys, what);
    }
  }
  return std::move(schema).Build();
}

void ReadKeep(Findings& findings, RawChannel& raw) {
  if (!raw.keep) return;
  const auto found = std::ranges::find(kKeeps, raw.keep->name, &KeepWord::word);
  if (found == std::end(kKeeps)) {
    findings.Add(raw.keep->at, "unknown_word", "'" + raw.keep->name + "' is no kind of keep:")
        .Fix("use one of one, latest, after_finish, ephemeral, untracked, topic");
    return;
  }
  raw.channel.keep = found->keep;
  if (raw.channel.reduce && found->keep != Keep::kOne) {
    findings.Add(raw.keep->at, "channel_rule", "a channel has either reduce: or keep:, not both")
        .Fix("remove one of the two");
  }
}

void ReadAccumulate(Findings& findings, RawChannel& raw) {
  if (!raw.accumulate) return;
  if (raw.channel.keep != Keep::kTopic) {
    findings.Add(raw.accumulate_at, "channel_rule", "'accumulate' belongs to keep: topic")
        .Fix("write keep: topic, or remove it");
  } else if (*raw.accumulate) {
    raw.channel.keep = Keep::kTopicAll;
  }
}

bool IsEntry(Findings& findings, const Member& entry, const std::string& what) {
  if (entry.value.is_null()) return true;
  return CheckMapping(findings, entry.value, what, entry.key + ": {type: string}");
}

void ReadChannel(Findings& findings, const Member& entry, Definition& out) {
  const std::string what = "channel '" + entry.key + "'";
  if (!IsEntry(findings, entry, what)) return;
  RawChannel raw;
  raw.channel.name = {entry.key, entry.at};
  raw.channel.tree = &entry.value;
  raw.channel.schema = ReadSchema<RawChannel>(findings, entry, kChannelKeys, what, raw);
  ReadKeep(findings, raw);
  ReadAccumulate(findings, raw);
  out.state.push_back(std::move(raw.channel));
}

void ReadParam(Findings& findings, const Member& entry, Definition& out) {
  const std::string what = "parameter '" + entry.key + "'";
  if (!IsEntry(findings, entry, what)) return;
  ParamDefinition param;
  param.name = {entry.key, entry.at};
  param.tree = &entry.value;
  param.schema = ReadSchema<ParamDefinition>(findings, entry, kParamKeys, what, param);
  out.params.push_back(std::move(param));
}

}  // namespace

void ReadParams(Findings& findings, const Member& member, Definition& out) {
  if (!CheckMapping(findings, member.value, "'params'", "params: {limit: {type: integer}}")) return;
  for (const Member& entry : member.value.members) ReadParam(findings, entry, out);
}

void ReadState(Findings& findings, const Member& member, Definition& out) {
  if (!CheckMapping(findings, member.value, "'state'", "state: {count: {type: integer}}")) return;
  for (const Member& entry : member.value.members) ReadChannel(findings, entry, out);
}

}  // namespace dashflow::graph
