// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <array>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::sdk::testing::store {

// A batch that owns what it refers to, and its result once it was committed.
class Batch {
 public:
  Batch() = default;
  Batch(Batch&&) = default;
  Batch& operator=(Batch&&) = default;

  Batch& Expect(std::string_view space, std::string_view key, std::uint64_t rev);
  Batch& Put(std::string_view space, std::string_view key, std::string_view bytes,
             std::initializer_list<std::string_view> terms = {}, std::int64_t expires_ns = 0);
  Batch& Erase(std::string_view space, std::string_view key);
  Batch& EraseRange(std::string_view space, std::string_view from, std::string_view to);
  Batch& Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes);
  Batch& Trim(std::uint64_t stream, std::uint64_t seq);
  Batch& PutBlob(std::string_view hash, std::string_view bytes);
  Batch& EraseBlob(std::string_view hash, std::int64_t untouched_since_ns);
  // Any operation, also one that no contract knows. What it refers to must outlive the batch.
  Batch& Raw(const df_store_op& op);

  df_store_batch* raw();
  std::int32_t result() const { return raw_.result; }
  std::uint32_t failed_op() const { return raw_.failed_op; }
  std::uint64_t rev() const { return raw_.rev; }

 private:
  df_text Own(std::string_view text);
  df_store_op& Add(std::uint32_t kind);

  std::deque<std::string> texts_;
  std::deque<std::array<df_text, 8>> terms_;
  std::vector<df_store_op> ops_;
  df_store_batch raw_{};
};

}  // namespace dashflow::sdk::testing::store
