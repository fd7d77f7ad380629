// SPDX-License-Identifier: Apache-2.0
// A store of records only, small enough to show what the wrapper does for a store.
#include <dashflow/plugin.hpp>
#include <dashflow/store_care.hpp>
#include <map>
#include <mutex>
#include <string>

namespace sdk = dashflow::sdk;

namespace {

class Shelf : public sdk::Store<Shelf> {
 public:
  static constexpr auto spec =
      sdk::StoreSpec("shelf").Doc("Records in memory.").Gives(sdk::Durability::kBestEffort);

  Shelf(const sdk::Config& config, bool read_only) : read_only_(read_only) {
    if (config.Get<std::string>("url") == "shelf:broken") {
      throw sdk::StoreError("store_invalid", "The shelf is broken.").Cause("age").Fix("Buy one.");
    }
  }

  void Commit(sdk::StoreCommit commit) {
    for (std::size_t i = 0; i < commit.size(); ++i) {
      const std::string_view why = Apply(commit[i]);
      if (!why.empty()) commit.Explain(std::string(why));
    }
  }
  bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
    const std::lock_guard lock(mutex_);
    if (space == "damaged") throw sdk::StoreError(sdk::StoreStatus::kDamaged, "It is damaged.");
    const auto found = records_.find(std::string(key));
    if (found != records_.end()) sink({.key = found->first, .bytes = found->second});
    return found != records_.end();
  }
  void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) {
    const std::lock_guard lock(mutex_);
    for (auto at = records_.lower_bound(std::string(scan.from)); at != records_.end(); ++at) {
      if (!sink({.key = at->first, .bytes = at->second})) return;
    }
  }
  void Read(const sdk::StoreRange&, sdk::StoreSink) { throw std::bad_alloc(); }
  bool GetBlob(std::string_view, sdk::StoreSink) { return false; }
  std::int64_t Now() const { return 7; }

  // Some of what a store may do for itself.
  sdk::StoreAbout Describe() {
    const std::lock_guard lock(mutex_);
    sdk::StoreAbout about{.layout = sdk::StoreAbout::Layout{1, 2, 1, 1}, .disk_bytes = 5};
    about.records.count = records_.size();
    return about;
  }
  void Verify(const sdk::StoreWatch& watch) {
    watch.Step(1, 2);
    watch.Found("a board is loose", 3, 4);
    watch.Step(2, 2);
  }
  void Vacuum(const sdk::StoreWatch&) {
    throw sdk::StoreError(sdk::StoreStatus::kFull, "It is full.");
  }
  static std::string Restore(const sdk::Config& config, const std::string& file,
                             const sdk::StoreWatch&) {
    if (file.empty()) return {};
    if (file == "none") throw sdk::StoreError("store_locked", "It is held.").Fix("Wait.");
    return config.Get<std::string>("url") + file;
  }

 private:
  std::string_view Apply(const sdk::StoreBatch& batch) {
    const std::lock_guard lock(mutex_);
    if (read_only_) {
      batch.Fail(sdk::StoreStatus::kInvalid);
      return "it is open to read only";
    }
    if (batch.size() > 0 && batch[0].kind() != DF_OP_PUT) return "nothing was said";
    for (std::size_t i = 0; i < batch.size(); ++i) {
      records_[std::string(batch[i].key())] = batch[i].bytes();
    }
    batch.Succeed(++rev_);
    return {};
  }

  const bool read_only_;
  std::mutex mutex_;
  std::uint64_t rev_ = 0;
  std::map<std::string, std::string> records_;
};

}  // namespace

DASHFLOW_PLUGIN("shelf", "0.1.0", "A small store.", Shelf);
