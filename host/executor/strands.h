// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "host/executor/job.h"

namespace dashflow::executor {

// Bodies that run one at a time, each on a stack of its own, so that one that waits keeps no other
// from going on. A strand is a thread that runs only while whoever drives stands still for it.
// The lock is the driver's, held by whoever calls, and by nobody while a body runs.
class Strands {
 public:
  using Lock = std::unique_lock<std::mutex>;

  Strands() = default;
  Strands(const Strands&) = delete;
  ~Strands();  // REQUIRES: no body waits

  // Runs the body until it ends or waits. REQUIRES: not from a body.
  void Run(Lock& lock, const Job& job);
  // Lets the last of those go on whose wait is over, until it ends or waits again; false = there is
  // none. REQUIRES: not from a body.
  bool Resume(Lock& lock);
  // From a body: gives its turn up until `done` and its next turn. False, and nothing happened:
  // this thread is no strand.
  bool Await(Lock& lock, const std::atomic<std::uint32_t>& done);

 private:
  struct Strand {
    std::thread thread;
    std::condition_variable turn;
    bool has_turn = false;
    std::optional<Job> job;
    const std::atomic<std::uint32_t>* done = nullptr;  // what it waits for
  };

  Strand& Idle(Lock& lock);
  void Live(Strand& strand, std::mutex& mutex);
  void GiveTurn(Lock& lock, Strand& strand);
  void TakeTurn(Lock& lock, Strand& strand);
  Strand* Own();

  std::condition_variable returned_;
  std::vector<std::unique_ptr<Strand>> all_;
  std::vector<Strand*> idle_;
  std::vector<Strand*> waiting_;  // in the order in which they began to
  bool ending_ = false;
};

}  // namespace dashflow::executor
