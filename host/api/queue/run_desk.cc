// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_desk.h"

#include <algorithm>

#include "host/api/queue/order_truth.h"
#include "host/api/queue/roll_back.h"
#include "host/api/queue/run_request.h"
#include "host/checkpoint/directory.h"

namespace dashflow::api {
namespace {

// A client that lost its connection at the very end comes again within this time.
constexpr std::chrono::seconds kLinger{60};
constexpr std::chrono::milliseconds kTryLater{20};
constexpr std::chrono::milliseconds kStoreAway{200};
constexpr std::chrono::seconds kWhenFull{1};

// An answer, or a command of another kind, to a run that waits for it.
bool IsUrgent(const RunOrder& order) {
  const Value* const command = order.kwargs.Find("command");
  return command != nullptr && command->is_object();
}

Ticket TicketOf(const RunOrder& order) {
  return {.run = order.run,
          .thread = order.thread,
          .workflow = order.graph,
          .due = std::max(order.due, order.created),
          .owner = order.owner,
          .is_urgent = IsUrgent(order)};
}

Error Full(std::string_view whose, std::size_t waiting, std::string_view setting) {
  return Error("queue_full", std::to_string(waiting) + " runs" + std::string(whose) +
                                 " wait already for their turn")
      .Operation("start run")
      .Resource(std::string(setting))
      .RetryAfter(kWhenFull);
}

Error Busy(const RunOrder& order) {
  return Error("thread_busy",
               "Thread is already running a task. Wait for it to finish or choose a different "
               "multitask strategy.")
      .Operation("start run")
      .Resource(order.thread);
}

void CountWait(Meter& meter, const RunOrder& order, WallTime now) {
  const auto waited = now - std::max(order.due, order.created);
  meter.waited.Observe(std::max(std::chrono::duration<double>(waited).count(), 0.0));
}

RunOutcome NeverBegan(Error error) {
  RunOutcome outcome;
  outcome.comes_back = error.code() == "draining";
  outcome.status = OrderStatus::kError;
  outcome.error = std::move(error);
  outcome.began = false;
  return outcome;
}

}  // namespace

LiveRunPtr RunDesk::Prepare(RunOrder order, const StreamAsk* ask) const {
  RunStream::Options options;
  options.first = FirstFrame(order.attempt);
  options.soon = [&engine = parts_.engine](std::function<void()> call) {
    engine.CallSoon(std::move(call));
  };
  if (parts_.meter) options.told = &parts_.meter->frames;
  if (parts_.meter) options.dropped = &parts_.meter->frames_dropped;
  const bool resumable = ask != nullptr && ask->resumable;
  if (resumable) {
    options.keep = [this, run = order.run](const std::vector<FramePtr>& frames,
                                           std::function<void()> done) {
      shelf_.Put(run, frames, std::move(done));
    };
  }
  const bool goes_on = resumable && order.attempt > 1;
  auto run = std::make_shared<LiveRun>(std::move(order), ask, std::move(options));
  if (!goes_on) return run;
  const auto told = shelf_.Read(run->run());
  if (told.has_value()) run->GoOnAfter(*told);
  return run;
}

Status RunDesk::CheckBounds(const RunOrder& order) const {
  const Parts::Bounds& bounds = parts_.bounds;
  if (queue_.waiting() >= bounds.waiting) return Full("", bounds.waiting, "limits.waiting");
  const bool is_somebodys = !order.owner.empty();
  if (is_somebodys && queue_.WaitingOf(order.owner) >= bounds.waiting_of_owner)
    return Full(" of this key", bounds.waiting_of_owner, "limits.waiting_of_key");
  return Ok();
}

Status RunDesk::Place(const LiveRunPtr& run, const RunOrder& order,
                      std::vector<std::string>& before) {
  const std::lock_guard lock(mutex_);
  if (closed_) return Error("draining", "the host is about to end").Resource(order.thread);
  before = queue_.Of(order.thread);
  if (!before.empty() && order.strategy == "reject") return Busy(order);
  DF_TRY(CheckBounds(order));
  queue_.Add(TicketOf(order));
  live_.emplace(order.run, run);
  return Ok();
}

Status RunDesk::Admit(const LiveRunPtr& run) {
  const RunOrder order = run->order();
  std::vector<std::string> before;
  Status placed = Place(run, order, before);
  if (parts_.meter && placed.has_error()) parts_.meter->Refused(placed.error().code());
  if (placed.has_error()) return placed;
  if (parts_.meter) parts_.meter->Admitted(order.strategy);
  if (order.strategy != "interrupt" && order.strategy != "rollback") return Ok();
  const auto action =
      order.strategy == "rollback" ? CancelAction::kRollback : CancelAction::kInterrupt;
  for (const std::string& other : before) std::ignore = Cancel(other, action, {});
  return Ok();
}

void RunDesk::Begin(const LiveRunPtr& run, OrderDirectory::Done stored) {
  run->Store(orders_, [weak = weak_from_this(), id = run->run(),
                       stored = std::move(stored)](const Status& status) {
    stored(status);
    const auto desk = weak.lock();
    if (desk && status.has_value()) desk->LeaveSoon(id);
  });
  SetBeat();
  Pump(run.get());
}

// Of what waits and nobody follows the ticket is enough, however many there are. REQUIRES: locked.
bool RunDesk::IsLeft(const LiveRun& run) const {
  return queue_.Has(run.run()) && !queue_.IsRunning(run.run()) && !run.IsFollowed();
}

void RunDesk::LeaveSoon(const std::string& run) {
  {
    const std::lock_guard lock(mutex_);
    const auto at = live_.find(run);
    if (at == live_.end() || !IsLeft(*at->second)) return;
  }
  Soon([run](RunDesk& desk) { desk.LeaveToStore(run); });
}

void RunDesk::LeaveToStore(const std::string& run) {
  LiveRunPtr last;
  {
    const std::lock_guard lock(mutex_);
    const auto at = live_.find(run);
    if (at == live_.end() || !IsLeft(*at->second)) return;
    if (at->second.use_count() == 1) {
      last = std::move(at->second);
      live_.erase(at);
      return;
    }
  }
  // Whoever ordered it is not done yet.
  At(parts_.clock.Now() + kTryLater, [run](RunDesk& desk) { desk.LeaveToStore(run); });
}

std::optional<Ticket> RunDesk::NextTicket() {
  const std::lock_guard lock(mutex_);
  if (closed_) return std::nullopt;
  return queue_.Next(parts_.clock.Now());
}

// What is not the caller's own begins elsewhere.
void RunDesk::Pump(const LiveRun* here) {
  LiveRunPtr own;
  while (const auto ticket = NextTicket()) {
    const std::string& run = ticket->run;
    if (here != nullptr && run == here->run())
      own = FindLive(run);
    else
      StartSoon(run);
  }
  SetAlarm();
  if (own) Start(own);
}

void RunDesk::StartSoon(const std::string& run) {
  Soon([run](RunDesk& desk) { desk.StartTicket(run); });
}

void RunDesk::StartTicket(const std::string& run) {
  const auto live = LiveOf(run);
  if (live.has_value()) return Start(*live);
  if (live.error().retryable()) return PutBack(run, kStoreAway);
  {
    const std::lock_guard lock(mutex_);  // it was deleted, or is damaged
    queue_.Remove(run);
  }
  Pump(nullptr);
}

// Of a run that waits, which nobody has asked for yet.
Result<LiveRunPtr> RunDesk::LiveOf(const std::string& run) {
  if (LiveRunPtr live = FindLive(run)) return live;
  DF_ASSIGN(RunOrder order, orders_.Get(run));
  const auto ask = StreamAskOf(order.kwargs);
  const LiveRunPtr made = Prepare(std::move(order), ask.has_value() ? &*ask : nullptr);
  const std::lock_guard lock(mutex_);
  return live_.emplace(run, made).first->second;
}

void RunDesk::Start(const LiveRunPtr& run) {
  const Status started = StartEngine(run);
  if (started.has_value()) {
    if (run->cancel()) parts_.engine.Cancel(run->thread(), run->run());
    return;
  }
  run->DidNotStart();
  // Somebody else works on the thread: the command line, or an update of its state.
  if (started.error().code() == "thread_busy") return PutBack(run->run(), kTryLater);
  Finish(run, NeverBegan(started.error()));
}

Status RunDesk::StartEngine(const LiveRunPtr& run) {
  if (run->cancel()) return Error("cancelled", "the run was cancelled before it began");
  const RunOrder order = run->order();
  if (parts_.meter) CountWait(*parts_.meter, order, parts_.clock.Now());
  DF_ASSIGN(engine::RunRequest request, RunRequestOf(order));
  DF_ASSIGN(engine::ProgramPtr program, parts_.program_of(order));
  Listen(run);
  request.options.sink = run->SinkBeside(nullptr);
  request.options.end = run.get();
  if (request.answers.empty() || !WaitsWithoutQuestion(parts_.store, order.thread)) {
    DF_TRY(parts_.engine.Start(std::move(program), std::move(request)));
    return Ok();
  }
  request.answers.clear();
  DF_TRY(parts_.engine.Start(std::move(program), std::move(request)));
  return Ok();
}

// Unless it is over.
void RunDesk::PutBack(const std::string& run, std::chrono::milliseconds delay) {
  {
    const std::lock_guard lock(mutex_);
    auto ticket = queue_.Remove(run);
    if (ticket) {
      ticket->due = parts_.clock.Now() + delay;
      queue_.Add(*std::move(ticket));
    }
  }
  Pump(nullptr);
}

void RunDesk::Finish(const LiveRunPtr& run, RunOutcome outcome) {
  if (!outcome.began && run->cancel()) outcome.status = OrderStatus::kInterrupted;
  if (outcome.comes_back || run->cancel() != CancelAction::kRollback) return Settle(run, outcome);
  // The thread keeps its place until it is as it was.
  Soon([run, outcome = std::move(outcome)](RunDesk& desk) mutable {
    const RunOrder order = run->order();
    const auto program = desk.parts_.program_of(order);
    Status undone = program.has_error()
                        ? Status(program.error())
                        : RollBack(desk.parts_.engine, desk.parts_.store, *program, order);
    outcome.rolled_back = undone.has_value();
    if (undone.has_error()) outcome.error = undone.error();
    desk.Settle(run, outcome);
  });
}

void RunDesk::Settle(const LiveRunPtr& run, const RunOutcome& outcome) {
  run->Settle(outcome, parts_.clock.Now());
  {
    const std::lock_guard lock(mutex_);
    queue_.Remove(run->run());
  }
  if (!outcome.comes_back) Store(run, outcome);
  run->Tell(outcome);
  if (outcome.comes_back) return Forget(run);
  if (parts_.meter) parts_.meter->Ended(OrderStatusName(outcome.status));
  if (parts_.on_end) parts_.on_end(run->order(), outcome);
  Pump(nullptr);
}

// What goes with its thread is about to be erased, and is open in the store until then; unless
// somebody is to be told of it first.
void RunDesk::Store(const LiveRunPtr& run, const RunOutcome& outcome) {
  if (outcome.rolled_back) return Forget(run);
  if (GoesAtEnd(run->order())) return LetGo(run);
  run->Store(orders_, [weak = weak_from_this(), run](const Status&) {
    if (const auto desk = weak.lock()) desk->LetGo(run);
  });
}

void RunDesk::LetGo(const LiveRunPtr& run) {
  if (!run->stream()->was_read()) return Forget(run);
  At(parts_.clock.Now() + kLinger, [run](RunDesk& later) { later.Forget(run); });
}

void RunDesk::Forget(const LiveRunPtr& run) {
  LiveRunPtr last;
  const std::lock_guard lock(mutex_);
  const auto at = live_.find(run->run());
  if (at == live_.end() || at->second != run) return;
  last = std::move(at->second);
  live_.erase(at);
}

LiveRunPtr RunDesk::FindLive(std::string_view run) const {
  const std::lock_guard lock(mutex_);
  const auto at = live_.find(run);
  return at == live_.end() ? nullptr : at->second;
}

Result<RunOrder> RunDesk::Get(std::string_view run) const {
  if (const LiveRunPtr live = FindLive(run)) return live->order();
  DF_ASSIGN(RunOrder order, orders_.Get(run));
  return AsItIs(parts_.store, std::move(order));
}

Result<LiveRunPtr> RunDesk::Follow(const std::string& run) {
  if (LiveRunPtr live = FindLive(run)) return live;
  {
    const std::lock_guard lock(mutex_);
    if (!queue_.Has(run)) return LiveRunPtr();
  }
  SetBeat();
  return LiveOf(run);
}

Status RunDesk::Cancel(const std::string& run, CancelAction action, LiveRun::OnEnd done) {
  DF_ASSIGN(const LiveRunPtr live, Follow(run));
  if (!live) {
    DF_ASSIGN(const RunOrder order, Get(run));
    RunOutcome outcome;
    outcome.status = order.status;
    if (done) done(outcome);
    return Ok();
  }
  if (done) live->WhenEnded(std::move(done));
  live->AskCancel(action);
  bool waits = false;
  {
    const std::lock_guard lock(mutex_);
    waits = queue_.Has(run) && !queue_.IsRunning(run);
    if (waits) queue_.Remove(run);
  }
  if (waits) {
    Finish(live, NeverBegan(Error("cancelled", "the run was cancelled before it began")));
  } else {
    CancelBegun(live);
  }
  return Ok();
}

// The engine's run of a later attempt has another id.
void RunDesk::CancelBegun(const LiveRunPtr& run) {
  const bool is_first = run->order().attempt == 1;
  if (is_first || run->has_begun())
    return parts_.engine.Cancel(run->thread(), is_first ? run->run() : std::string());
  // It was cut off, and nobody has gone on with it.
  Finish(run, NeverBegan(Error("cancelled", "the run was cancelled before it went on")));
}

std::vector<std::string> RunDesk::OpenOf(const std::string& thread) const {
  const std::lock_guard lock(mutex_);
  return queue_.Of(thread);
}

RunDesk::Counts RunDesk::counts() const {
  const WallTime now = parts_.clock.Now();
  const std::lock_guard lock(mutex_);
  const WallTime oldest = queue_.OldestDue().value_or(now);
  return {queue_.running(), queue_.waiting(), std::max<std::chrono::nanoseconds>(now - oldest, {})};
}

Status RunDesk::Open() {
  std::vector<RunOrder> open;
  DF_TRY(orders_.VisitOpen([&open](RunOrder order) {
    open.push_back(std::move(order));
    return true;
  }));
  std::ranges::sort(open, {}, &RunOrder::created);
  for (RunOrder& order : open) {
    DF_ASSIGN(RunOrder now, AsItIs(parts_.store, std::move(order)));
    TakeUp(std::move(now));
  }
  return Ok();
}

void RunDesk::TakeUp(RunOrder order) {
  if (order.status == OrderStatus::kPending) {
    const std::lock_guard lock(mutex_);
    return queue_.Add(TicketOf(order));
  }
  if (!IsOpen(order.status)) return TakeEnded(order);
  ++order.attempt;
  RunOrder stored = order;
  stored.status = OrderStatus::kPending;
  orders_.Put(stored, [](const Status&) {});
  const std::lock_guard lock(mutex_);
  queue_.AddRunning(TicketOf(order));
}

// It ended as the host did, before it was stored so, or before a temporary one was erased.
void RunDesk::TakeEnded(const RunOrder& order) {
  if (!GoesAtEnd(order)) return orders_.Put(order, [](const Status&) {});
  RunOutcome outcome;
  outcome.status = order.status;
  if (parts_.on_end) parts_.on_end(order, outcome);
}

// Whoever goes on with a thread goes on with its order that was cut off.
void RunDesk::Join(const std::string& thread, engine::RunOptions& options) {
  const std::vector<std::string> open = OpenOf(thread);
  if (open.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    if (!queue_.IsRunning(open.front())) return;
  }
  const auto live = LiveOf(open.front());
  if (live.has_error() || (*live)->has_begun()) return;
  const LiveRunPtr& run = *live;
  Listen(run);
  options.sink = run->SinkBeside(options.sink);
  options.end = run.get();
}

void RunDesk::Leave(const std::string& thread) {
  for (const std::string& run : OpenOf(thread)) {
    const LiveRunPtr live = FindLive(run);
    if (live) live->DidNotStart();
  }
}

void RunDesk::Listen(const LiveRunPtr& run) {
  if (parts_.listeners) run->Listen(parts_.listeners(run->order()));
  run->BeforeStart([weak = weak_from_this(), run](const engine::RunResult& result) {
    if (const auto desk = weak.lock()) desk->Finish(run, OutcomeOf(result));
  });
}

void RunDesk::Close() {
  std::vector<LiveRunPtr> runs;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (const auto& [id, run] : live_) runs.push_back(run);
  }
  for (const LiveRunPtr& run : runs) run->stream()->Cut();
}

}  // namespace dashflow::api
