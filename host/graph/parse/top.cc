// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/top.h"

#include <algorithm>
#include <array>

#include "host/config/did_you_mean.h"
#include "host/graph/parse/case/test_case.h"
#include "host/graph/parse/edges.h"
#include "host/graph/parse/keys.h"
#include "host/graph/parse/migrations.h"
#include "host/graph/parse/nodes.h"
#include "host/graph/parse/policies.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/settings.h"
#include "host/graph/parse/state.h"

namespace dashflow::graph {
namespace {

using config::Member;

struct Top {
  Definition& definition;
  NodeRules defaults;
};

template <void (*Read)(Findings&, const Member&, Definition&)>
void Into(Findings& findings, const Member& member, Top& out) {
  Read(findings, member, out.definition);
}

constexpr std::array<Key<Top>, 21> kTopKeys{{
    {"dashflow", Into<ReadLanguage>, true},
    {"name",
     [](Findings& findings, const Member& member, Top& out) {
       out.definition.name = ReadText(findings, member).value_or("");
     },
     true},
    {"description",
     [](Findings& findings, const Member& member, Top& out) {
       out.definition.description = ReadText(findings, member).value_or("");
     }},
    {"params", Into<ReadParams>},
    {"state", Into<ReadState>},
    {"input", Into<ReadInput>},
    {"output", Into<ReadOutput>},
    {"nodes", Into<ReadNodes>, true},
    {"edges", Into<ReadEdges>, true},
    {"defaults", [](Findings& findings, const Member& member,
                    Top& out) { ReadDefaults(findings, member, out.defaults); }},
    {"interrupt", Into<ReadInterrupt>},
    {"limits", Into<ReadLimits>},
    {"durability", Into<ReadDurability>},
    {"requires", Into<ReadRequires>},
    {"metadata",
     [](Findings& findings, const Member& member, Top& out) {
       if (CheckMapping(findings, member.value, "'metadata'", "metadata: {owner: me}"))
         out.definition.metadata = ToValue(member.value);
     }},
    {"tags", Into<ReadTags>},
    {"unknown_writes", Into<ReadUnknownWrites>},
    {"on_failure", Into<ReadOnFailure>},
    {"root", Into<ReadRoot>},
    {"migrate", Into<ReadMigrations>},
    {"tests", Into<ReadTests>},
}};

// What stands after an empty key was meant to stand inside it; that the key is empty was told.
bool IsAstray(const Member& member, const std::vector<std::string_view>& known) {
  return std::ranges::find(known, member.key) == known.end() &&
         config::Nearest(member.key, known).empty();
}

}  // namespace

void ReadTop(Findings& findings, const config::Tree& document, Definition& out) {
  Top top{out, {}};
  const auto known = NamesOf<Top>(kTopKeys);
  bool follows_empty = false;
  for (const Member& member : document.members) {
    if (member.key.starts_with("x-") || (follows_empty && IsAstray(member, known))) continue;
    const std::size_t mistakes = findings.error_count();
    ReadMember<Top>(findings, member, kTopKeys, "the workflow", top);
    follows_empty = member.value.is_null() && findings.error_count() != mistakes;
  }
  for (const Key<Top>& key : kTopKeys) {
    if (key.required && document.Find(key.name) == nullptr &&
        !IsMisspelt(document, key.name, known))
      ReportMissingKey(findings, document.at, "the workflow", key.name);
  }
  ApplyDefaults(top.defaults, out);
}

}  // namespace dashflow::graph
