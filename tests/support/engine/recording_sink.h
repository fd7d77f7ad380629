// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "host/event/event.h"

namespace dashflow::testing {

// Keeps every event of a run.
class RecordingSink final : public event::Sink {
 public:
  bool Wants(event::Type) const override { return true; }
  bool Take(const event::Event& event) override;

  std::vector<Value> events() const;
  // The names in order, such as "run.started".
  std::vector<std::string> Names() const;
  std::vector<Value> Of(event::Type type) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Value> events_;
};

}  // namespace dashflow::testing
