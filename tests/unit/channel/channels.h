// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "host/channel/channel.h"
#include "host/value/json.h"

namespace dashflow::channel {

inline Value Json(std::string_view text) {
  auto value = ParseJson(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.has_value() ? std::move(value).value() : Value();
}

inline Channel Keeping(Keep keep) {
  return {.name = "c", .keep = keep, .initial = {}, .schema = {}};
}

inline Channel Reduced(std::string_view reducer) {
  Channel channel = Keeping(Keep::kReduced);
  channel.reducer = FindBuiltinReducer(reducer);
  EXPECT_NE(channel.reducer, nullptr) << reducer;
  return channel;
}

inline Write Reduce(std::string_view json) {
  return {.mode = WriteMode::kReduce, .value = Json(json)};
}
inline Write Overwrite(std::string_view json) {
  return {.mode = WriteMode::kOverwrite, .value = Json(json)};
}

inline Result<bool> FoldAll(const Channel& channel, Slot& slot, const std::vector<Write>& writes) {
  std::vector<const Write*> pointers;
  for (const Write& write : writes) pointers.push_back(&write);
  return Fold(channel, slot, pointers);
}

// A channel through some supersteps: what it holds as JSON, "-" when empty, or the code of the
// error.
inline std::string After(const Channel& channel, const std::vector<std::vector<Write>>& steps) {
  Slot slot = InitialSlot(channel);
  for (const auto& writes : steps) {
    if (const auto changed = FoldAll(channel, slot, writes); changed.has_error())
      return changed.error().code();
  }
  return slot.has ? ToJson(slot.value) : "-";
}

}  // namespace dashflow::channel
