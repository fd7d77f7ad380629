// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/api/stream/frame.h"

namespace dashflow::api {

// What one client has subscribed to on one connection, for the reader that serves all of it: an
// event that several ask for goes out once. Only a subscription that begins behind the others takes
// the reader back, and events that others have got already may then come again. [any-thread]
class Subscriptions {
 public:
  using Filter = std::function<bool(const Frame&)>;

  // Wants events from number `from` on.
  void Add(std::string id, Filter filter, std::uint64_t from);
  bool Remove(std::string_view id);  // false = it is not there
  std::size_t size() const;

  // Of the reader.
  std::uint64_t Seek(std::uint64_t next);
  bool Wants(const Frame& frame) const;

 private:
  struct One {
    std::string id;
    Filter filter;
    std::uint64_t from;
    bool is_new = true;  // the reader does not know of it yet
  };

  mutable std::mutex mutex_;
  std::vector<One> all_;
};

}  // namespace dashflow::api
