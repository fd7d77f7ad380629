// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/gate.h"

namespace dashflow::engine {

bool Gate::Enter(executor::Token token) {
  const std::lock_guard lock(mutex_);
  if (inside_ < limit_) return ++inside_, true;
  waiting_.push_back(token);
  return false;
}

std::optional<executor::Token> Gate::Leave() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return --inside_, std::nullopt;
  const executor::Token next = waiting_.front();
  waiting_.pop_front();
  return next;
}

Gate& Gates::Of(std::string_view type) {
  const std::lock_guard lock(mutex_);
  auto& gate = gates_[std::string(type)];
  if (!gate) gate = std::make_unique<Gate>(1);
  return *gate;
}

}  // namespace dashflow::engine
