// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/simulation/world/world.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::simulation {

// What is durable, and a record of how it came to be. Batches are done at once, and whole.
class Disk {
 public:
  explicit Disk(World& world) : world_(world) {}

  checkpoint::StoreCode Apply(checkpoint::Batch& batch, int host);
  // The answer to a batch that was applied got lost.
  void AnswerLost(const checkpoint::Batch& batch);
  // The process died.
  void Crashed(int host);
  // How many entries of a stream are shown to readers at most; sabotage only.
  bool Hides(std::uint64_t stream, std::uint64_t seq);

  testing::MapStore& store() { return store_; }

 private:
  checkpoint::StoreCode Commit(checkpoint::Batch& batch);
  checkpoint::StoreCode Force(checkpoint::Batch& batch);
  checkpoint::StoreCode Spoil(checkpoint::Batch& batch);
  void Refused(const checkpoint::Batch& batch, int host);
  void Write(const checkpoint::Batch& batch, int host);
  void WriteAppend(const checkpoint::Operation& append, int host);
  void WriteRecord(const checkpoint::Operation& put, int host);

  World& world_;
  testing::MapStore store_;
};

}  // namespace dashflow::simulation
