// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace dashflow::cli {

// Calls back, on a thread of its own, for each SIGHUP of this process; one that comes meanwhile
// counts once. A process that ignores them still does (nohup). One in a process.
class HangUps {
 public:
  explicit HangUps(std::function<void()> call);
  ~HangUps();
  HangUps(const HangUps&) = delete;

 private:
  void Watch();

  const std::function<void()> call_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace dashflow::cli
