// SPDX-License-Identifier: Apache-2.0
#include "host/executor/timer_heap.h"

namespace dashflow::executor {

TimerId TimerHeap::Add(MonoTime when, Job job) {
  const std::uint32_t slot = TakeSlot(job);
  heap_.emplace_back();
  Lift(heap_.size() - 1, Node{when, added_++, slot});
  return TimerId{slots_[slot].generation} << 32 | slot;
}

bool TimerHeap::Remove(TimerId timer) {
  const auto slot = static_cast<std::uint32_t>(timer);
  if (slot >= slots_.size() || slots_[slot].generation != timer >> 32) return false;
  if (slots_[slot].place == kNowhere) return false;
  Erase(slots_[slot].place);
  FreeSlot(slot);
  return true;
}

Job TimerHeap::Pop() {
  const std::uint32_t slot = heap_.front().slot;
  const Job job = slots_[slot].job;
  Erase(0);
  FreeSlot(slot);
  return job;
}

bool TimerHeap::Before(const Node& a, const Node& b) {
  return a.when != b.when ? a.when < b.when : a.order < b.order;
}

std::uint32_t TimerHeap::TakeSlot(Job job) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t slot = free_.back();
  free_.pop_back();
  slots_[slot].job = job;
  return slot;
}

void TimerHeap::FreeSlot(std::uint32_t slot) {
  slots_[slot].place = kNowhere;
  ++slots_[slot].generation;
  free_.push_back(slot);
}

void TimerHeap::Put(std::size_t place, const Node& node) {
  heap_[place] = node;
  slots_[node.slot].place = static_cast<std::uint32_t>(place);
}

void TimerHeap::Lift(std::size_t place, const Node& node) {
  while (place > 0) {
    const std::size_t parent = (place - 1) / 2;
    if (!Before(node, heap_[parent])) break;
    Put(place, heap_[parent]);
    place = parent;
  }
  Put(place, node);
}

void TimerHeap::Sink(std::size_t place, const Node& node) {
  for (;;) {
    std::size_t child = 2 * place + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && Before(heap_[child + 1], heap_[child])) ++child;
    if (!Before(heap_[child], node)) break;
    Put(place, heap_[child]);
    place = child;
  }
  Put(place, node);
}

void TimerHeap::Erase(std::size_t place) {
  const Node last = heap_.back();
  heap_.pop_back();
  if (place == heap_.size()) return;
  const bool up = place > 0 && Before(last, heap_[(place - 1) / 2]);
  up ? Lift(place, last) : Sink(place, last);
}

}  // namespace dashflow::executor
