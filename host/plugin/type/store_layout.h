// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <cstddef>
#include <type_traits>

#include "host/checkpoint/store.h"

namespace dashflow::plugin {

// A batch of the host and the results in it cross the ABI as they are: the same layouts and
// numbers.
#define DF_SAME_MEMBER(ours, our_member, theirs, their_member)                  \
  static_assert(offsetof(ours, our_member) == offsetof(theirs, their_member) && \
                sizeof(ours::our_member) == sizeof(theirs::their_member))
#define DF_SAME_POINTER(ours, our_member, theirs, their_member)                 \
  static_assert(offsetof(ours, our_member) == offsetof(theirs, their_member) && \
                std::is_pointer_v<decltype(ours::our_member)> &&                \
                std::is_pointer_v<decltype(theirs::their_member)>)

DF_SAME_MEMBER(checkpoint::Bytes, data, df_text, data);
DF_SAME_MEMBER(checkpoint::Bytes, size, df_text, size);
static_assert(sizeof(checkpoint::Bytes) == sizeof(df_text));

DF_SAME_MEMBER(checkpoint::Operation, kind, df_store_op, kind);
DF_SAME_MEMBER(checkpoint::Operation, term_count, df_store_op, term_count);
DF_SAME_MEMBER(checkpoint::Operation, space, df_store_op, space);
DF_SAME_MEMBER(checkpoint::Operation, key, df_store_op, key);
DF_SAME_MEMBER(checkpoint::Operation, end, df_store_op, end);
DF_SAME_MEMBER(checkpoint::Operation, bytes, df_store_op, bytes);
DF_SAME_POINTER(checkpoint::Operation, terms, df_store_op, terms);
DF_SAME_MEMBER(checkpoint::Operation, stream, df_store_op, stream);
DF_SAME_MEMBER(checkpoint::Operation, seq, df_store_op, seq);
DF_SAME_MEMBER(checkpoint::Operation, rev, df_store_op, rev);
DF_SAME_MEMBER(checkpoint::Operation, expires_ns, df_store_op, expires_ns);
static_assert(sizeof(checkpoint::Operation) == sizeof(df_store_op));

DF_SAME_MEMBER(checkpoint::Batch, struct_size, df_store_batch, size);
DF_SAME_MEMBER(checkpoint::Batch, op_count, df_store_batch, op_count);
DF_SAME_POINTER(checkpoint::Batch, ops, df_store_batch, ops);
DF_SAME_MEMBER(checkpoint::Batch, result, df_store_batch, result);
DF_SAME_MEMBER(checkpoint::Batch, failed_op, df_store_batch, failed_op);
DF_SAME_MEMBER(checkpoint::Batch, rev, df_store_batch, rev);
static_assert(checkpoint::kBatchBytes == sizeof(df_store_batch));

DF_SAME_MEMBER(checkpoint::StoredEntry, key, df_store_entry, key);
DF_SAME_MEMBER(checkpoint::StoredEntry, bytes, df_store_entry, bytes);
DF_SAME_MEMBER(checkpoint::StoredEntry, seq, df_store_entry, seq);
DF_SAME_MEMBER(checkpoint::StoredEntry, rev, df_store_entry, rev);
static_assert(sizeof(checkpoint::StoredEntry) == sizeof(df_store_entry));

#undef DF_SAME_MEMBER
#undef DF_SAME_POINTER

static_assert(static_cast<int>(checkpoint::StoreCode::kDamaged) == DF_STORE_DAMAGED);
static_assert(static_cast<int>(checkpoint::StoreCode::kUnknown) == DF_STORE_UNKNOWN);
static_assert(static_cast<int>(checkpoint::OpKind::kEraseBlob) == DF_OP_ERASE_BLOB);
static_assert(static_cast<int>(checkpoint::OpKind::kAppend) == DF_OP_APPEND);
static_assert(static_cast<int>(checkpoint::DurabilityClass::kDurable) == DF_DURABILITY_DURABLE);
static_assert(checkpoint::kMaxStoreBytes == DF_STORE_MAX_BYTES);
static_assert(checkpoint::kMaxStoreKey == DF_STORE_MAX_KEY);

}  // namespace dashflow::plugin
