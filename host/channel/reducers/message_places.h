// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "host/channel/memo.h"
#include "host/value/value.h"

namespace dashflow::channel {

std::string_view IdOf(const Value& message);  // empty = none

// Where each id stands in the list of messages. An entry may be of a list that was taken back: who
// finds one looks whether the message there has the id.
class MessagePlaces final : public Memo {
 public:
  static constexpr std::size_t kNowhere = SIZE_MAX;

  std::size_t Find(std::string_view id, const Value& messages);
  void Put(std::string_view id, std::size_t place) {
    if (known_) places_.insert_or_assign(std::string(id), place);
  }
  void Forget() override {
    known_ = false;
    places_.clear();
  }

 private:
  void Learn(const Value& messages);

  bool known_ = false;  // every message of the list has its entry
  std::size_t scans_ = 0;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace dashflow::channel
