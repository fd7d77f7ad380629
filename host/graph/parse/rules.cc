// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/rules.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

constexpr std::string_view kHandlerExample = "on_error: [{errors: [timeout], to: <node>}]";

constexpr std::array<Key<HandlerDefinition>, 2> kHandlerKeys{{
    {"errors",
     [](Findings& findings, const Member& member, HandlerDefinition& out) {
       for (NameRef& name : ReadNameList(findings, member, "an error code or category"))
         out.errors.push_back(std::move(name.name));
     }},
    {"to",
     [](Findings& findings, const Member& member, HandlerDefinition& out) {
       if (auto name = ReadName(findings, member.value, "the name of a node"))
         out.to = *std::move(name);
     },
     true},
}};

void ReadHandler(Findings& findings, const Tree& tree, std::vector<HandlerDefinition>& out) {
  HandlerDefinition handler;
  if (!CheckMapping(findings, tree, "a handler of 'on_error'", kHandlerExample)) return;
  ReadKeys<HandlerDefinition>(findings, tree, kHandlerKeys, "a handler of 'on_error'", handler);
  if (!handler.to.name.empty()) out.push_back(std::move(handler));
}

constexpr std::array<Key<ExpiryDefinition>, 3> kExpireKeys{{
    {"after",
     [](Findings& findings, const Member& member, ExpiryDefinition& out) {
       if (const auto after = ReadDuration(findings, member)) out.after = *after;
     },
     true},
    {"to", [](Findings& findings, const Member& member,
              ExpiryDefinition& out) { out.to = ReadName(findings, member.value, "a node name"); }},
    {"answer",
     [](Findings&, const Member& member, ExpiryDefinition& out) {
       out.answer = ToValue(member.value);
       out.answer_at = member.value.at;
     }},
}};

constexpr std::array<Key<CacheDefinition>, 2> kCacheKeys{{
    {"ttl", [](Findings& findings, const Member& member,
               CacheDefinition& out) { out.ttl = ReadDuration(findings, member); }},
    {"key", [](Findings& findings, const Member& member,
               CacheDefinition& out) { out.key = ReadCel(findings, member.value, "'key'"); }},
}};

}  // namespace

void ReadOnError(Findings& findings, const Member& member, NodeRules& out) {
  std::vector<HandlerDefinition>& handlers = out.on_error.emplace();
  if (member.value.is_sequence()) {
    for (const Tree& element : member.value.elements) ReadHandler(findings, element, handlers);
  } else if (member.value.is_mapping()) {
    findings.Invalid(member.value.at, "'on_error' must be a node or a list")
        .Fix("write " + std::string(kHandlerExample));
  } else if (auto name = ReadName(findings, member.value, "the name of a node")) {
    handlers.push_back({{}, *std::move(name)});
  }
}

void ReadExpire(Findings& findings, const Member& member, NodeRules& out) {
  const Tree& tree = member.value;
  if (!CheckMapping(findings, tree, "'expire'", "expire: {after: 24h, answer: false}")) return;
  ReadKeys<ExpiryDefinition>(findings, tree, kExpireKeys, "'expire'", out.expire.emplace());
  const bool leads = tree.Find("to") != nullptr;
  if (leads != (tree.Find("answer") != nullptr)) return;
  findings
      .Invalid(tree.at, leads ? "'expire' has both 'to' and 'answer'"
                              : "'expire' does not say what happens then")
      .Fix("write either to: <node> or answer: <value>");
}

void ReadCache(Findings& findings, const Member& member, NodeRules& out) {
  if (CheckMapping(findings, member.value, "'cache'", "cache: {ttl: 1h}"))
    ReadKeys<CacheDefinition>(findings, member.value, kCacheKeys, "'cache'", out.cache.emplace());
}

void ReadDefer(Findings& findings, const Member& member, NodeRules& out) {
  out.defer = ReadBool(findings, member);
}

void ReadIsolation(Findings& findings, const Member& member, NodeRules& out) {
  static constexpr std::string_view kWords[] = {"process"};
  if (ReadWord(findings, member, kWords)) out.isolated = true;
}

void ReadCheckpoint(Findings& findings, const Member& member, NodeRules& out) {
  static constexpr std::string_view kWords[] = {"inherit", "own", "none"};
  if (const auto word = ReadWord(findings, member, kWords))
    out.checkpoint = static_cast<SubCheckpoint>(*word);
}

}  // namespace dashflow::graph
