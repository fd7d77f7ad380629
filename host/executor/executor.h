// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "host/base/clock.h"

namespace dashflow::executor {

// What travels through an executor: whose work it is, and which part. 16 bytes, means nothing here.
struct Token {
  void* run = nullptr;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
};

using Body = void (*)(Token token) noexcept;

// The dispatch graph of one compiled workflow, shared by all its runs: one lane a node and one for
// steps.
class Lanes {
 public:
  // REQUIRES: every token that was sent has been taken.
  virtual ~Lanes() = default;
  virtual void SendTask(std::uint32_t node, Token token) = 0;  // [any-thread]
  virtual void SendStep(Token token) = 0;                      // [any-thread]
  // Blocks until the bodies under way have returned: what they waited for is told before that.
  // REQUIRES: not in a body.
  virtual void Drain() = 0;
};

using TimerId = std::uint64_t;

// The threads on which bodies run: those of lanes, and those of Block.
enum class Crew : std::uint8_t { kLanes, kBlocking };

// Runs bodies; knows nothing about workflows. Bodies must not block on the lanes; they may on
// Block's threads.
class Executor {
 public:
  virtual ~Executor() = default;

  // A graph with `nodes` task lanes that run `task`, and a step lane that runs `step`.
  virtual std::unique_ptr<Lanes> Open(std::uint32_t nodes, Body task, Body step) = 0;

  // Runs `body` on a thread that may block. [any-thread]
  virtual void Block(Token token, Body body) = 0;

  // Runs `body` once at `when` (clock().Mono()), on a thread that must not block.
  virtual TimerId At(MonoTime when, Token token, Body body) = 0;
  // True: it will not run. False: it has run, or is running now.
  virtual bool CancelTimer(TimerId timer) = 0;

  // A body does not return: its crew may have one thread more until DismissStandIn. False: it has
  // as many as it can have. Never waits. [any-thread]
  virtual bool AddStandIn(Crew crew) = 0;
  // Once for each true of AddStandIn.
  virtual void DismissStandIn(Crew crew) = 0;

  // As Lanes::Drain, for the bodies of Block and At. Timers that are not due stay.
  virtual void Drain() = 0;

  // Blocks the caller until `done` is not 0 (set with Notify); a single-threaded executor does its
  // work here meanwhile.
  virtual void Wait(const std::atomic<std::uint32_t>& done) = 0;
  // Sets `done` to 1 and wakes its waiters. Safe when the waiter frees `done` at once afterwards.
  virtual void Notify(std::atomic<std::uint32_t>& done) = 0;

  virtual const Clock& clock() const = 0;
};

}  // namespace dashflow::executor
