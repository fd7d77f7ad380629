// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/simulation/world/host.h"

namespace dashflow::simulation {

// Takes down what a run tells. A process that is dead tells nothing.
class Listener final : public event::Sink {
 public:
  Listener(World& world, Disk& disk, Host& host, const std::string& thread);

  bool Wants(event::Type) const override { return true; }
  bool Take(const event::Event& event) override;
  // The run is over, whether its process lives or not.
  bool over() const { return over_; }

 private:
  void Hear(const event::Event& event);
  void Acknowledge(const event::Event& event, Moment at);
  void End(const event::Event& event, Moment at);
  ToldRun& run() { return world_.chronicle.runs[index_]; }

  World& world_;
  Disk& disk_;
  Host& host_;
  const std::size_t index_;
  bool over_ = false;
};

}  // namespace dashflow::simulation
