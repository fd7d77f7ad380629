// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/api/queue/order_directory.h"
#include "host/api/queue/run_order.h"
#include "host/api/queue/run_outcome.h"
#include "host/api/stream/run_stream.h"
#include "host/api/stream/run_teller.h"
#include "host/engine/request.h"
#include "host/event/tee.h"

namespace dashflow::api {

// What becomes of a run that is cancelled: it stays as it is, or it never was.
enum class CancelAction : std::uint8_t { kInterrupt, kRollback };

// A run that is under way, or has somebody who waits for it to begin. [any-thread]
class LiveRun final : public engine::EndListener {
 public:
  // Called when the engine's run has ended, on any thread.
  using OnResult = std::function<void(const engine::RunResult&)>;
  using OnEnd = std::function<void(const RunOutcome&)>;

  // `ask`: null = nobody is told anything before the end.
  LiveRun(RunOrder order, const StreamAsk* ask, RunStream::Options stream);

  const std::string& run() const { return run_; }
  const std::string& thread() const { return thread_; }
  RunOrder order() const;
  const RunStreamPtr& stream() const { return stream_; }

  // What an earlier attempt has told.
  void GoOnAfter(const std::vector<FramePtr>& frames);
  // Who the engine tells: who reads the run's own stream.
  // That, and `other`, which may be null and outlives the run, and those that listen.
  event::Sink* SinkBeside(event::Sink* other);
  void Listen(std::vector<std::unique_ptr<event::Sink>> listeners) {
    listeners_ = std::move(listeners);
  }
  void BeforeStart(OnResult on_result);
  void DidNotStart();
  bool has_begun() const;
  void Ended(const engine::RunResult& result) override { std::exchange(on_result_, {})(result); }

  // Calls `call` at the end, at once if that was before.
  void WhenEnded(OnEnd call);
  // The outcome is known; what waits for it is still to be told.
  void Settle(const RunOutcome& outcome, WallTime now);
  // Tells it: ends the stream, and calls who waits.
  void Tell(const RunOutcome& outcome);

  // Signs of life to who reads, and to who waits.
  void Beat();
  // `call` comes with every sign of life until it returns false.
  void OnBeat(std::function<bool()> call);

  // Somebody reads it, waits for it, or has it cancelled; or it has begun.
  bool IsFollowed() const;

  // The first that is asked for counts.
  void AskCancel(CancelAction action);
  std::optional<CancelAction> cancel() const;

  // Queues the order as it is now; puts of one run arrive in the order of these calls.
  void Store(OrderDirectory& orders, OrderDirectory::Done done);

 private:
  void TellResult(const RunOutcome& outcome);

  const std::string run_;
  const std::string thread_;
  const RunStreamPtr stream_;
  std::unique_ptr<RunTeller> teller_;  // null = nobody listens
  std::vector<std::unique_ptr<event::Sink>> listeners_;
  std::vector<std::unique_ptr<event::Tee>> tees_;
  OnResult on_result_;  // keeps this while the engine has it
  std::mutex storing_;
  mutable std::mutex mutex_;
  RunOrder order_;
  std::vector<OnEnd> waiters_;
  std::vector<std::function<bool()>> beats_;
  std::optional<RunOutcome> outcome_;  // told
  bool has_begun_ = false;
  bool is_told_ = false;  // its first frame
  std::optional<CancelAction> cancel_;
};
using LiveRunPtr = std::shared_ptr<LiveRun>;

}  // namespace dashflow::api
