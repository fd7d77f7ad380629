// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/recording_sink.h"

namespace dashflow::testing {

bool RecordingSink::Take(const event::Event& event) {
  const std::lock_guard lock(mutex_);
  events_.push_back(ToValue(event));
  return true;
}

std::vector<Value> RecordingSink::events() const {
  const std::lock_guard lock(mutex_);
  return events_;
}

std::vector<std::string> RecordingSink::Names() const {
  std::vector<std::string> names;
  for (const Value& event : events()) names.emplace_back(event.Find("event")->as_text());
  return names;
}

std::vector<Value> RecordingSink::Of(event::Type type) const {
  std::vector<Value> matching;
  for (const Value& event : events()) {
    if (event.Find("event")->as_text() == event::TypeName(type)) matching.push_back(event);
  }
  return matching;
}

}  // namespace dashflow::testing
