// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "host/engine/program.h"
#include "host/engine/request.h"
#include "host/engine/run_ptr.h"
#include "host/engine/services.h"

namespace dashflow::engine {

// Where the runs of one program live; keeps the memory of ended ones for new ones, large buffers of
// one alone. Outlives its runs. [any-thread]
class RunPool {
 public:
  RunPool();
  ~RunPool();
  RunPool(const RunPool&) = delete;

  RunPtr Make(const Services& services, ProgramPtr program, const RunOptions& options);
  // Ends a run that nobody refers to.
  void Retire(Run& run);

 private:
  struct Block;
  std::unique_ptr<Block> Take();
  void Keep(std::unique_ptr<Block> block);

  std::atomic<Block*> warm_{nullptr};  // owned; the one that ended last, got without the lock
  std::mutex mutex_;
  std::vector<std::unique_ptr<Block>> idle_;
};

}  // namespace dashflow::engine
