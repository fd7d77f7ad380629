// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/event/event.h"

namespace dashflow::event {

// Two sinks of one run. Either may refuse a transient event, or hold the run up; the second is then
// not asked.
class Tee final : public Sink {
 public:
  // Both outlive it.
  Tee(Sink& first, Sink& second) : first_(first), second_(second) {}

  bool Wants(Type type) const override { return first_.Wants(type) || second_.Wants(type); }
  bool WantsDetails() const override { return first_.WantsDetails() || second_.WantsDetails(); }
  bool Take(const Event& event) override {
    if (first_.Wants(event.type) && !first_.Take(event)) return false;
    return !second_.Wants(event.type) || second_.Take(event);
  }
  bool Ready(const std::function<void()>& go_on) override {
    return first_.Ready(go_on) && second_.Ready(go_on);
  }

 private:
  Sink& first_;
  Sink& second_;
};

}  // namespace dashflow::event
