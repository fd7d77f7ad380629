// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace dashflow::sdk::testing {
class CallState;
}

// The completion that the ABI names: the end of an async run, and whether it came exactly once. It
// is a part of its call, so that a use after the end is seen and does no harm. [any-thread]
struct df_completion {
  using CallState = dashflow::sdk::testing::CallState;

  explicit df_completion(CallState& owner) : call(owner) {}

  void Begin();
  bool begun() const;
  bool done() const;
  // False when it was done before, or never begun.
  bool Complete(df_status status);
  // The status; DF_PENDING when `limit` (real time) was too short.
  df_status Wait(std::chrono::milliseconds limit);

  CallState& call;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool begun_ = false;
  bool done_ = false;
  df_status status_ = DF_PENDING;
};
