// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/event_filter.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/api/request/body.h"
#include "host/event/member.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using event::Member;

constexpr std::array<std::string_view, 9> kChannels = {"values",      "updates",   "messages",
                                                       "tools",       "lifecycle", "input",
                                                       "checkpoints", "tasks",     "custom"};

Error Invalid(std::string message) {
  return Error("request_invalid", std::move(message)).Operation("subscribe").Resource("channels");
}

std::string_view ChannelOf(std::string_view method) {
  return method == "input.requested" ? "input" : method;
}

Status CheckChannel(const Value& name) {
  const bool known =
      name.is_string() && (std::ranges::find(kChannels, name.as_text()) != kChannels.end() ||
                           name.as_text().starts_with("custom:"));
  if (known) return Ok();
  return Invalid("there is no channel '" +
                 std::string(name.is_string() ? name.as_text() : KindName(name.kind())) + "'");
}

bool Begins(const Value& space, const Value& prefix) {
  if (!prefix.is_array() || space.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (space.At(i) != prefix.At(i)) return false;
  }
  return true;
}

class Filter {
 public:
  Filter(std::vector<std::string> channels, Value spaces, std::int64_t depth)
      : channels_(std::move(channels)), spaces_(std::move(spaces)), depth_(depth) {}

  bool operator()(const Frame& frame) const {
    const std::string_view channel = ChannelOf(frame.event());
    const bool wanted = std::ranges::any_of(channels_, [channel](const std::string& name) {
      return name.substr(0, name.find(':')) == channel;
    });
    return wanted && IsIn(Member(Member(frame.data(), "params"), "namespace"));
  }

 private:
  bool IsNear(const Value& space, std::size_t prefix) const {
    return depth_ < 0 || space.size() <= prefix + static_cast<std::size_t>(depth_);
  }
  bool IsIn(const Value& space) const {
    if (!spaces_.is_array() || spaces_.empty()) return IsNear(space, 0);
    bool fits = false;
    spaces_.ForEachElement([&](const Value& prefix) {
      fits = Begins(space, prefix) && IsNear(space, prefix.size());
      return !fits;
    });
    return fits;
  }

  const std::vector<std::string> channels_;
  const Value spaces_;
  const std::int64_t depth_;  // below 0 = any
};

}  // namespace

Result<std::function<bool(const Frame&)>> EventFilterOf(const Value& subscription) {
  const Value channels = ValueOf(subscription, "channels");
  if (!channels.is_array() || channels.empty()) return Invalid("a subscription names channels");
  std::vector<std::string> names;
  Status failure = Ok();
  channels.ForEachElement([&](const Value& name) {
    failure = CheckChannel(name);
    if (failure.has_value()) names.emplace_back(name.as_text());
    return failure.has_value();
  });
  if (failure.has_error()) return failure.error();
  return std::function<bool(const Frame&)>(Filter(
      std::move(names), ValueOf(subscription, "namespaces"), NumberOf(subscription, "depth", -1)));
}

std::uint64_t FirstWanted(const Value& subscription, const RunStream& stream) {
  const std::int64_t since = NumberOf(subscription, "since", -1);
  const std::uint64_t asked = since < 0 ? 0 : static_cast<std::uint64_t>(since) + 1;
  return std::max(asked, stream.first());
}

}  // namespace dashflow::api
