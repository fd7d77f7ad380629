// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
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
  WallTime due{};          // no earlier does it begin; those of a thread begin in this order
  std::string owner{};     // whose key ordered it; empty = nobody's in particular
  bool is_urgent = false;  // somebody steers a run that is there: it goes before those that are new
};

// Whose turn it is: one run a thread, in the order of their due times. What is urgent goes first;
// then owners in turn, of an owner workflows in turn, of a workflow threads in turn, so that one
// with many runs keeps no other waiting. At most so many at a time, in all, of one workflow and of
// one owner. A step costs the logarithm of what waits. [serial]
class RunQueue {
 public:
  struct Limits {
    std::size_t runs = 10'000;           // active at a time
    std::size_t of_workflow = SIZE_MAX;  // of them of one workflow
    std::size_t of_owner = SIZE_MAX;     // of them of one owner, but nobody
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
  // When the first of those that wait was due, or will be; nothing = none waits.
  std::optional<WallTime> OldestDue() const;
  std::size_t running() const { return running_; }
  std::size_t waiting() const { return known_.size() - running_; }
  // Those of an owner that wait.
  std::size_t WaitingOf(const std::string& owner) const { return CountOf(waiting_of_, owner); }

 private:
  using Place = std::pair<WallTime, std::uint64_t>;  // when it may begin, and in which order
  using Counts = std::unordered_map<std::string, std::size_t>;  // without zeros
  struct Known {
    Ticket ticket;
    Place place;
    bool running = false;
  };
  struct Thread {
    std::map<Place, std::string> waiting;
    std::string running;            // empty = none
    std::optional<Place> listed{};  // in by_time_
    std::uint64_t listing = 0;      // an entry that is ready with another number is stale
  };
  struct Entry {
    std::string thread;
    std::uint64_t listing;
  };
  // What is ready of one owner, by workflow; none is empty.
  struct Owner {
    std::unordered_map<std::string, std::deque<Entry>> ready;
    std::deque<std::string> turns;  // of the workflows in `ready`
  };
  // Owners that have something ready.
  struct Rank {
    std::unordered_map<std::string, Owner> owners;
    std::deque<std::string> turns;
  };

  static std::size_t CountOf(const Counts& counts, const std::string& name);
  static void Lower(Counts& counts, const std::string& name);
  Known& Keep(Ticket ticket);
  void List(const std::string& id);
  void Wake(WallTime now);
  void MakeReady(const Ticket& ticket, Entry entry);
  std::optional<Ticket> NextOf(Rank& rank);
  std::optional<Ticket> NextOf(const std::string& name, Owner& owner);
  std::optional<Ticket> NextOf(std::deque<Entry>& ready);
  bool IsFull(const std::string& owner) const;
  void NoteRunning(const Ticket& ticket);
  Ticket Begin(Thread& thread);

  const Limits limits_;
  std::unordered_map<std::string, Known> known_;     // by run
  std::unordered_map<std::string, Thread> threads_;  // those with runs
  std::array<Rank, 2> ranks_;                        // the urgent, the others
  Counts running_of_workflow_;
  Counts running_of_;                     // an owner
  Counts waiting_of_;                     // an owner
  std::set<Place> places_;                // of those that wait
  std::map<Place, std::string> by_time_;  // threads whose first run waits for its time
  std::size_t running_ = 0;
  std::uint64_t next_number_ = 0;
};

}  // namespace dashflow::api
