// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <dashflow/testing/fake_host.hpp>
#include <dashflow/testing/store/client.hpp>
#include <dashflow/testing/store/suite.hpp>
#include <filesystem>
#include <memory>
#include <string>

namespace dashflow::sdk::testing::store {

// What one check works with: an empty store, open, with a folder and a word of its own.
class Stage {
 public:
  // Throws OpenError.
  Stage(const Subject& subject, std::filesystem::path folder, std::uint32_t seed);

  Client& store() { return *store_; }
  const df_store_api& table() const { return *table_; }
  // Null for a store that does nothing for itself, and for one with something before it.
  const df_store_care_api* care() const;
  FakeHost& host() { return host_; }
  const Hooks& hooks() const { return subject_.hooks; }
  const std::filesystem::path& folder() const { return folder_; }
  std::uint32_t seed() const { return seed_; }
  bool Lasts() const { return table_->durability != DF_DURABILITY_NONE; }

  // Another opener of the same place. Throws OpenError.
  std::unique_ptr<Client> Open(std::uint32_t flags = 0) const;
  // What `open` gets: the store's place, and one where nothing is yet.
  const std::string& config() const { return config_; }
  std::string ConfigElsewhere() const;
  // A place where nothing is yet. Throws OpenError.
  std::unique_ptr<Client> OpenElsewhere(std::uint32_t flags = 0) const;
  void Close() { store_.reset(); }
  void Reopen();
  // Until the store's time is `duration` later: at once when it follows the host's clock.
  void PassTime(std::chrono::nanoseconds duration);

 private:
  const Subject& subject_;
  const std::filesystem::path folder_;
  const std::uint32_t seed_;
  const std::string config_;
  FakeHost host_;
  const df_store_api* table_;
  std::unique_ptr<Client> store_;
};

}  // namespace dashflow::sdk::testing::store
