// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/frame.h"

#include "host/value/json.h"

namespace dashflow::api {

namespace {

constexpr std::string_view kEvent = "event: ";
constexpr std::string_view kData = "\ndata: ";

}  // namespace

std::string UnnumberedFrame(std::string_view event, const Value& data) {
  std::string text(kEvent);
  text += event;
  text += kData;
  AppendJson(text, data);
  return text += "\n\n";
}

const std::string& Frame::Text() const {
  std::call_once(made_, [this] {
    text_ = UnnumberedFrame(event_, data_);
    text_.pop_back();
    data_end_ = text_.size() - 1;
    text_ += "id: " + std::to_string(id_) + "\n\n";
    text_size_.store(text_.size(), std::memory_order_relaxed);
  });
  return text_;
}

std::string_view Frame::DataText() const {
  const std::size_t begin = kEvent.size() + event_.size() + kData.size();
  return std::string_view(Text()).substr(begin, data_end_ - begin);
}

}  // namespace dashflow::api
