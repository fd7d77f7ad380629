// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/named_values.h"

#include <utility>

#include "host/value/value_iterate.h"

namespace dashflow::cli {

NamedValues NamedValues::OfState(const Value& state) {
  NamedValues names;
  state.ForEachMember([&names](const Value& key, const Value& value) {
    names.AddChannel(std::string(key.as_text()), value);
  });
  return names;
}

NamedValues NamedValues::OfThread(const checkpoint::ThreadRecord& record,
                                  const checkpoint::Loaded& loaded) {
  NamedValues names;
  const auto& slots = loaded.state.slots;
  for (std::size_t i = 0; i < loaded.names.channels.size(); ++i) {
    const bool has = i < slots.size() && slots[i].has;
    names.AddChannel(loaded.names.channels[i], has ? slots[i].value : Value());
  }
  names.AddRoot("params", record.params);
  names.AddRoot("thread.id", Value(record.id));
  return names;
}

void NamedValues::AddChannel(std::string name, Value value) {
  scope_.AddChannel(std::move(name), static_cast<std::uint32_t>(values_.size()));
  values_.push_back(std::move(value));
}

void NamedValues::AddRoot(std::string name, Value value) {
  scope_.AddRoot(std::move(name), static_cast<std::uint32_t>(values_.size()));
  values_.push_back(std::move(value));
}

}  // namespace dashflow::cli
