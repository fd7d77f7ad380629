// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <cstdint>
#include <dashflow/testing/store/batch.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::sdk::testing::store {

// A copy of what a store handed out.
struct Entry {
  std::string key;
  std::string bytes;
  std::uint64_t seq = 0;
  std::uint64_t rev = 0;
};

// What a read answered, and the store's reason when it is not DF_STORE_OK.
struct Answer {
  std::int32_t status = DF_STORE_OK;
  std::vector<Entry> entries;
  std::string reason;

  // "a b c" of the keys or of the seqs, for comparing with what a test expects.
  std::string Keys() const;
  std::string Seqs() const;
};

struct OpenError {
  std::string code, message, cause, fix;
};

// An open store, used through the C table alone. Commit waits until `done`. [any-thread]
class Client {
 public:
  // Throws OpenError.
  Client(const df_store_api& table, std::string_view config_json, std::uint32_t flags = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // The batch's result.
  std::int32_t Commit(Batch& batch);
  std::int32_t Commit(Batch&& batch) { return Commit(batch); }
  // All in one call. Gives the store's reason, as it was inside `done`.
  std::string CommitAll(std::span<Batch> batches);

  Answer Get(std::string_view space, std::string_view key);
  Answer Scan(const df_store_scan& scan);
  Answer Scan(std::string_view space, std::string_view term = {});
  Answer Read(std::uint64_t stream, std::uint64_t from = 1, std::uint64_t to = UINT64_MAX,
              bool reverse = false, std::uint64_t limit = 0);
  Answer GetBlob(std::string_view hash);
  std::int64_t Now() { return table_.now(store_); }

  const df_store_api& table() const { return table_; }
  void* raw() { return store_; }

 private:
  template <class Call>
  Answer Ask(Call call);

  const df_store_api& table_;
  void* store_ = nullptr;
};

df_text Text(std::string_view text);

}  // namespace dashflow::sdk::testing::store
