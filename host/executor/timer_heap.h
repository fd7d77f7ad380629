// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/executor/job.h"

namespace dashflow::executor {

// Timers by time, those of one time in the order of Add. Add, Remove and Pop are O(log n); a
// removed timer leaves nothing behind. Not thread-safe.
class TimerHeap {
 public:
  TimerId Add(MonoTime when, Job job);
  // False when it is not here (any more).
  bool Remove(TimerId timer);

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  MonoTime next() const { return heap_.front().when; }  // REQUIRES: !empty()
  Job Pop();                                            // REQUIRES: !empty()

 private:
  struct Node {
    MonoTime when;
    std::uint64_t order;
    std::uint32_t slot;
  };
  struct Slot {
    Job job;
    std::uint32_t generation = 1;  // of the next or present user; makes an old TimerId unknown
    std::uint32_t place = kNowhere;
  };
  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  static bool Before(const Node& a, const Node& b);
  std::uint32_t TakeSlot(Job job);
  void FreeSlot(std::uint32_t slot);
  void Put(std::size_t place, const Node& node);
  void Lift(std::size_t place, const Node& node);
  void Sink(std::size_t place, const Node& node);
  void Erase(std::size_t place);

  std::vector<Node> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::uint64_t added_ = 0;
};

}  // namespace dashflow::executor
