// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/node.h>

#include <atomic>
#include <dashflow/testing/fake_clock.hpp>
#include <dashflow/testing/fake_run.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "call/arena.hpp"
#include "call/cancel_list.hpp"
#include "call/completion.hpp"

namespace dashflow::sdk::testing {

// What a df_call of the fake host is. The plugin sees the base; the services find the rest.
class CallState : public df_call {
 public:
  using Workflow = std::function<Value(ValueView)>;

  CallState(const df_node_type& type, ValueView description, void* node, FakeClock& clock);
  CallState(const CallState&) = delete;
  CallState& operator=(const CallState&) = delete;
  ~CallState();

  static CallState& Of(df_call* call) { return *static_cast<CallState*>(call); }

  // Before the run.
  void SetInput(std::string_view port, ValueView value);
  void CancelAt(std::int64_t mono_ns);

  // Runs the node type's function. DF_PENDING: it goes on.
  df_status Start();
  // What the run did, when it is over; waits for an async one.
  const FakeRun& Wait();

  bool open() const { return description_["open"] == ValueView(true); }
  const Value* FindChannel(std::string_view name) const;
  ValueView FindOutput(std::uint32_t slot) const;
  // Records a breach of the contract. Gives the status for it. [any-thread]
  df_status Misuse(std::string what);
  // Whether the node may still act; after its end that is a breach.
  bool Alive(const char* what);
  // Completes by the clock, or by a cancel that comes before.
  void CompleteAt(std::int64_t mono_ns, df_status status);

  FakeRun record;
  std::map<std::string, Value, std::less<>> channels;
  std::map<std::string, Workflow, std::less<>> workflows;
  std::vector<Value> answers;
  std::size_t next_answer = 0;
  std::string idempotency_key = "key";
  int events_to_refuse = 0;
  CancelList cancel;
  Arena arena;
  FakeClock& clock;
  df_completion completion{*this};

 private:
  static void CompleteCancelled(void* call);

  const df_node_type& type_;
  ValueView description_;
  std::vector<Value> input_values_;
  std::vector<df_value> raw_inputs_;
  std::vector<std::uint64_t> cancel_timers_;
  std::atomic<std::uint64_t> completion_timer_{0};
  std::atomic<bool> over_{false};
  std::mutex misuse_mutex_;
};

}  // namespace dashflow::sdk::testing
