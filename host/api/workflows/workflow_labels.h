// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace dashflow::api {

// By which names of the configuration workflows are counted: those that it does not have share one,
// so that metrics do not grow with what threads were once begun on. [any-thread]
class WorkflowLabels {
 public:
  // The one that the configuration calls `graph_id` goes by this name.
  void Note(const std::string& workflow, const std::string& graph_id) {
    const std::lock_guard lock(mutex_);
    labels_.insert_or_assign(workflow, graph_id);
  }
  std::string Of(std::string_view workflow) const {
    const std::lock_guard lock(mutex_);
    const auto known = labels_.find(workflow);
    return known == labels_.end() ? "other" : known->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> labels_;
};

}  // namespace dashflow::api
