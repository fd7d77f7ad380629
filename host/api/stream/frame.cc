// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/frame.h"

#include "host/value/json.h"

namespace dashflow::api {

std::string UnnumberedFrame(std::string_view event, const Value& data) {
  std::string text = "event: ";
  text += event;
  text += "\ndata: ";
  AppendJson(text, data);
  return text += "\n\n";
}

const std::string& Frame::Text() const {
  std::call_once(made_, [this] {
    text_ = UnnumberedFrame(event_, data_);
    text_.pop_back();
    text_ += "id: " + std::to_string(id_) + "\n\n";
    text_size_.store(text_.size(), std::memory_order_relaxed);
  });
  return text_;
}

}  // namespace dashflow::api
