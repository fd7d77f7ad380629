// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <dashflow/testing/store/batch.hpp>

namespace dashflow::sdk::testing::store {

df_text Batch::Own(std::string_view text) {
  const std::string& copy = texts_.emplace_back(text);
  return {copy.data(), copy.size()};
}

df_store_op& Batch::Add(std::uint32_t kind) {
  df_store_op op{};
  op.kind = kind;
  return ops_.emplace_back(op);
}

Batch& Batch::Expect(std::string_view space, std::string_view key, std::uint64_t rev) {
  df_store_op& op = Add(DF_OP_EXPECT);
  op.space = Own(space);
  op.key = Own(key);
  op.rev = rev;
  return *this;
}

Batch& Batch::Put(std::string_view space, std::string_view key, std::string_view bytes,
                  std::initializer_list<std::string_view> terms, std::int64_t expires_ns) {
  df_store_op& op = Add(DF_OP_PUT);
  op.space = Own(space);
  op.key = Own(key);
  op.bytes = Own(bytes);
  auto& owned = terms_.emplace_back();
  std::transform(terms.begin(), terms.end(), owned.begin(),
                 [this](std::string_view term) { return Own(term); });
  op.terms = owned.data();
  op.term_count = static_cast<std::uint32_t>(terms.size());
  op.expires_ns = expires_ns;
  return *this;
}

Batch& Batch::Erase(std::string_view space, std::string_view key) {
  df_store_op& op = Add(DF_OP_ERASE);
  op.space = Own(space);
  op.key = Own(key);
  return *this;
}

Batch& Batch::EraseRange(std::string_view space, std::string_view from, std::string_view to) {
  df_store_op& op = Add(DF_OP_ERASE_RANGE);
  op.space = Own(space);
  op.key = Own(from);
  op.end = Own(to);
  return *this;
}

Batch& Batch::Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes) {
  df_store_op& op = Add(DF_OP_APPEND);
  op.stream = stream;
  op.seq = seq;
  op.bytes = Own(bytes);
  return *this;
}

Batch& Batch::Trim(std::uint64_t stream, std::uint64_t seq) {
  df_store_op& op = Add(DF_OP_TRIM);
  op.stream = stream;
  op.seq = seq;
  return *this;
}

Batch& Batch::PutBlob(std::string_view hash, std::string_view bytes) {
  df_store_op& op = Add(DF_OP_PUT_BLOB);
  op.key = Own(hash);
  op.bytes = Own(bytes);
  return *this;
}

Batch& Batch::EraseBlob(std::string_view hash, std::int64_t untouched_since_ns) {
  df_store_op& op = Add(DF_OP_ERASE_BLOB);
  op.key = Own(hash);
  op.expires_ns = untouched_since_ns;
  return *this;
}

Batch& Batch::Raw(const df_store_op& op) {
  ops_.push_back(op);
  return *this;
}

df_store_batch* Batch::raw() {
  raw_ = {sizeof(df_store_batch), static_cast<std::uint32_t>(ops_.size()), ops_.data(), -1, 0, 0};
  return &raw_;
}

}  // namespace dashflow::sdk::testing::store
