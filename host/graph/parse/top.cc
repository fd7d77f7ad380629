// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/top.h"

#include <array>

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
    {"on_failure", Into<ReadOnFailure>, false, false},
    {"root", Into<ReadRoot>, false, false},
    {"migrate", Into<ReadMigrations>, false, false},
    {"tests", Into<ReadTests>},
}};

}  // namespace

void ReadTop(Findings& findings, const config::Tree& document, Definition& out) {
  Top top{out, {}};
  for (const Member& member : document.members) {
    if (!member.key.starts_with("x-"))
      ReadMember<Top>(findings, member, kTopKeys, "the workflow", top);
  }
  for (const Key<Top>& key : kTopKeys) {
    if (key.required && document.Find(key.name) == nullptr)
      ReportMissingKey(findings, document.at, "the workflow", key.name);
  }
  ApplyDefaults(top.defaults, out);
}

}  // namespace dashflow::graph
