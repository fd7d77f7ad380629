// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/live_run.h"

#include <utility>

#include "host/api/request/body.h"

namespace dashflow::api {

LiveRun::LiveRun(RunOrder order, const StreamAsk* ask, RunStream::Options stream)
    : run_(order.run),
      thread_(order.thread),
      stream_(std::make_shared<RunStream>(std::move(stream))),
      order_(std::move(order)) {
  if (ask != nullptr) teller_ = std::make_unique<RunTeller>(stream_, *ask, run_);
}

RunOrder LiveRun::order() const {
  const std::lock_guard lock(mutex_);
  return order_;
}

void LiveRun::GoOnAfter(const std::vector<FramePtr>& frames) {
  stream_->Preload(frames);
  if (teller_) teller_->GoOnAfter(frames);
}

void LiveRun::BeforeStart(OnResult on_result) {
  on_result_ = std::move(on_result);
  std::uint32_t attempt = 0;
  {
    const std::lock_guard lock(mutex_);
    has_begun_ = true;
    order_.status = OrderStatus::kRunning;
    if (std::exchange(is_told_, true)) return;  // it tries again
    attempt = order_.attempt;
  }
  if (teller_) teller_->Begin(attempt);
}

void LiveRun::DidNotStart() {
  on_result_ = nullptr;
  const std::lock_guard lock(mutex_);
  has_begun_ = false;
}

bool LiveRun::has_begun() const {
  const std::lock_guard lock(mutex_);
  return has_begun_;
}

event::Sink* LiveRun::SinkBeside(event::Sink* other) {
  event::Sink* all = other;
  const auto add = [&](event::Sink* sink) {
    if (all == nullptr || sink == nullptr) {
      all = all == nullptr ? sink : all;
    } else {
      all = tees_.emplace_back(std::make_unique<event::Tee>(*sink, *all)).get();
    }
  };
  add(teller_.get());
  for (const auto& listener : listeners_) add(listener.get());
  return all;
}

void LiveRun::WhenEnded(OnEnd call) {
  std::unique_lock lock(mutex_);
  if (!outcome_) return waiters_.push_back(std::move(call));
  const RunOutcome outcome = *outcome_;
  lock.unlock();
  call(outcome);
}

void LiveRun::Settle(const RunOutcome& outcome, WallTime now) {
  const std::lock_guard lock(mutex_);
  order_.status = outcome.status;
  order_.updated = now;
}

// Of a run that nobody was to be told of, who follows it nevertheless gets its result.
void LiveRun::TellResult(const RunOutcome& outcome) {
  const Value result = ResultView(outcome);
  const bool is_unheard = !teller_ && stream_->was_read();
  if (is_unheard) stream_->Push("metadata", Value::EmptyObject().Set("run_id", run_));
  if (const Value* failure = Find(result, "__error__")) {
    stream_->Push("error", *failure);
  } else if (is_unheard) {
    stream_->Push("values", result);
  }
  stream_->End();
}

void LiveRun::Tell(const RunOutcome& outcome) {
  outcome.comes_back ? stream_->Cut() : TellResult(outcome);
  std::vector<OnEnd> waiters;
  {
    const std::lock_guard lock(mutex_);
    outcome_ = outcome;
    waiters = std::move(waiters_);
  }
  for (const OnEnd& waiter : waiters) waiter(outcome);
}

void LiveRun::Beat() {
  stream_->Beat();
  std::vector<std::function<bool()>> beats;
  {
    const std::lock_guard lock(mutex_);
    beats = std::move(beats_);
    beats_.clear();
  }
  std::erase_if(beats, [](const auto& call) { return !call(); });
  const std::lock_guard lock(mutex_);
  beats_.insert(beats_.end(), std::make_move_iterator(beats.begin()),
                std::make_move_iterator(beats.end()));
}

void LiveRun::OnBeat(std::function<bool()> call) {
  const std::lock_guard lock(mutex_);
  beats_.push_back(std::move(call));
}

bool LiveRun::IsFollowed() const {
  if (stream_->readers() > 0) return true;
  const std::lock_guard lock(mutex_);
  return !waiters_.empty() || !beats_.empty() || cancel_ || has_begun_;
}

void LiveRun::AskCancel(CancelAction action) {
  const std::lock_guard lock(mutex_);
  if (!cancel_) cancel_ = action;
}

std::optional<CancelAction> LiveRun::cancel() const {
  const std::lock_guard lock(mutex_);
  return cancel_;
}

void LiveRun::Store(OrderDirectory& orders, OrderDirectory::Done done) {
  const std::lock_guard lock(storing_);
  RunOrder stored = order();
  if (stored.status == OrderStatus::kRunning) stored.status = OrderStatus::kPending;
  orders.Put(stored, std::move(done));
}

}  // namespace dashflow::api
