// SPDX-License-Identifier: Apache-2.0
#include "host/executor/strands.h"

#include <algorithm>
#include <utility>

namespace dashflow::executor {

// Only idle strands are left: each ends with its turn.
Strands::~Strands() {
  ending_ = true;
  for (const auto& strand : all_) {
    strand->has_turn = true;
    strand->turn.notify_one();
    strand->thread.join();
  }
}

void Strands::Run(Lock& lock, const Job& job) {
  Strand& strand = Idle(lock);
  strand.job = job;
  GiveTurn(lock, strand);
}

bool Strands::Resume(Lock& lock) {
  const auto is_over = [](const Strand* strand) { return strand->done->load() != 0; };
  const auto last = std::find_if(waiting_.rbegin(), waiting_.rend(), is_over);
  if (last == waiting_.rend()) return false;
  Strand& strand = **last;
  waiting_.erase(std::next(last).base());
  GiveTurn(lock, strand);
  return true;
}

bool Strands::Await(Lock& lock, const std::atomic<std::uint32_t>& done) {
  Strand* const own = Own();
  if (own == nullptr) return false;
  if (done.load() != 0) return true;
  own->done = &done;
  waiting_.push_back(own);
  TakeTurn(lock, *own);
  return true;
}

Strands::Strand& Strands::Idle(Lock& lock) {
  if (idle_.empty()) {
    Strand& made = *all_.emplace_back(std::make_unique<Strand>());
    idle_.push_back(&made);
    made.thread = std::thread([this, &made, mutex = lock.mutex()] { Live(made, *mutex); });
  }
  Strand& strand = *idle_.back();
  idle_.pop_back();
  return strand;
}

void Strands::Live(Strand& strand, std::mutex& mutex) {
  Lock lock(mutex);
  strand.turn.wait(lock, [&strand] { return strand.has_turn; });
  while (!ending_) {
    const Job job = *std::exchange(strand.job, std::nullopt);
    lock.unlock();
    job.Run();
    lock.lock();
    idle_.push_back(&strand);
    TakeTurn(lock, strand);
  }
}

// The driver's part: it stands still until the strand has given the turn back.
void Strands::GiveTurn(Lock& lock, Strand& strand) {
  strand.has_turn = true;
  strand.turn.notify_one();
  returned_.wait(lock, [&strand] { return !strand.has_turn; });
}

// The strand's part: it gives the turn back, and waits for the next.
void Strands::TakeTurn(Lock& lock, Strand& strand) {
  strand.has_turn = false;
  returned_.notify_one();
  strand.turn.wait(lock, [&strand] { return strand.has_turn; });
}

Strands::Strand* Strands::Own() {
  const auto self = std::this_thread::get_id();
  const auto own =
      std::ranges::find(all_, self, [](const auto& each) { return each->thread.get_id(); });
  return own == all_.end() ? nullptr : own->get();
}

}  // namespace dashflow::executor
