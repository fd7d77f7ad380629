// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// The calls of subworkflows in the threads of a store. [any-thread]
class NamespaceDirectory {
 public:
  explicit NamespaceDirectory(Store& store) : store_(store) {}

  // The call that `caller` made in exactly this superstep. `call` without its turn.
  Result<std::optional<NamespaceRecord>> Find(const NamespaceRecord& call) const;
  // The last that was made before that, in its lineage or on the branches that this came from.
  // REQUIRES: where `call` has a root Find has none, or its caller is 0, which calls nothing.
  Result<std::optional<NamespaceRecord>> FindEarlier(const NamespaceRecord& call) const;

  // The calls that tasks made in one superstep of `caller`, of each task by its last attempt that
  // made any; the oldest first.
  Result<std::vector<NamespaceRecord>> CallsOf(std::string_view thread, std::uint64_t caller,
                                               std::int64_t step) const;

  // Every call in a thread, in no order, until `take` returns false.
  using Visitor = std::function<bool(NamespaceRecord)>;
  Status Visit(std::string_view thread, const Visitor& take) const;

 private:
  Result<std::optional<NamespaceRecord>> Get(const NamespaceRecord& call) const;
  Result<std::optional<NamespaceRecord>> Last(const NamespaceRecord& call) const;
  Result<std::optional<NamespaceRecord>> LastInLineage(NamespaceRecord wanted) const;
  Status Scan(const ScanRange& range, const Visitor& take) const;

  Store& store_;
};

}  // namespace dashflow::checkpoint
