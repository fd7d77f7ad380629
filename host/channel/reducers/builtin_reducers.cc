// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/channel/reducers/builtin_reducer.h"

namespace dashflow::channel {

std::span<const Reducer* const> BuiltinReducers() {
  static const std::array reducers = {
      BuiltinReducer(kAppend), BuiltinReducer(kConcat),  BuiltinReducer(kSum),
      BuiltinReducer(kMerge),  BuiltinReducer(kUnion),   BuiltinReducer(kMin),
      BuiltinReducer(kMax),    BuiltinReducer(kAnd),     BuiltinReducer(kOr),
      BuiltinReducer(kText),   BuiltinReducer(kMessages)};
  static const auto pointers = [] {
    std::array<const Reducer*, reducers.size()> result{};
    std::ranges::transform(reducers, result.begin(),
                           [](const BuiltinReducer& reducer) { return &reducer; });
    return result;
  }();
  return pointers;
}

const Reducer* FindBuiltinReducer(std::string_view name) {
  const auto reducers = BuiltinReducers();
  const auto found = std::ranges::find(reducers, name, &Reducer::name);
  return found != reducers.end() ? *found : nullptr;
}

}  // namespace dashflow::channel
