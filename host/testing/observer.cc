// SPDX-License-Identifier: Apache-2.0
#include "host/testing/observer.h"

namespace dashflow::testing {
namespace {

using event::Type;

std::string NodeOf(const Value& members) { return std::string(members.Find("node")->as_text()); }

}  // namespace

bool Observer::Wants(Type type) const {
  return type == Type::kTaskFinished || type == Type::kTaskFailed || type == Type::kValues;
}

bool Observer::Take(const event::Event& event) {
  if (!event.space.is_null()) return true;  // a subworkflow has its own
  if (event.type == Type::kValues) state_ = *event.members.Find("values");
  if (event.type == Type::kTaskFinished) TakeFinished(event.members);
  if (event.type == Type::kTaskFailed) ++runs_[NodeOf(event.members)];
  return true;
}

void Observer::TakeFinished(const Value& members) {
  const std::string node = NodeOf(members);
  if (members.Find("cached") == nullptr) ++runs_[node];
  if (visited_.emplace(members.Find("step")->as_int(), node).second) path_.push_back(node);
}

std::int64_t Observer::runs(const std::string& node) const {
  const auto found = runs_.find(node);
  return found == runs_.end() ? 0 : found->second;
}

}  // namespace dashflow::testing
