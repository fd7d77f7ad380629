// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "host/checkpoint/upkeep/store_care.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::testing {

// A MapStore that lists its blobs, and lets a test do something between any two calls of it.
class CaringStore final : public checkpoint::Store, public checkpoint::StoreCare {
 public:
  explicit CaringStore(MapStore& store) : store_(store) {}

  // Called before each call. One from inside it is not told.
  std::function<void()> between = [] {};
  bool lists_blobs = true;

  Result<Value> Describe() override { return Value::EmptyObject(); }
  Status Verify(const checkpoint::CareWatch&) override { return Ok(); }
  Status Backup(const std::string&, const checkpoint::CareWatch&) override { return Ok(); }
  Status Vacuum(const checkpoint::CareWatch&) override { return Ok(); }
  Status VisitBlobs(const std::function<void(std::string_view hash)>& take) override {
    if (!lists_blobs) return Error("store_unsupported", "it does not list its blobs");
    Tell();
    for (const std::string& hash : store_.BlobHashes()) take(hash);
    return Ok();
  }

  checkpoint::DurabilityClass durability() const override { return store_.durability(); }
  void Commit(checkpoint::Batch& batch, void (*done)(void*), void* context) override {
    Tell();
    store_.Commit(batch, done, context);
  }
  checkpoint::StoreCode Get(std::string_view space, std::string_view key,
                            const checkpoint::EntrySink& sink) override {
    Tell();
    return store_.Get(space, key, sink);
  }
  checkpoint::StoreCode Scan(const checkpoint::ScanRange& range,
                             const checkpoint::EntrySink& sink) override {
    Tell();
    return store_.Scan(range, sink);
  }
  checkpoint::StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                             bool reverse, std::uint64_t limit,
                             const checkpoint::EntrySink& sink) override {
    Tell();
    return store_.Read(stream, from, to, reverse, limit, sink);
  }
  checkpoint::StoreCode GetBlob(std::string_view hash, const checkpoint::EntrySink& sink) override {
    Tell();
    return store_.GetBlob(hash, sink);
  }
  std::int64_t Now() const override { return store_.Now(); }
  std::string Reason() const override { return store_.Reason(); }
  std::string_view url() const override { return store_.url(); }

 private:
  void Tell() {
    if (telling_) return;
    telling_ = true;
    between();
    telling_ = false;
  }

  MapStore& store_;
  bool telling_ = false;
};

}  // namespace dashflow::testing
