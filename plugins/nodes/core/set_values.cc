// SPDX-License-Identifier: Apache-2.0
#include "set_values.h"

#include <utility>

namespace core {

namespace sdk = dashflow::sdk;

Assignment::Assignment(std::string channel, sdk::ValueView source) : channel_(std::move(channel)) {
  if (source.kind() == sdk::Kind::kString) {
    from_ = source.text();
    return;
  }
  if (source["overwrite"].kind() == sdk::Kind::kBool && source["overwrite"].As<bool>())
    mode_ = sdk::WriteMode::kOverwrite;
  if (source.Has("cel")) {
    expression_.emplace(source["cel"].As<std::string>("cel of channel " + channel_));
  } else if (source.Has("value")) {
    constant_ = sdk::Value(source["value"]);
  } else {
    throw sdk::InvalidInput(
        "invalid_source",
        "Channel " + channel_ + " needs a channel's name, {value: …} or {cel: …}.");
  }
}

std::vector<Assignment> ReadAssignments(sdk::ValueView values) {
  std::vector<Assignment> assignments;
  for (const auto [channel, source] : values.Members())
    assignments.emplace_back(std::string(channel), source);
  return assignments;
}

}  // namespace core
