// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/engine/engine.h"
#include "tests/simulation/world/connection.h"
#include "tests/simulation/world/skewed_clock.h"
#include "tests/support/engine/lambda_types.h"

namespace dashflow::simulation {

// One process with an engine. After its death its engine still runs to where it notices that the
// store is gone, but nothing that it does is seen by anybody.
class Host {
 public:
  Host(World& world, Disk& disk, int number);

  int number() const { return number_; }
  bool alive() const { return alive_; }
  void Die();
  // Nothing that it began waits for the store. A call whose task was given up may, when all runs
  // are over.
  bool idle() const { return connection_.idle(); }

  Result<engine::RunHandle> Start(engine::RunRequest request);
  Status Update(const engine::UpdateRequest& request);
  checkpoint::Store& store() { return connection_; }
  const Clock& clock() const { return clock_; }
  const graph::Workflow& workflow() const { return program_->workflow(); }

 private:
  World& world_;
  const int number_;
  bool alive_ = true;
  Connection connection_;
  const SkewedClock clock_;
  SeededRandom random_;
  NullLog log_;
  testing::LambdaTypes types_;
  std::unique_ptr<engine::Engine> engine_;
  engine::ProgramPtr program_;
};

}  // namespace dashflow::simulation
