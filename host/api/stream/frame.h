// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "host/value/value.h"

namespace dashflow::api {

// One server-sent event of a run. Its text is made when the first reader needs it, and shared by
// all. [any-thread]
class Frame {
 public:
  Frame(std::uint64_t id, std::string event, Value data)
      : id_(id), event_(std::move(event)), data_(std::move(data)) {}

  std::uint64_t id() const { return id_; }
  // The stream mode, of a subworkflow with the calls behind it: "updates|review:1f0c…".
  const std::string& event() const { return event_; }
  const Value& data() const { return data_; }
  // "event: …\ndata: …\nid: …\n\n"
  const std::string& Text() const;
  // Only the JSON in it.
  std::string_view DataText() const;
  // Bytes of the text; 0 = nobody needed it yet.
  std::size_t text_size() const { return text_size_.load(std::memory_order_relaxed); }

 private:
  const std::uint64_t id_;
  const std::string event_;
  const Value data_;
  mutable std::once_flag made_;
  mutable std::string text_;
  mutable std::size_t data_end_ = 0;  // in the text
  mutable std::atomic<std::size_t> text_size_{0};
};
using FramePtr = std::shared_ptr<const Frame>;

// Of an event without a number: what is told about the stream, and is no part of it.
std::string UnnumberedFrame(std::string_view event, const Value& data);

inline constexpr std::string_view kHeartbeat = ": heartbeat\n\n";

}  // namespace dashflow::api
