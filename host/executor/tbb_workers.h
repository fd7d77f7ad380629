// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <oneapi/tbb/global_control.h>

#include <mutex>
#include <optional>

namespace dashflow::executor {

// Included by the .cc files of this folder only.
// How many threads TBB has for the lanes. The arena has slots to spare, which cost nothing while
// nobody is there to take them: it is made before the limit, which it would complain of.
// [any-thread]
class TbbWorkers {
 public:
  explicit TbbWorkers(unsigned asked);  // 0 = one a CPU that this process may use
  int Slots() const;                    // of the arena
  void Limit();                         // once it is there

  // False: all slots to spare are taken.
  bool AddStandIn();
  void DismissStandIn();

 private:
  void Allow();

  const int workers_;
  std::mutex mutex_;
  int stand_ins_;
  std::optional<tbb::global_control> control_;
};

}  // namespace dashflow::executor
