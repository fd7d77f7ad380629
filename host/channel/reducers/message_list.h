// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "host/base/result.h"
#include "host/channel/reducers/message_places.h"
#include "host/value/value.h"

namespace dashflow::channel {

// The messages of a conversation while one write is worked in.
class MessageList {
 public:
  MessageList(Value messages, MessagePlaces& places)
      : messages_(std::move(messages)), places_(places) {}

  // A message: replaces the one with its id in place, else comes last. Without an id it gets one
  // that depends only on itself, its place and the message before it, so that a replay gives the
  // same. A message of type `remove` removes the one with its id; the id `__remove_all__` removes
  // all. Errors: invalid_update.
  Status Apply(const Value& message);

  Value Take() &&;

 private:
  Status Remove(std::string_view id);
  Status RemoveAll();
  void Put(std::string_view id, const Value& message);
  void PutWithNewId(const Value& message);
  Value NewId(const Value& message) const;
  void Add(std::string_view id, Value message);

  Value messages_;  // null where one was removed
  std::size_t removed_ = 0;
  MessagePlaces& places_;
};

}  // namespace dashflow::channel
