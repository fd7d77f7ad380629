// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>

#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"

namespace dashflow::channel {
namespace {

constexpr std::size_t kMaxBytes = UINT32_MAX;

bool IsString(const Value& value) { return value.is_string(); }

Result<Value> Join(Value current, const Value& write) {
  if (!write.is_string()) return WrongKind("text", "a string", write);
  if (write.empty()) return current;
  if (current.empty()) return write;
  if (current.size() + write.size() > kMaxBytes) {
    return Error("value_limit", {}).Cause("the text would be longer than 4 GiB");
  }
  std::string joined;
  joined.reserve(current.size() + write.size());
  joined.append(current.as_text()).append(write.as_text());
  return Value(joined);
}

Value EmptyText() { return ""; }

}  // namespace

const Rule kText = {.name = "text",
                    .laws = {.associative = true},
                    .start = &EmptyText,
                    .reduce = &Join,
                    .holds = &IsString,
                    .accepts = &Never};

}  // namespace dashflow::channel
