// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>

#include "host/checkpoint/forwarding_store.h"

namespace dashflow::testing {

// In front of another store: a thread of its own looks at a batch only a while after Commit has
// returned, as a database's does. Reads go straight through. [any-thread]
class LateStore final : public checkpoint::ForwardingStore {
 public:
  explicit LateStore(checkpoint::Store& inner);
  // REQUIRES: no batch is out.
  ~LateStore() override;

  // While it is shut, batches wait.
  void Shut();
  void Open();
  // The most batches that were out at once.
  std::size_t most() const;
  // Waits until it is shut and `count` batches are out.
  void AwaitOut(std::size_t count);

  void Commit(checkpoint::Batch& batch, void (*done)(void*), void* context) override;

 private:
  struct Waiting {
    checkpoint::Batch* batch;
    void (*done)(void*);
    void* context;
  };
  void Work();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::size_t out_ = 0;
  std::size_t most_ = 0;
  bool shut_ = false;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace dashflow::testing
