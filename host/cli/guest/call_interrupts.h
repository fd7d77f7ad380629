// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "host/cli/interrupt_watch.h"
#include "host/control/call.h"

namespace dashflow::cli {

// What a caller is asked to end by.
class CallInterrupts final : public Interrupts {
 public:
  explicit CallInterrupts(control::Call& call) : call_(call) {}
  ~CallInterrupts() override { call_.Watch({}); }
  CallInterrupts(const CallInterrupts&) = delete;
  CallInterrupts& operator=(const CallInterrupts&) = delete;

  void OnFirst(Callback callback) override { call_.Watch(std::move(callback)); }

 private:
  control::Call& call_;
};

}  // namespace dashflow::cli
