// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "host/channel/reducer.h"

namespace dashflow::channel {

// A built-in reducer as data; what Reducer's functions answer.
struct Rule {
  std::string_view name;
  Laws laws;
  Value (*start)();
  Result<Value> (*reduce)(Value current, const Value& write);
  bool (*holds)(const Value& whole);
  bool (*accepts)(const Value& write);
  bool appends = false;
  bool takes_elements = false;
  bool alters = false;
  std::unique_ptr<Memo> (*new_memo)() = nullptr;  // with reduce_with
  Result<Value> (*reduce_with)(Value current, const Value& write, Memo& memo) = nullptr;
};

extern const Rule kAppend, kConcat, kUnion;  // list.cc
extern const Rule kSum;
extern const Rule kMerge;
extern const Rule kMin, kMax;  // order.cc
extern const Rule kAnd, kOr;   // logic.cc
extern const Rule kText;
extern const Rule kMessages;

}  // namespace dashflow::channel
