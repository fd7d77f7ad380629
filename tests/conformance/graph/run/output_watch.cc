// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/output_watch.h"

#include <utility>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/case_file.h"

namespace dashflow::cases {

bool OutputWatch::Wants(event::Type type) {
  return type == event::Type::kRunStarted || type == event::Type::kStepStarted ||
         type == event::Type::kTaskFinished;
}

void OutputWatch::Take(const event::Event& event) {
  if (!event.space.is_null()) return;
  if (event.type == event::Type::kRunStarted) {
    const Value input = MemberOf(event.members, "input");
    if (input.is_null()) written_ = true;
    TakeWrites(input);
  }
  if (event.type == event::Type::kTaskFinished) TakeWrites(MemberOf(event.members, "writes"));
  if (!MemberOf(event.members, "finished").is_null()) written_ = true;
}

bool OutputWatch::Counts(const Value& state) {
  if (!MemberOf(state, "__interrupt__").is_null()) return true;
  return std::exchange(written_, false) || !keys_.is_array();
}

Value OutputWatch::Projected(const Value& state) const {
  if (!keys_.is_array() || !state.is_object()) return state;
  ObjectBuilder kept;
  keys_.ForEachElement([&](const Value& key) {
    if (const Value* value = state.Find(key.as_text())) kept.Add(key, *value);
  });
  return std::move(kept).Build();
}

// An object, or a list of them.
void OutputWatch::TakeWrites(const Value& writes) {
  if (writes.is_array()) writes.ForEachElement([this](const Value& one) { TakeWrites(one); });
  if (!writes.is_object()) return;
  writes.ForEachMember([this](const Value& key, const Value&) { TakeKey(key); });
}

void OutputWatch::TakeKey(const Value& key) {
  if (!keys_.is_array()) return;
  keys_.ForEachElement([&](const Value& one) { written_ = written_ || one == key; });
}

}  // namespace dashflow::cases
