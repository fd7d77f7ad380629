// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_queue.h"

namespace dashflow::api {

std::size_t RunQueue::CountOf(const Counts& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

void RunQueue::Lower(Counts& counts, const std::string& name) {
  const auto found = counts.find(name);
  if (--found->second == 0) counts.erase(found);
}

RunQueue::Known& RunQueue::Keep(Ticket ticket) {
  const std::string run = ticket.run;
  const Place place{ticket.due, ++next_number_};
  return known_.try_emplace(run, Known{std::move(ticket), place}).first->second;
}

void RunQueue::Add(Ticket ticket) {
  const Known& known = Keep(std::move(ticket));
  places_.insert(known.place);
  ++waiting_of_[known.ticket.owner];
  auto& waiting = threads_[known.ticket.thread].waiting;
  waiting.try_emplace(known.place, known.ticket.run);
  if (waiting.begin()->first == known.place) List(known.ticket.thread);  // else it has its turn
}

void RunQueue::NoteRunning(const Ticket& ticket) {
  ++running_of_workflow_[ticket.workflow];
  ++running_of_[ticket.owner];
  ++running_;
}

void RunQueue::AddRunning(Ticket ticket) {
  Known& known = Keep(std::move(ticket));
  known.running = true;
  threads_[known.ticket.thread].running = known.ticket.run;
  NoteRunning(known.ticket);
  List(known.ticket.thread);
}

// A thread is listed once, by its first run; one that runs is not.
void RunQueue::List(const std::string& id) {
  Thread& thread = threads_[id];
  thread.listing = ++next_number_;
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
    MakeReady(known_.at(thread.waiting.begin()->second).ticket, {id, thread.listing});
  }
}

void RunQueue::MakeReady(const Ticket& ticket, Entry entry) {
  Rank& rank = ranks_[ticket.is_urgent ? 0 : 1];
  const auto [owner, is_new_owner] = rank.owners.try_emplace(ticket.owner);
  if (is_new_owner) rank.turns.push_back(ticket.owner);
  const auto [ready, is_new] = owner->second.ready.try_emplace(ticket.workflow);
  if (is_new) owner->second.turns.push_back(ticket.workflow);
  ready->second.push_back(std::move(entry));
}

std::optional<Ticket> RunQueue::Next(WallTime now) {
  Wake(now);
  if (running_ >= limits_.runs) return std::nullopt;
  for (Rank& rank : ranks_) {
    if (auto next = NextOf(rank)) return next;
  }
  return std::nullopt;
}

std::optional<Ticket> RunQueue::NextOf(Rank& rank) {
  for (std::size_t left = rank.turns.size(); left > 0; --left) {
    const std::string name = std::move(rank.turns.front());
    rank.turns.pop_front();
    const auto owner = rank.owners.find(name);
    auto next = NextOf(name, owner->second);
    if (owner->second.ready.empty())
      rank.owners.erase(owner);
    else
      rank.turns.push_back(name);
    if (next) return next;
  }
  return std::nullopt;
}

bool RunQueue::IsFull(const std::string& owner) const {
  return !owner.empty() && CountOf(running_of_, owner) >= limits_.of_owner;
}

std::optional<Ticket> RunQueue::NextOf(const std::string& name, Owner& owner) {
  if (IsFull(name)) return std::nullopt;
  for (std::size_t left = owner.turns.size(); left > 0; --left) {
    const std::string workflow = std::move(owner.turns.front());
    owner.turns.pop_front();
    const auto ready = owner.ready.find(workflow);
    const bool is_full = CountOf(running_of_workflow_, workflow) >= limits_.of_workflow;
    auto next = is_full ? std::nullopt : NextOf(ready->second);
    if (ready->second.empty())
      owner.ready.erase(ready);
    else
      owner.turns.push_back(workflow);
    if (next) return next;
  }
  return std::nullopt;
}

std::optional<Ticket> RunQueue::NextOf(std::deque<Entry>& ready) {
  while (!ready.empty()) {
    const Entry entry = std::move(ready.front());
    ready.pop_front();
    const auto thread = threads_.find(entry.thread);
    if (thread != threads_.end() && thread->second.listing == entry.listing)
      return Begin(thread->second);
  }
  return std::nullopt;
}

Ticket RunQueue::Begin(Thread& thread) {
  thread.running = std::move(thread.waiting.begin()->second);
  thread.waiting.erase(thread.waiting.begin());
  thread.listing = ++next_number_;
  Known& known = known_.at(thread.running);
  known.running = true;
  places_.erase(known.place);
  Lower(waiting_of_, known.ticket.owner);
  NoteRunning(known.ticket);
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
    Lower(running_of_workflow_, known.ticket.workflow);
    Lower(running_of_, known.ticket.owner);
    --running_;
  } else {
    thread.waiting.erase(known.place);
    places_.erase(known.place);
    Lower(waiting_of_, known.ticket.owner);
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

std::optional<WallTime> RunQueue::OldestDue() const {
  if (places_.empty()) return std::nullopt;
  return places_.begin()->first;
}

}  // namespace dashflow::api
