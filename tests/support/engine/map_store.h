// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "host/checkpoint/store.h"

namespace dashflow::testing {

// A store in maps, with the rules of <dashflow/store.h>, and hooks to make it misbehave.
class MapStore final : public checkpoint::Store {
 public:
  checkpoint::DurabilityClass durability() const override { return says_it_is; }
  void Commit(checkpoint::Batch& batch, void (*done)(void*), void* context) override;
  checkpoint::StoreCode Get(std::string_view space, std::string_view key,
                            const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode Scan(const checkpoint::ScanRange& range,
                             const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                             bool reverse, std::uint64_t limit,
                             const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode GetBlob(std::string_view hash, const checkpoint::EntrySink& sink) override;
  std::int64_t Now() const override { return now.load(); }
  std::string Reason() const override { return "the test said so"; }
  std::string_view url() const override { return "test:"; }

  // Asked before each batch: anything but kOk is its result, and nothing is done.
  std::function<checkpoint::StoreCode(const checkpoint::Batch&)> before =
      [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
  // What is answered for a batch that was done: kUnknown is a lost answer.
  std::function<checkpoint::StoreCode(const checkpoint::Batch&)> after =
      [](const checkpoint::Batch&) { return checkpoint::StoreCode::kOk; };
  // Called with each batch's answer instead of giving it, when set: answers can come late and from
  // elsewhere.
  std::function<void(std::function<void()>)> deliver;

  std::atomic<std::int64_t> now{1};  // by which records expire
  checkpoint::DurabilityClass says_it_is = checkpoint::DurabilityClass::kNone;

  std::size_t entries() const { return log_.size(); }
  std::size_t blobs() const { return blobs_.size(); }
  std::vector<std::string> BlobHashes();
  std::size_t records() const { return records_.size(); }
  // The keys of a space.
  std::vector<std::string> Keys(std::string_view space);
  // The stored bytes, to damage them.
  std::string& record(const std::string& space, const std::string& key) {
    return records_.at({space, key}).bytes;
  }
  std::string& blob(const std::string& hash) { return blobs_.at(hash).first; }
  std::vector<std::string> BlobHashes() const;
  std::string& entry(std::uint64_t stream, std::uint64_t seq) { return log_.at({stream, seq}); }
  bool Has(std::uint64_t stream, std::uint64_t seq) const { return log_.contains({stream, seq}); }
  // As no commit would.
  void Overwrite(std::uint64_t stream, std::uint64_t seq, std::string_view bytes) {
    log_[{stream, seq}] = bytes;
  }
  void Lose(std::uint64_t stream, std::uint64_t seq) { log_.erase({stream, seq}); }
  std::vector<std::uint64_t> Streams() const;

 private:
  struct Record {
    std::string bytes;
    std::vector<std::string> terms;
    std::uint64_t rev = 0;
    std::int64_t expires = 0;
  };
  using Key = std::pair<std::string, std::string>;
  using LogKey = std::pair<std::uint64_t, std::uint64_t>;

  std::map<Key, Record>::iterator FindRecord(std::string_view space, std::string_view key);
  bool Allowed(const checkpoint::Batch& batch, std::uint32_t index);
  void Apply(const checkpoint::Operation& op);
  checkpoint::StoreCode Run(checkpoint::Batch& batch);

  std::recursive_mutex mutex_;  // a sink may call the store
  std::map<Key, Record> records_;
  std::map<LogKey, std::string> log_;
  std::map<std::string, std::pair<std::string, std::int64_t>> blobs_;  // with their times
  std::uint64_t rev_ = 0;
};

}  // namespace dashflow::testing
