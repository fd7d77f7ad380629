// SPDX-License-Identifier: Apache-2.0
#include "host/engine/cache/cache_key.h"

#include <fmt/format.h>

#include "host/engine/run.h"
#include "host/engine/state/binding.h"
#include "host/expression/expression.h"
#include "host/value/flat.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::engine {
namespace {

// Each part behind its length, so that no two inputs run together.
void AppendText(std::string& text, std::string_view part) {
  const std::uint64_t size = part.size();
  text.append(reinterpret_cast<const char*>(&size), sizeof size);
  text.append(part);
}

void AppendValue(std::string& text, const Value& value) { AppendText(text, ToFlat(value)); }

void AppendState(std::string& text, const Run& run) {
  for (channel::ChannelId id = 0; id < run.state.slots.size(); ++id) {
    if (!run.state.slots[id].has) continue;
    AppendText(text, run.workflow.channels[id].name);
    AppendValue(text, run.state.slots[id].value);
  }
}

void AppendInput(std::string& text, const Attempt& attempt) {
  for (const Value& input : attempt.inputs()) AppendValue(text, input);
  const bool sees_state = attempt.plan().type->open && attempt.task().sent == nullptr;
  if (sees_state) AppendState(text, attempt.run());
}

void AppendSent(std::string& text, const Attempt& attempt) {
  const auto* sent = attempt.task().sent;
  if (sent == nullptr) return;
  for (const auto& [slot, value] : *sent) {
    AppendText(text, attempt.plan().type->inputs[slot].name);
    AppendValue(text, value);
  }
}

Status AppendKey(std::string& text, const Attempt& attempt) {
  StateBinding binding(attempt.run());
  binding.SetTask(attempt.task());
  DF_ASSIGN(const Value value, attempt.plan().cache->key->Evaluate(binding));
  AppendValue(text, value);
  AppendSent(text, attempt);
  return Ok();
}

std::string Digest(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

Result<std::string> CacheKey(const Attempt& attempt) {
  const auto& policy = attempt.plan().cache;
  if (!policy || attempt.task().handled || !attempt.run().journal.enabled()) return std::string();
  std::string text;
  AppendText(text, policy->identity);
  if (policy->key == nullptr) {
    AppendInput(text, attempt);
  } else {
    DF_TRY(AppendKey(text, attempt));
  }
  return Digest(text);
}

}  // namespace dashflow::engine
