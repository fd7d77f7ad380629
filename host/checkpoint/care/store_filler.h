// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Puts much into a store, many operations a batch. Batches are committed one after the other, so
// that what was added first is there first.
class StoreFiller {
 public:
  // `operation` says in errors what is done.
  StoreFiller(Store& store, std::string_view operation) : store_(store), operation_(operation) {}

  // `expires`: the epoch = never. Errors: what the store says about the batch that this filled.
  Status Put(std::string_view space, std::string_view key, std::string_view bytes,
             const std::vector<std::string>& terms = {}, WallTime expires = {});
  Status Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes);
  Status PutBlob(std::string_view hash, std::string_view bytes);
  Status Erase(std::string_view space, std::string_view key);
  Status EraseSpace(std::string_view space);
  Status Forget(std::uint64_t stream);
  // What has not been committed yet.
  Status Flush();

 private:
  Operation& Add(OpKind kind, std::string_view space = {}, std::string_view key = {});
  Bytes Keep(std::string_view bytes);
  Status FlushWhenFull();

  Store& store_;
  const std::string operation_;
  std::size_t bytes_ = 0;
  std::deque<std::string> texts_;
  std::deque<std::vector<Bytes>> terms_;
  std::vector<Operation> ops_;
};

}  // namespace dashflow::checkpoint
