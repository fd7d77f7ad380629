// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "host/engine/request.h"

namespace dashflow::cases {

// An answer that came while nothing asked: the next question of the run gets it.
class NextAnswer final : public engine::Answerer {
 public:
  // Takes it out of `answers`.
  explicit NextAnswer(std::vector<engine::Answer>& answers) {
    if (answers.size() != 1 || !answers.front().id.empty()) return;
    answer_ = std::move(answers.front().value);
    answers.clear();
  }

  std::optional<Value> Answer(const checkpoint::Asked&) override {
    const std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::optional<Value> answer_;
};

}  // namespace dashflow::cases
