// SPDX-License-Identifier: Apache-2.0
#include "host/executor/tbb_workers.h"

#include <oneapi/tbb/info.h>

namespace dashflow::executor {
namespace {

constexpr int kToSpare = 64;

int WorkerCount(unsigned asked) {
  return asked != 0 ? static_cast<int>(asked) : tbb::info::default_concurrency();
}

}  // namespace

TbbWorkers::TbbWorkers(unsigned asked) : workers_(WorkerCount(asked)), stand_ins_(kToSpare) {
  Allow();
}

int TbbWorkers::Slots() const { return workers_ + kToSpare; }

void TbbWorkers::Limit() {
  const std::lock_guard lock(mutex_);
  stand_ins_ = 0;
  Allow();
}

bool TbbWorkers::AddStandIn() {
  const std::lock_guard lock(mutex_);
  if (stand_ins_ == kToSpare) return false;
  ++stand_ins_;
  Allow();
  return true;
}

void TbbWorkers::DismissStandIn() {
  const std::lock_guard lock(mutex_);
  --stand_ins_;
  Allow();
}

// One thread more than work: TBB counts the one that waits, and ours never does. With the default
// an arena of N without a reserved slot gets N-1 workers, on one CPU none. Of several limits the
// lowest holds, so that the old one goes first.
void TbbWorkers::Allow() {
  control_.reset();
  control_.emplace(tbb::global_control::max_allowed_parallelism,
                   static_cast<std::size_t>(workers_ + stand_ins_) + 1);
}

}  // namespace dashflow::executor
