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

bool IsRemoval(const Value& message) {
  const Value* type = message.Find("type");
  return type != nullptr && type->is_string() && type->as_text() == "remove";
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
  const std::string_view id = IdOf(message);
  if (IsRemoval(message)) return id == kRemoveAll ? RemoveAll() : Remove(id);
  id.empty() ? PutWithNewId(message) : Put(id, message);
  return Ok();
}

Value MessageList::Take() && {
  if (removed_ == 0) return std::move(messages_);
  places_.Forget();
  ArrayBuilder left;
  left.Reserve(messages_.size() - removed_);
  messages_.ForEachElement([&](const Value& message) {
    if (!message.is_null()) left.Add(message);
  });
  return std::move(left).Build();
}

Status MessageList::Remove(std::string_view id) {
  const std::size_t place = places_.Find(id, messages_);
  if (place == MessagePlaces::kNowhere)
    return Refuse("no message has the id '" + std::string(id) + "' that is to be removed");
  messages_ = std::move(messages_).SetAt(place, nullptr);
  ++removed_;
  places_.MarkRewritten();
  return Ok();
}

Status MessageList::RemoveAll() {
  messages_ = Value::EmptyArray();
  removed_ = 0;
  places_.Forget();
  places_.MarkRewritten();
  return Ok();
}

void MessageList::Put(std::string_view id, const Value& message) {
  const std::size_t place = places_.Find(id, messages_);
  if (place == MessagePlaces::kNowhere) return Add(id, message);
  messages_ = std::move(messages_).SetAt(place, message);
  places_.MarkRewritten();
}

void MessageList::Add(std::string_view id, Value message) {
  places_.Put(id, messages_.size());
  messages_ = std::move(messages_).Append(std::move(message));
}

void MessageList::PutWithNewId(const Value& message) {
  const Value id = NewId(message);
  Add(id.as_text(), message.Set("id", id));
}

Value MessageList::NewId(const Value& message) const {
  const std::size_t place = messages_.size();
  const Value before = place == 0 ? Value() : Value(IdOf(messages_.At(place - 1)));
  std::array<Value, 3> parts = {message.Erase("id"), before, Value(std::uint64_t{place})};
  std::array<char, 18> text = {'m', '-'};
  const auto end =
      std::to_chars(text.data() + 2, text.data() + text.size(), BuildArray(parts).Hash(), 16);
  return std::string_view(text.data(), end.ptr);
}

}  // namespace dashflow::channel
