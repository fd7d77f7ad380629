// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/connect_gate.h"

#include <algorithm>

namespace dashflow::sql {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstDelay{50};
constexpr milliseconds kLongestDelay{2000};

}  // namespace

std::unique_ptr<Connection> ConnectGate::Connect() {
  Refuse();
  try {
    auto connection = database_.Connect();
    const std::lock_guard lock(mutex_);
    delay_ = milliseconds{0};
    return connection;
  } catch (const Failure& failure) {
    Remember(failure);
    throw;
  }
}

void ConnectGate::Refuse() {
  const std::lock_guard lock(mutex_);
  if (delay_.count() == 0 || Clock::now() >= closed_until_) return;
  throw Failure(Trouble::kNoServer, reason_);
}

void ConnectGate::Remember(const Failure& failure) {
  const std::lock_guard lock(mutex_);
  delay_ = std::clamp(delay_ * 2, kFirstDelay, kLongestDelay);
  closed_until_ = Clock::now() + delay_;
  reason_ = failure.what();
}

}  // namespace dashflow::sql
