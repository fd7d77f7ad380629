// SPDX-License-Identifier: Apache-2.0
#include "host/executor/tbb_executor.h"

#include <oneapi/tbb/task_scheduler_observer.h>
#include <pthread.h>

#include "host/executor/tbb_lanes.h"
#include "host/executor/tbb_workers.h"
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

}  // namespace

struct TbbExecutor::Parts {
  explicit Parts(unsigned asked) : workers(asked), arena(workers.Slots(), 0), names(arena) {
    arena.initialize();
    workers.Limit();
  }

  SystemClock clock;
  WaitingRoom waiting;
  TbbWorkers workers;
  tbb::task_arena arena;
  WorkerNames names;
  std::unique_ptr<BlockingPool> pool;
  std::unique_ptr<TimerThread> timers;  // ends first: its jobs may use the pool
};

Result<std::unique_ptr<TbbExecutor>> TbbExecutor::Create(const TbbOptions& options) {
  auto parts = std::make_unique<Parts>(options.workers);
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

bool TbbExecutor::AddStandIn(Crew crew) {
  if (crew == Crew::kLanes) return parts_->workers.AddStandIn();
  parts_->pool->AddStandIn();
  return true;
}

void TbbExecutor::DismissStandIn(Crew crew) {
  crew == Crew::kLanes ? parts_->workers.DismissStandIn() : parts_->pool->DismissStandIn();
}

void TbbExecutor::Drain() {
  parts_->timers->Drain();
  parts_->pool->Drain();
}

void TbbExecutor::Wait(const std::atomic<std::uint32_t>& done) { parts_->waiting.Wait(done); }

void TbbExecutor::Notify(std::atomic<std::uint32_t>& done) { parts_->waiting.Notify(done); }

const Clock& TbbExecutor::clock() const { return parts_->clock; }

}  // namespace dashflow::executor
