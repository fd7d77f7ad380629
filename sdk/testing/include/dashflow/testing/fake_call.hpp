// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <dashflow/testing/fake_run.hpp>
#include <functional>
#include <memory>
#include <string_view>

namespace dashflow::sdk::testing {

class CallState;

// One node run to be: say what it finds, then Run it.
//   FakeRun run = node.Call().In("text", "hello").Attempt(2).Run();
// Must not outlive its node. [serial] but for Cancel.
class FakeCall {
 public:
  explicit FakeCall(std::unique_ptr<CallState> state);
  FakeCall(FakeCall&&) noexcept;
  ~FakeCall();  // aborts the process when an async run has not been completed 10 s after

  // An input port; throws std::invalid_argument when the manifest has none so named.
  FakeCall& In(std::string_view port, ValueView value);
  // Declares a channel and gives it a value, for open node types; null = it has none.
  FakeCall& Channel(std::string_view name, ValueView value = {});
  // The next human answer.
  FakeCall& Answer(ValueView answer);
  FakeCall& Attempt(std::uint32_t number);
  FakeCall& IdempotencyKey(std::string_view key);
  // Both by the fake clock, from now; a sleep of the node lets it pass.
  FakeCall& Deadline(std::chrono::nanoseconds after);
  FakeCall& CancelAfter(std::chrono::nanoseconds after);
  // What call_workflow of that name gives. Throw sdk::Error to fail.
  FakeCall& Workflow(std::string_view name, std::function<Value(ValueView)> body);
  // The next so many events find the reader slow.
  FakeCall& RefuseEvents(int count);

  // Runs the node to its end. Of an async run it waits for the completion, letting the clock go to
  // the next timer when there is one, else for at most 10 s.
  FakeRun Run();
  // For async node types: only starts it; DF_PENDING, or what the node answered at once.
  df_status Start();
  FakeRun Wait();
  bool completed() const;
  void Cancel();  // [any-thread]

 private:
  std::unique_ptr<CallState> state_;
};

}  // namespace dashflow::sdk::testing
