// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/policies.h"

#include <array>
#include <utility>

#include "host/graph/parse/keys.h"
#include "host/graph/parse/rules.h"
#include "host/graph/parse/scalars.h"
#include "host/graph/parse/sources.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

constexpr std::int64_t kMostAttempts = 100000;
constexpr std::int64_t kMostConcurrency = 1000000;
constexpr std::string_view kRetryExample = "retry: {attempts: 3, delay: 100ms}";

constexpr std::array<Key<RetryPolicy>, 6> kRetryKeys{{
    {"attempts",
     [](Findings& findings, const Member& member, RetryPolicy& out) {
       if (const auto count = ReadInteger(findings, member, {1, kMostAttempts}))
         out.attempts = static_cast<int>(*count);
     },
     true},
    {"delay",
     [](Findings& findings, const Member& member, RetryPolicy& out) {
       if (const auto delay = ReadDuration(findings, member)) out.delay = *delay;
     }},
    {"factor",
     [](Findings& findings, const Member& member, RetryPolicy& out) {
       const auto factor = ReadNumber(findings, member);
       if (!factor) return;
       out.factor = *factor;
       if (*factor >= 1) return;
       findings.Invalid(member.value.at, "'factor' must be 1 or more")
           .Fix("write 1 for a constant delay");
     }},
    {"max_delay",
     [](Findings& findings, const Member& member, RetryPolicy& out) {
       if (const auto delay = ReadDuration(findings, member)) out.max_delay = *delay;
     }},
    {"jitter",
     [](Findings& findings, const Member& member, RetryPolicy& out) {
       if (const auto jitter = ReadBool(findings, member)) out.jitter = *jitter;
     }},
    {"errors",
     [](Findings& findings, const Member& member, RetryPolicy& out) {
       for (NameRef& name : ReadNameList(findings, member, "an error code or category"))
         out.errors.push_back(std::move(name.name));
     }},
}};

RetryPolicy ReadOneRetry(Findings& findings, const Tree& tree) {
  RetryPolicy policy;
  if (CheckMapping(findings, tree, "'retry'", kRetryExample))
    ReadKeys<RetryPolicy>(findings, tree, kRetryKeys, "'retry'", policy);
  return policy;
}

constexpr std::array<Key<TimeoutPolicy>, 3> kTimeoutKeys{{
    {"attempt",
     [](Findings& findings, const Member& member, TimeoutPolicy& out) {
       if (const auto time = ReadDuration(findings, member)) out.attempt = *time;
     }},
    {"idle",
     [](Findings& findings, const Member& member, TimeoutPolicy& out) {
       if (const auto time = ReadDuration(findings, member)) out.idle = *time;
     }},
    {"total",
     [](Findings& findings, const Member& member, TimeoutPolicy& out) {
       if (const auto time = ReadDuration(findings, member)) out.total = *time;
     }},
}};

constexpr std::array<Key<NodeRules>, 2> kConcurrencyKeys{{
    {"run",
     [](Findings& findings, const Member& member, NodeRules& out) {
       if (const auto count = ReadInteger(findings, member, {1, kMostConcurrency}))
         out.concurrency = static_cast<std::uint32_t>(*count);
     }},
    {"host",
     [](Findings& findings, const Member& member, NodeRules& out) {
       if (const auto count = ReadInteger(findings, member, {1, kMostConcurrency}))
         out.host_concurrency = static_cast<std::uint32_t>(*count);
     }},
}};

constexpr std::array<Key<NodeRules>, 11> kDefaultsKeys{{
    {"retry", ReadRetry},
    {"timeout", ReadTimeout},
    {"goto", ReadGoto},
    {"concurrency", ReadConcurrency},
    {"on_error", ReadOnError},
    {"expire", ReadExpire},
    {"cache", ReadCache},
    {"defer", ReadDefer},
    {"isolation", ReadIsolation, false, false},
    {"set", ReadSet},
    {"checkpoint", ReadCheckpoint},
}};

}  // namespace

void ReadRetry(Findings& findings, const Member& member, NodeRules& out) {
  std::vector<RetryPolicy>& policies = out.retry.emplace();
  if (member.value.is_sequence()) {
    for (const Tree& element : member.value.elements)
      policies.push_back(ReadOneRetry(findings, element));
  } else {
    policies.push_back(ReadOneRetry(findings, member.value));
  }
}

void ReadTimeout(Findings& findings, const Member& member, NodeRules& out) {
  TimeoutPolicy& policy = out.timeout.emplace();
  if (member.value.is_mapping()) {
    ReadKeys<TimeoutPolicy>(findings, member.value, kTimeoutKeys, "'timeout'", policy);
  } else if (const auto time = ReadDuration(findings, member)) {
    policy.attempt = *time;
  }
}

void ReadGoto(Findings& findings, const Member& member, NodeRules& out) {
  out.jumps = ReadNameList(findings, member, "a node name");
}

void ReadConcurrency(Findings& findings, const Member& member, NodeRules& out) {
  if (member.value.is_mapping()) {
    ReadKeys<NodeRules>(findings, member.value, kConcurrencyKeys, "'concurrency'", out);
  } else if (const auto count = ReadInteger(findings, member, {1, kMostConcurrency})) {
    out.concurrency = static_cast<std::uint32_t>(*count);
  }
}

void ReadDefaults(Findings& findings, const Member& member, NodeRules& out) {
  if (CheckMapping(findings, member.value, "'defaults'", "defaults: {timeout: 30s}"))
    ReadKeys<NodeRules>(findings, member.value, kDefaultsKeys, "'defaults'", out);
}

}  // namespace dashflow::graph
