// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "host/engine/request.h"
#include "tests/conformance/graph/run/recorder.h"

namespace dashflow::cases {

// An answer that came while nothing asked: a question of the run's first superstep gets it.
class NextAnswer final : public engine::Answerer {
 public:
  // Takes it out of `answers`.
  NextAnswer(std::vector<engine::Answer>& answers, const Recorder& run) : run_(run) {
    if (answers.size() != 1 || !answers.front().id.empty()) return;
    answer_ = std::move(answers.front().value);
    answers.clear();
  }

  std::optional<Value> Answer(const checkpoint::Asked&) override {
    const std::lock_guard lock(mutex_);
    return run_.steps() > 1 ? std::nullopt : std::exchange(answer_, std::nullopt);
  }

 private:
  const Recorder& run_;
  std::mutex mutex_;
  std::optional<Value> answer_;
};

}  // namespace dashflow::cases
