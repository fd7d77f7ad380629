// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/message_list.h"

#include <array>
#include <charconv>

#include "host/channel/reducers/refusal.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::channel {
namespace {

constexpr std::string_view kRemoveAll = "__remove_all__";

// So many messages are found by a look at each before an index pays.
constexpr std::size_t kScans = 4;

std::string_view TextAt(const Value& message, std::string_view key) {
  const Value* found = message.is_object() ? message.Find(key) : nullptr;
  return found != nullptr && found->is_string() ? found->as_text() : std::string_view();
}

bool HasWrongId(const Value& message) {
  const Value* id = message.Find("id");
  return id != nullptr && !id->is_null() && !id->is_string();
}

Error Refuse(std::string cause) { return Error("invalid_update", {}).Cause(std::move(cause)); }

}  // namespace

Status MessageList::Apply(const Value& message) {
  if (!message.is_object()) return WrongKind("messages", "message objects", message);
  if (HasWrongId(message)) return Refuse("messages takes ids that are strings");
  const std::string_view id = TextAt(message, "id");
  if (TextAt(message, "type") == "remove") return id == kRemoveAll ? RemoveAll() : Remove(id);
  id.empty() ? PutWithNewId(message) : Put(id, message);
  return Ok();
}

Value MessageList::Take() && {
  if (removed_ == 0) return std::move(messages_);
  ArrayBuilder left;
  left.Reserve(messages_.size() - removed_);
  messages_.ForEachElement([&](const Value& message) {
    if (!message.is_null()) left.Add(message);
  });
  return std::move(left).Build();
}

Status MessageList::Remove(std::string_view id) {
  const auto place = PlaceOf(id);
  if (!place)
    return Refuse("no message has the id '" + std::string(id) + "' that is to be removed");
  messages_ = std::move(messages_).SetAt(*place, nullptr);
  ++removed_;
  index_.erase(std::string(id));
  return Ok();
}

Status MessageList::RemoveAll() {
  messages_ = Value::EmptyArray();
  removed_ = 0;
  index_.clear();
  return Ok();
}

void MessageList::Put(std::string_view id, const Value& message) {
  if (const auto place = PlaceOf(id)) {
    messages_ = std::move(messages_).SetAt(*place, message);
    return;
  }
  if (indexed_) index_.emplace(id, messages_.size());
  messages_ = std::move(messages_).Append(message);
}

void MessageList::PutWithNewId(const Value& message) {
  const Value id = NewId(message);
  if (indexed_) index_.emplace(id.as_text(), messages_.size());
  messages_ = std::move(messages_).Append(message.Set("id", id));
}

Value MessageList::NewId(const Value& message) const {
  const std::size_t place = messages_.size();
  const Value before = place == 0 ? Value() : Value(TextAt(messages_.At(place - 1), "id"));
  std::array<Value, 3> parts = {message.Erase("id"), before, Value(std::uint64_t{place})};
  std::array<char, 18> text = {'m', '-'};
  const auto end =
      std::to_chars(text.data() + 2, text.data() + text.size(), BuildArray(parts).Hash(), 16);
  return std::string_view(text.data(), end.ptr);
}

std::optional<std::size_t> MessageList::PlaceOf(std::string_view id) {
  if (!indexed_ && ++lookups_ <= kScans) return Scan(id);
  if (!indexed_) BuildIndex();
  const auto found = index_.find(std::string(id));
  return found != index_.end() ? std::optional(found->second) : std::nullopt;
}

// From the end: streams replace the last message again and again.
std::optional<std::size_t> MessageList::Scan(std::string_view id) const {
  for (std::size_t place = messages_.size(); place > 0; --place) {
    if (TextAt(messages_.At(place - 1), "id") == id) return place - 1;
  }
  return std::nullopt;
}

void MessageList::BuildIndex() {
  indexed_ = true;
  index_.reserve(messages_.size());
  std::size_t place = 0;
  messages_.ForEachElement([&](const Value& message) {
    if (const auto id = TextAt(message, "id"); !id.empty())
      index_.insert_or_assign(std::string(id), place);
    ++place;
  });
}

}  // namespace dashflow::channel
