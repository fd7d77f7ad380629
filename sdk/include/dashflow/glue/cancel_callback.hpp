// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <dashflow/glue/services.hpp>
#include <functional>
#include <memory>
#include <utility>

namespace dashflow::sdk {

// Calls back, on any thread, when a call is cancelled or its deadline passes (at once if that was
// before). Ends with the object, which waits for a callback that is running; it must end before the
// call does. The callback must not throw.
class CancelCallback {
 public:
  CancelCallback(df_call* call, std::function<void()> callback)
      : call_(call), callback_(std::make_unique<std::function<void()>>(std::move(callback))) {
    registration_ = services.call->on_cancel(call_, &Invoke, callback_.get());
  }
  CancelCallback(CancelCallback&& other) noexcept = default;
  CancelCallback& operator=(CancelCallback&& other) noexcept {
    std::swap(call_, other.call_);
    std::swap(registration_, other.registration_);
    std::swap(callback_, other.callback_);
    return *this;
  }
  ~CancelCallback() {
    if (callback_) services.call->off_cancel(call_, registration_);
  }

 private:
  static void Invoke(void* callback) { (*static_cast<std::function<void()>*>(callback))(); }

  df_call* call_;
  std::uint64_t registration_ = 0;
  std::unique_ptr<std::function<void()>> callback_;
};

}  // namespace dashflow::sdk
