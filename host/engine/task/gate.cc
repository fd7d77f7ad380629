// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/gate.h"

namespace dashflow::engine {

void Gate::SetLimit(std::uint32_t limit) {
  const std::lock_guard lock(mutex_);
  limit_ = limit;
}

bool Gate::Enter(executor::Token token, const void* owner) {
  const std::lock_guard lock(mutex_);
  if (inside_ < limit_) return ++inside_, true;
  std::deque<executor::Token>& tokens = waiting_[owner];
  if (tokens.empty()) turns_.push_back(owner);
  tokens.push_back(token);
  return false;
}

std::optional<executor::Token> Gate::Leave() {
  const std::lock_guard lock(mutex_);
  if (turns_.empty() || inside_ > limit_) return --inside_, std::nullopt;
  const auto turn = waiting_.find(turns_.front());
  turns_.pop_front();
  const executor::Token next = turn->second.front();
  turn->second.pop_front();
  if (turn->second.empty()) {
    waiting_.erase(turn);
  } else {
    turns_.push_back(turn->first);
  }
  return next;
}

Gate& Gates::Of(std::string_view name, std::uint32_t limit) {
  const std::lock_guard lock(mutex_);
  auto& gate = gates_[std::string(name)];
  if (!gate) gate = std::make_unique<Gate>(limit);
  gate->SetLimit(limit);
  return *gate;
}

}  // namespace dashflow::engine
