// SPDX-License-Identifier: Apache-2.0
#include "host/executor/tbb_executor.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_scheduler_observer.h>
#include <pthread.h>

#include "host/executor/tbb_lanes.h"
#include "host/executor/timer_thread.h"
#include "host/executor/waiting_room.h"

namespace dashflow::executor {
namespace {

// A crash report and ps then say what the thread was for.
class WorkerNames final : public tbb::task_scheduler_observer {
 public:
  explicit WorkerNames(tbb::task_arena& arena) : task_scheduler_observer(arena) { observe(true); }
  ~WorkerNames() override { observe(false); }
  void on_scheduler_entry(bool is_worker) override {
    if (is_worker) pthread_setname_np(pthread_self(), "df-worker");
  }
};

int WorkerCount(unsigned asked) {
  return asked != 0 ? static_cast<int>(asked) : tbb::info::default_concurrency();
}

}  // namespace

// One thread more than the arena has slots: TBB counts the one that waits, and ours never does.
// With the default an arena of N without a reserved slot gets N-1 workers, on one CPU none.
struct TbbExecutor::Parts {
  explicit Parts(int workers)
      : control(tbb::global_control::max_allowed_parallelism,
                static_cast<std::size_t>(workers) + 1),
        arena(workers, 0),
        names(arena) {}

  SystemClock clock;
  WaitingRoom waiting;
  tbb::global_control control;
  tbb::task_arena arena;
  WorkerNames names;
  std::unique_ptr<BlockingPool> pool;
  std::unique_ptr<TimerThread> timers;  // ends first: its jobs may use the pool
};

Result<std::unique_ptr<TbbExecutor>> TbbExecutor::Create(const TbbOptions& options) {
  auto parts = std::make_unique<Parts>(WorkerCount(options.workers));
  DF_ASSIGN(parts->pool, BlockingPool::Start(options.blocking));
  DF_ASSIGN(parts->timers, TimerThread::Start());
  return std::unique_ptr<TbbExecutor>(new TbbExecutor(std::move(parts)));
}

TbbExecutor::TbbExecutor(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

TbbExecutor::~TbbExecutor() = default;

std::unique_ptr<Lanes> TbbExecutor::Open(std::uint32_t nodes, Body task, Body step) {
  auto graph = std::make_unique<TbbGraph>(parts_->arena, nodes, task, step);
  return std::make_unique<TbbLanes>(parts_->arena, *parts_->pool, std::move(graph));
}

void TbbExecutor::Block(Token token, Body body) {
  parts_->pool->Run({.body = body, .token = token});
}

TimerId TbbExecutor::At(MonoTime when, Token token, Body body) {
  return parts_->timers->At(when, {.body = body, .token = token});
}

bool TbbExecutor::CancelTimer(TimerId timer) { return parts_->timers->Cancel(timer); }

void TbbExecutor::Drain() {
  parts_->timers->Drain();
  parts_->pool->Drain();
}

void TbbExecutor::Wait(const std::atomic<std::uint32_t>& done) { parts_->waiting.Wait(done); }

void TbbExecutor::Notify(std::atomic<std::uint32_t>& done) { parts_->waiting.Notify(done); }

const Clock& TbbExecutor::clock() const { return parts_->clock; }

}  // namespace dashflow::executor
