// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "host/control/frame.h"
#include "host/control/request.h"

namespace dashflow::control {

// A command that another process has handed over, while it runs here.
class Call {
 public:
  Call(Request request, Streams streams)
      : request_(std::move(request)), streams_(std::move(streams)) {}

  const Request& request() const { return request_; }
  Streams& streams() { return streams_; }

  // Called with each signal that the caller has got; with the last one at once if it came before.
  // Nothing = nobody. One under way is waited for. [any-thread]
  using OnSignal = std::function<void(int signal)>;
  void Watch(OnSignal watch);
  void Raise(int signal);

 private:
  const Request request_;
  Streams streams_;
  std::mutex mutex_;
  OnSignal watch_;
  std::optional<int> raised_;
};

}  // namespace dashflow::control
