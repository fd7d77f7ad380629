// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "host/base/clock.h"

namespace dashflow::api {

// A run that waits for its turn: what is needed to find it one. The rest of it is in the store.
struct Ticket {
  std::string run;
  std::string thread;
  std::string workflow;
  WallTime due{};  // no earlier does it begin; those of a thread begin in this order
};

// Whose turn it is: one run a thread, in the order of their due times; across threads in turn, so
// that one with many runs keeps no other waiting; at most so many at a time, in all and of one
// workflow. A step costs the logarithm of what waits. [serial]
class RunQueue {
 public:
  struct Limits {
    std::size_t runs = 10'000;           // active at a time
    std::size_t of_workflow = SIZE_MAX;  // of them of one workflow
  };
  explicit RunQueue(const Limits& limits) : limits_(limits) {}

  void Add(Ticket ticket);
  // It is under way already, whatever the limits say.
  void AddRunning(Ticket ticket);
  // The next that may begin; it counts as under way from now on.
  std::optional<Ticket> Next(WallTime now);
  // It is over, or is not to begin. Nothing = there is no such run here.
  std::optional<Ticket> Remove(std::string_view run);

  bool IsBusy(const std::string& thread) const { return threads_.contains(thread); }
  // The runs of a thread, in the order in which they begin.
  std::vector<std::string> Of(const std::string& thread) const;
  bool Has(const std::string& run) const { return known_.contains(run); }
  bool IsRunning(const std::string& run) const;
  // When the first that waits may begin, as far as the clock goes. Nothing = none waits for that.
  std::optional<WallTime> NextDue() const;
  std::size_t running() const { return running_; }
  std::size_t waiting() const { return known_.size() - running_; }

 private:
  using Place = std::pair<WallTime, std::uint64_t>;  // when it may begin, and in which order
  struct Known {
    Ticket ticket;
    Place place;
    bool running = false;
  };
  struct Thread {
    std::map<Place, std::string> waiting;
    std::string running;            // empty = none
    std::optional<Place> listed{};  // in by_time_
    std::uint64_t listing = 0;      // an entry of a workflow's deque with another number is stale
  };
  struct Entry {
    std::string thread;
    std::uint64_t listing;
  };
  struct Workflow {
    std::deque<Entry> ready;
    std::size_t running = 0;
  };

  Known& Keep(Ticket ticket);
  void List(const std::string& id);
  void Wake(WallTime now);
  std::optional<Ticket> NextOf(Workflow& workflow);
  Ticket Begin(Thread& thread, Workflow& workflow);

  const Limits limits_;
  std::unordered_map<std::string, Known> known_;     // by run
  std::unordered_map<std::string, Thread> threads_;  // those with runs
  std::unordered_map<std::string, Workflow> workflows_;
  std::deque<std::string> turns_;         // of the workflows
  std::map<Place, std::string> by_time_;  // threads whose first run waits for its time
  std::size_t running_ = 0;
  std::uint64_t next_number_ = 0;
};

}  // namespace dashflow::api
