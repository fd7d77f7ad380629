// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/api/meter.h"
#include "host/api/queue/live_run.h"
#include "host/api/queue/order_directory.h"
#include "host/api/queue/run_order.h"
#include "host/api/queue/run_queue.h"
#include "host/api/stream/frame_shelf.h"
#include "host/base/clock.h"
#include "host/checkpoint/store.h"
#include "host/engine/audience.h"
#include "host/engine/engine.h"

namespace dashflow::api {

// Takes orders for runs, lets each begin when it is its turn, and hears how it ends. An order waits
// in the store, so that it outlives the host; what is here says whose turn it is. [any-thread]
class RunDesk final : public engine::Audience, public std::enable_shared_from_this<RunDesk> {
 public:
  // Engine, store and clock outlive the engine's runs.
  struct Parts {
    engine::Engine& engine;
    checkpoint::Store& store;  // the engine's
    const Clock& clock;
    // What the order's thread runs on.
    std::function<Result<engine::ProgramPtr>(const RunOrder&)> program_of;
    // An order has ended, and its clients know: who erases a temporary one, does so now. On any
    // thread; again by Open where the host has ended before it was erased.
    std::function<void(const RunOrder&, const RunOutcome&)> on_end{};
    // Who else is to hear what an order's run tells.
    std::function<std::vector<std::unique_ptr<event::Sink>>(const RunOrder&)> listeners{};
    // Comes with every sign of life; says whether there will be somebody for the next.
    std::function<bool()> beat{};
    RunQueue::Limits limits{};
    // How many orders may wait, in all and of one owner; more are refused.
    struct Bounds {
      std::size_t waiting = SIZE_MAX;
      std::size_t waiting_of_owner = SIZE_MAX;
    };
    Bounds bounds{};
    std::shared_ptr<Meter> meter{};  // null = nothing is counted
  };
  explicit RunDesk(Parts parts)
      : parts_(std::move(parts)),
        orders_(parts_.store),
        shelf_(parts_.store, parts_.clock),
        queue_(parts_.limits) {}

  // Takes up the orders of the store: those that were under way wait for whoever continues their
  // threads, such as a recovery. REQUIRES: nothing is continued yet. Errors: those of the store.
  Status Open();
  // Lets those begin that wait.
  void GoOn() { Pump(nullptr); }
  // No run begins any more; who reads or waits is cut off, and comes again.
  void Close();
  // Calls `call` soon, on a thread that may block.
  void Soon(std::function<void(RunDesk&)> call);
  // Waits until everything that was to come soon has been called. REQUIRES: no run is under way.
  void AwaitCalls();

  // `ask`: null = nobody is told anything before the end.
  LiveRunPtr Prepare(RunOrder order, const StreamAsk* ask) const;
  // Gives the order its place, by its multitask strategy. Errors: thread_busy (reject), queue_full,
  // draining.
  Status Admit(const LiveRunPtr& run);
  // Stores the order, says so by `stored`, on any thread, and lets it begin when it is its turn:
  // now, on the caller's thread. REQUIRES: Admit.
  void Begin(const LiveRunPtr& run, OrderDirectory::Done stored);

  // The order as it is now. Errors: run_not_found, and what the store says.
  Result<RunOrder> Get(std::string_view run) const;
  // Of a run that has not ended, or has just now; else null. Errors: those of Get.
  Result<LiveRunPtr> Follow(const std::string& run);
  // What has ended stays as it is. `done` when it has ended. Errors: those of Get.
  Status Cancel(const std::string& run, CancelAction action, LiveRun::OnEnd done);
  // Somebody wants signs of life.
  void WantBeats() { SetBeat(); }
  // The open runs of a thread, the one that is under way first.
  std::vector<std::string> OpenOf(const std::string& thread) const;

  struct Counts {
    std::size_t running = 0;
    std::size_t waiting = 0;
    std::chrono::nanoseconds oldest{0};  // since the first of those that wait was due
  };
  Counts counts() const;

 private:
  void Join(const std::string& thread, engine::RunOptions& options) override;
  void Leave(const std::string& thread) override;
  Status CheckBounds(const RunOrder& order) const;
  Status Place(const LiveRunPtr& run, const RunOrder& order, std::vector<std::string>& before);
  void Listen(const LiveRunPtr& run);
  void CancelBegun(const LiveRunPtr& run);
  void TakeUp(RunOrder order);
  void TakeEnded(const RunOrder& order);
  LiveRunPtr FindLive(std::string_view run) const;
  Result<LiveRunPtr> LiveOf(const std::string& run);
  void MakeRoom(const LiveRunPtr& run, CancelAction action);
  bool IsLeft(const LiveRun& run) const;
  void LeaveSoon(const std::string& run);
  void LeaveToStore(const std::string& run);
  void Pump(const LiveRun* here);
  std::optional<Ticket> NextTicket();
  void StartSoon(const std::string& run);
  void StartTicket(const std::string& run);
  void Start(const LiveRunPtr& run);
  Status StartEngine(const LiveRunPtr& run);
  void PutBack(const std::string& run, std::chrono::milliseconds delay);
  void Finish(const LiveRunPtr& run, RunOutcome outcome);
  void Settle(const LiveRunPtr& run, const RunOutcome& outcome);
  void Store(const LiveRunPtr& run, const RunOutcome& outcome);
  void LetGo(const LiveRunPtr& run);
  void Forget(const LiveRunPtr& run);
  void Called();
  void At(WallTime when, std::function<void(RunDesk&)> call);
  void SetAlarm();
  void SetBeat();
  void Beat();

  const Parts parts_;
  OrderDirectory orders_;
  mutable FrameShelf shelf_;
  mutable std::mutex mutex_;
  std::condition_variable none_called_;
  std::size_t calls_ = 0;  // that are to come soon
  RunQueue queue_;
  std::map<std::string, LiveRunPtr, std::less<>> live_;
  std::optional<WallTime> alarm_;  // that is set
  bool beats_ = false;             // the next sign of life is set
  bool closed_ = false;
};
using RunDeskPtr = std::shared_ptr<RunDesk>;

}  // namespace dashflow::api
