// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace dashflow::cli {

// Blocks SIGINT and SIGTERM for this thread and those that it starts, so that InterruptWatch alone
// takes them, and ignores SIGPIPE: a reader that leaves must not end a run. Called first thing.
void BlockInterrupts();

// The signals that ask a command to end.
class Interrupts {
 public:
  virtual ~Interrupts() = default;
  // Called with the next signal, once; may say who is called with the one after it. Nothing =
  // nobody wants it. A call under way is waited for.
  using Callback = std::function<void(int signal)>;
  virtual void OnFirst(Callback callback) = 0;
};

// SIGINT and SIGTERM of this process: they end it at once (130) while this lives, unless somebody
// wants the first of them. One in a process.
class InterruptWatch final : public Interrupts {
 public:
  InterruptWatch() : thread_([this] { Watch(); }) {}
  ~InterruptWatch() override;
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  void OnFirst(Callback callback) override;

 private:
  void Watch();
  void Take(int signal);

  std::recursive_mutex mutex_;
  Callback callback_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace dashflow::cli
