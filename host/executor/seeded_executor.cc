// SPDX-License-Identifier: Apache-2.0
#include "host/executor/seeded_executor.h"

namespace dashflow::executor {
namespace {

// Everything runs on one thread, so a lane is one more way to hand a body over.
class SeededLanes final : public Lanes {
 public:
  SeededLanes(Executor& executor, Body task, Body step)
      : executor_(executor), task_(task), step_(step) {}

  void SendTask(std::uint32_t, Token token) override { executor_.Block(token, task_); }
  void SendStep(Token token) override { executor_.Block(token, step_); }
  void Drain() override {}

 private:
  Executor& executor_;
  const Body task_;
  const Body step_;
};

struct Alarm {
  static void Ring(Token token) noexcept {
    Alarm& alarm = *static_cast<Alarm*>(token.run);
    alarm.executor.Notify(alarm.rung);
  }

  Executor& executor;
  std::atomic<std::uint32_t> rung{0};
};

}  // namespace

SeededExecutor::SeededExecutor(const SeededOptions& options)
    : grace_(options.grace), clock_(options.start), random_(options.seed) {}

std::unique_ptr<Lanes> SeededExecutor::Open(std::uint32_t, Body task, Body step) {
  return std::make_unique<SeededLanes>(*this, task, step);
}

void SeededExecutor::Block(Token token, Body body) {
  const std::lock_guard lock(mutex_);
  ready_.push_back({.body = body, .token = token});
  changed_.notify_all();
}

TimerId SeededExecutor::At(MonoTime when, Token token, Body body) {
  const std::lock_guard lock(mutex_);
  changed_.notify_all();
  return timers_.Add(when, {.body = body, .token = token});
}

bool SeededExecutor::CancelTimer(TimerId timer) {
  const std::lock_guard lock(mutex_);
  return timers_.Remove(timer);
}

void SeededExecutor::Wait(const std::atomic<std::uint32_t>& done) {
  Lock lock(mutex_);
  if (strands_.Await(lock, done)) return;
  while (done.load() == 0) {
    if (drives_) {
      changed_.wait(lock);
      continue;
    }
    drives_ = true;
    Drive(lock, done);
    drives_ = false;
    changed_.notify_all();
  }
}

// The waiter may free `done` at once, but not before this thread gives the lock back.
void SeededExecutor::Notify(std::atomic<std::uint32_t>& done) {
  const std::lock_guard lock(mutex_);
  done.store(1);
  changed_.notify_all();
}

void SeededExecutor::Pass(std::chrono::nanoseconds time) {
  Alarm alarm{*this};
  At(clock_.Mono() + time, {.run = &alarm}, &Alarm::Ring);
  Wait(alarm.rung);
}

void SeededExecutor::Drive(Lock& lock, const std::atomic<std::uint32_t>& done) {
  while (done.load() == 0) {
    if (strands_.Resume(lock)) continue;
    if (const auto job = Next()) {
      strands_.Run(lock, *job);
    } else {
      Idle(lock);
    }
  }
}

// A timer that is due competes with what is ready, as it would on a thread of its own.
std::optional<Job> SeededExecutor::Next() {
  const std::size_t candidates = ready_.size() + (TimerIsDue() ? 1 : 0);
  if (candidates == 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(random_.Next() % candidates);
  return index < ready_.size() ? TakeReady(index) : timers_.Pop();
}

Job SeededExecutor::TakeReady(std::size_t index) {
  const Job job = ready_[index];
  ready_[index] = ready_.back();
  ready_.pop_back();
  return job;
}

bool SeededExecutor::TimerIsDue() const {
  return !timers_.empty() && timers_.next() <= clock_.Mono();
}

void SeededExecutor::Idle(Lock& lock) {
  if (timers_.empty()) return changed_.wait(lock);
  const bool heard =
      grace_.count() != 0 && changed_.wait_for(lock, grace_) == std::cv_status::no_timeout;
  if (!heard) clock_.AdvanceTo(timers_.next());
}

}  // namespace dashflow::executor
