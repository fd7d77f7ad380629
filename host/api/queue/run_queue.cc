// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_queue.h"

namespace dashflow::api {

RunQueue::Known& RunQueue::Keep(Ticket ticket) {
  if (!workflows_.contains(ticket.workflow)) {
    turns_.push_back(ticket.workflow);
    workflows_.try_emplace(ticket.workflow);
  }
  const std::string run = ticket.run;
  const Place place{ticket.due, ++next_number_};
  return known_.try_emplace(run, Known{std::move(ticket), place}).first->second;
}

void RunQueue::Add(Ticket ticket) {
  const Known& known = Keep(std::move(ticket));
  auto& waiting = threads_[known.ticket.thread].waiting;
  waiting.try_emplace(known.place, known.ticket.run);
  if (waiting.begin()->first == known.place) List(known.ticket.thread);  // else it has its turn
}

void RunQueue::AddRunning(Ticket ticket) {
  Known& known = Keep(std::move(ticket));
  known.running = true;
  threads_[known.ticket.thread].running = known.ticket.run;
  ++workflows_[known.ticket.workflow].running;
  ++running_;
  List(known.ticket.thread);
}

// A thread is listed once, by its first run; one that runs is not.
void RunQueue::List(const std::string& id) {
  Thread& thread = threads_[id];
  ++thread.listing;
  if (thread.listed) by_time_.erase(*thread.listed);
  thread.listed.reset();
  if (!thread.running.empty() || thread.waiting.empty()) return;
  thread.listed = thread.waiting.begin()->first;
  by_time_.try_emplace(*thread.listed, id);
}

void RunQueue::Wake(WallTime now) {
  while (!by_time_.empty() && by_time_.begin()->first.first <= now) {
    const std::string id = std::move(by_time_.begin()->second);
    by_time_.erase(by_time_.begin());
    Thread& thread = threads_[id];
    thread.listed.reset();
    const Ticket& first = known_.at(thread.waiting.begin()->second).ticket;
    workflows_[first.workflow].ready.push_back({id, thread.listing});
  }
}

std::optional<Ticket> RunQueue::Next(WallTime now) {
  Wake(now);
  if (running_ >= limits_.runs) return std::nullopt;
  for (std::size_t tried = 0; tried < turns_.size(); ++tried) {
    turns_.push_back(std::move(turns_.front()));
    turns_.pop_front();
    if (auto next = NextOf(workflows_[turns_.back()])) return next;
  }
  return std::nullopt;
}

std::optional<Ticket> RunQueue::NextOf(Workflow& workflow) {
  if (workflow.running >= limits_.of_workflow) return std::nullopt;
  while (!workflow.ready.empty()) {
    const Entry entry = std::move(workflow.ready.front());
    workflow.ready.pop_front();
    const auto thread = threads_.find(entry.thread);
    if (thread != threads_.end() && thread->second.listing == entry.listing)
      return Begin(thread->second, workflow);
  }
  return std::nullopt;
}

Ticket RunQueue::Begin(Thread& thread, Workflow& workflow) {
  thread.running = std::move(thread.waiting.begin()->second);
  thread.waiting.erase(thread.waiting.begin());
  ++thread.listing;
  ++workflow.running;
  ++running_;
  Known& known = known_.at(thread.running);
  known.running = true;
  return known.ticket;
}

std::optional<Ticket> RunQueue::Remove(std::string_view run) {
  const auto at = known_.find(std::string(run));
  if (at == known_.end()) return std::nullopt;
  const Known known = std::move(at->second);
  known_.erase(at);
  const std::string& id = known.ticket.thread;
  Thread& thread = threads_[id];
  if (known.running) {
    thread.running.clear();
    --workflows_[known.ticket.workflow].running;
    --running_;
  } else {
    thread.waiting.erase(known.place);
  }
  List(id);
  if (thread.running.empty() && thread.waiting.empty()) threads_.erase(id);
  return known.ticket;
}

std::vector<std::string> RunQueue::Of(const std::string& thread) const {
  std::vector<std::string> runs;
  const auto at = threads_.find(thread);
  if (at == threads_.end()) return runs;
  if (!at->second.running.empty()) runs.push_back(at->second.running);
  for (const auto& [place, run] : at->second.waiting) runs.push_back(run);
  return runs;
}

bool RunQueue::IsRunning(const std::string& run) const {
  const auto at = known_.find(run);
  return at != known_.end() && at->second.running;
}

std::optional<WallTime> RunQueue::NextDue() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first.first;
}

}  // namespace dashflow::api
