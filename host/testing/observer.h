// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/event/event.h"

namespace dashflow::testing {

// Writes down what a run tells. Read it between runs.
class Observer final : public event::Sink {
 public:
  bool Wants(event::Type type) const override;
  bool Take(const event::Event& event) override;

  // Tasks of the node that finished or failed, but for those that the cache answered.
  std::int64_t runs(const std::string& node) const;
  // Nodes of finished tasks in their order, each once a superstep.
  const std::vector<std::string>& path() const { return path_; }
  // The channels that had a value after the last superstep, by name.
  const Value& state() const { return state_; }

 private:
  void TakeFinished(const Value& members);

  std::map<std::string, std::int64_t> runs_;
  std::set<std::pair<std::int64_t, std::string>> visited_;  // superstep, node
  std::vector<std::string> path_;
  Value state_ = Value::EmptyObject();
};

}  // namespace dashflow::testing
