// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/glue/thunk.hpp>
#include <dashflow/service/clock.hpp>
#include <utility>

namespace dashflow::sdk {

// The end of an async run, exactly once, from any thread. Move it to where the answer will arrive.
// A completion that is destroyed unused fails the run with `completion_dropped`. The call, its
// inputs and outputs are good until then and not after. One that comes too late (timeout, cancel)
// is dropped by the host.
class Completion {
 public:
  explicit Completion(df_call* call) : call_(call), raw_(services.call->begin_async(call)) {
    if (raw_ == nullptr) throw Error(Category::kExhausted, "no_completion", "The host gave none.");
  }
  Completion(Completion&& other) noexcept
      : call_(other.call_), raw_(std::exchange(other.raw_, nullptr)) {}
  Completion& operator=(Completion&& other) noexcept {
    std::swap(call_, other.call_);
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Completion() {
    if (!*this) return;
    try {
      Fail({Category::kInternal, "completion_dropped", "The node gave its completion up unused."});
    } catch (...) {
      Complete(DF_EXHAUSTED);
    }
  }

  // False after it was moved from or used.
  explicit operator bool() const noexcept { return raw_ != nullptr; }

  void Ok() noexcept { Complete(DF_OK); }
  void Fail(const Error& error) noexcept {
    const df_status status = Report(call_, error);
    Complete(status);
  }
  // Fails with the exception being handled: catch (...) { done.FailWithCurrentException(); }
  void FailWithCurrentException() noexcept {
    Complete(GuardCall(call_, [] { throw; }));
  }
  // By a timer of the host, which follows the virtual clock of tests; `cancelled` if that comes
  // before.
  void OkAt(MonotonicClock::time_point time) noexcept {
    services.call->complete_at(std::exchange(raw_, nullptr), time.time_since_epoch().count(),
                               DF_OK);
  }

 private:
  void Complete(df_status status) noexcept {
    services.call->complete(std::exchange(raw_, nullptr), status);
  }

  df_call* call_;
  df_completion* raw_;
};

}  // namespace dashflow::sdk
