// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/message_places.h"

#include "host/value/value_iterate.h"

namespace dashflow::channel {
namespace {

// So many messages are found by a look at each before it pays to learn where they stand.
constexpr std::size_t kScans = 4;

// From the end: streams replace the last message again and again.
std::size_t Scan(std::string_view id, const Value& messages) {
  for (std::size_t place = messages.size(); place > 0; --place) {
    if (IdOf(messages.At(place - 1)) == id) return place - 1;
  }
  return MessagePlaces::kNowhere;
}

}  // namespace

std::string_view IdOf(const Value& message) {
  const Value* id = message.is_object() ? message.Find("id") : nullptr;
  return id != nullptr && id->is_string() ? id->as_text() : std::string_view();
}

std::size_t MessagePlaces::Find(std::string_view id, const Value& messages) {
  if (!known_ && ++scans_ <= kScans) return Scan(id, messages);
  if (!known_) Learn(messages);
  const auto found = places_.find(std::string(id));
  const bool is_there = found != places_.end() && found->second < messages.size() &&
                        IdOf(messages.At(found->second)) == id;
  return is_there ? found->second : kNowhere;
}

void MessagePlaces::Learn(const Value& messages) {
  known_ = true;
  places_.clear();
  places_.reserve(messages.size());
  std::size_t place = 0;
  messages.ForEachElement([&](const Value& message) {
    if (const auto id = IdOf(message); !id.empty())
      places_.insert_or_assign(std::string(id), place);
    ++place;
  });
}

}  // namespace dashflow::channel
