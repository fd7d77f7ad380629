// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace dashflow::executor {

// Lets threads sleep until a flag is set. The flag may be gone as soon as it is set: Notify never
// reads it afterwards, which std::atomic::notify_all does not promise. Without a sleeper Notify is
// one store and one load. [any-thread]
class WaitingRoom {
 public:
  void Wait(const std::atomic<std::uint32_t>& done);
  void Notify(std::atomic<std::uint32_t>& done);

 private:
  std::atomic<std::uint32_t> sleepers_{0};
};

}  // namespace dashflow::executor
