// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>

#include "host/checkpoint/store.h"

namespace dashflow::testing {

// In front of another store: a thread of its own looks at a batch only a while after Commit has
// returned, as a database's does. Reads go straight through. [any-thread]
class LateStore final : public checkpoint::Store {
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

  checkpoint::DurabilityClass durability() const override { return inner_.durability(); }
  void Commit(checkpoint::Batch& batch, void (*done)(void*), void* context) override;
  checkpoint::StoreCode Get(std::string_view space, std::string_view key,
                            const checkpoint::EntrySink& sink) override {
    return inner_.Get(space, key, sink);
  }
  checkpoint::StoreCode Scan(const checkpoint::ScanRange& range,
                             const checkpoint::EntrySink& sink) override {
    return inner_.Scan(range, sink);
  }
  checkpoint::StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                             bool reverse, std::uint64_t limit,
                             const checkpoint::EntrySink& sink) override {
    return inner_.Read(stream, from, to, reverse, limit, sink);
  }
  checkpoint::StoreCode GetBlob(std::string_view hash, const checkpoint::EntrySink& sink) override {
    return inner_.GetBlob(hash, sink);
  }
  std::int64_t Now() const override { return inner_.Now(); }
  std::string Reason() const override { return inner_.Reason(); }
  std::string_view url() const override { return inner_.url(); }

 private:
  struct Waiting {
    checkpoint::Batch* batch;
    void (*done)(void*);
    void* context;
  };
  void Work();

  checkpoint::Store& inner_;
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
