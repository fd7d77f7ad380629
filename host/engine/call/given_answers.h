// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "host/engine/request.h"

namespace dashflow::engine {

// Answers the questions of a subworkflow that keeps no log of its own: those that its caller has
// got an answer to, the others as the caller would. [any-thread]
class GivenAnswers final : public Answerer {
 public:
  GivenAnswers(std::vector<checkpoint::InnerAnswer> given, Answerer* otherwise)
      : given_(std::move(given)), otherwise_(otherwise) {}

  std::optional<Value> Answer(const checkpoint::Asked& asked) override {
    const auto found = std::ranges::find(given_, asked.id, &checkpoint::InnerAnswer::id);
    if (found != given_.end() && !found->expired) return found->value;
    return otherwise_ == nullptr ? std::nullopt : otherwise_->Answer(asked);
  }

 private:
  const std::vector<checkpoint::InnerAnswer> given_;
  Answerer* const otherwise_;
};

}  // namespace dashflow::engine
