// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "host/checkpoint/sealing/store_key.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/upkeep/store_care.h"

namespace dashflow::checkpoint {

// A store whose bytes are encrypted: those of records, log entries and blobs, each for its place.
// Blobs get names that tell nothing of what is in them. What the store needs to find things stays
// as it is: spaces, keys and index terms of records, numbers of log entries, times; and the space
// that says which store it is. What does not open is kDamaged. [any-thread]
class SealedStore final : public Store, public StoreCare {
 public:
  SealedStore(std::unique_ptr<Store> store, StoreKey key);

  DurabilityClass durability() const override { return store_->durability(); }
  void Commit(Batch& batch, void (*done)(void* context), void* context) override;
  StoreCode Get(std::string_view space, std::string_view key, const EntrySink& sink) override;
  StoreCode Scan(const ScanRange& range, const EntrySink& sink) override;
  StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                 std::uint64_t limit, const EntrySink& sink) override;
  StoreCode GetBlob(std::string_view hash, const EntrySink& sink) override;
  std::int64_t Now() const override { return store_->Now(); }
  std::string Reason() const override;
  std::string_view url() const override { return store_->url(); }

  // With `encryption`: the cipher, and the id of the configuration's key.
  Result<Value> Describe() override;
  Status Verify(const CareWatch& watch) override;
  Status Backup(const std::string& file, const CareWatch& watch) override;
  Status Vacuum(const CareWatch& watch) override;
  Status VisitBlobs(const std::function<void(std::string_view name)>& take) override;
  std::string BlobName(std::string_view hash) const override;

 private:
  struct Sealed;

  static void Answered(void* context);
  void SealOperation(Operation& op, Sealed& sealed) const;
  Result<StoreCare*> Care() const;

  const std::unique_ptr<Store> store_;
  const SecretKey data_;   // seals what is stored
  const SecretKey names_;  // makes the names of blobs
  const std::string sealed_by_;
};

}  // namespace dashflow::checkpoint
