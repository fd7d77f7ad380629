// SPDX-License-Identifier: Apache-2.0
#include "host/engine/tally/tally.h"

namespace dashflow::engine {
namespace {

template <class Tally>
Tally& Of(std::map<std::string, std::unique_ptr<Tally>, std::less<>>& all, std::string_view name) {
  const auto known = all.find(name);
  if (known != all.end()) return *known->second;
  return *all.emplace(name, std::make_unique<Tally>()).first->second;
}

}  // namespace

void RunTally::Ended(checkpoint::ThreadStatus status, std::size_t questions, double took) {
  ends.Add(static_cast<std::size_t>(status));
  if (questions > 0) counts.Add(kQuestions, questions);
  seconds.Observe(took);
  active.Add(-1);
}

RunTally& Tallies::OfWorkflow(std::string_view name) {
  const std::string label = label_(name);
  const std::lock_guard lock(mutex_);
  return Of(runs_, label);
}

NodeTally& Tallies::OfType(std::string_view type) {
  const std::lock_guard lock(mutex_);
  return Of(nodes_, type);
}

void Tallies::VisitRuns(
    const std::function<void(const std::string& label, const RunTally&)>& take) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [label, tally] : runs_) take(label, *tally);
}

void Tallies::VisitNodes(
    const std::function<void(const std::string& type, const NodeTally&)>& take) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [type, tally] : nodes_) take(type, *tally);
}

}  // namespace dashflow::engine
