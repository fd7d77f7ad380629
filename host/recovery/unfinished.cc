// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/unfinished.h"

#include <algorithm>
#include <utility>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"

namespace dashflow::recovery {

using checkpoint::ThreadRecord;
using checkpoint::ThreadStatus;

bool IsUnfinished(const ThreadRecord& thread) {
  return thread.status == ThreadStatus::kRunning ||
         (thread.status == ThreadStatus::kCancelled && thread.error_code == "drained");
}

Result<std::vector<ThreadRecord>> Unfinished(checkpoint::Store& store) {
  const checkpoint::Directory directory(store);
  DF_ASSIGN(auto threads, directory.List({.status = "running"}));
  DF_ASSIGN(auto drained, directory.List({.status = "cancelled", .error = "drained"}));
  std::ranges::move(drained, std::back_inserter(threads));
  std::ranges::sort(threads, {},
                    [](const ThreadRecord& each) { return std::tie(each.updated, each.id); });
  return threads;
}

Result<std::optional<WallTime>> FirstExpiry(checkpoint::Store& store, const ThreadRecord& thread) {
  DF_ASSIGN(const auto loaded, checkpoint::Loader(store).LoadHead(thread.stream));
  std::optional<WallTime> first;
  for (const checkpoint::TaskProgress& task : loaded.state.progress) {
    for (const checkpoint::Asked& asked : task.asked)
      if (asked.expires != WallTime() && (!first || asked.expires < *first)) first = asked.expires;
  }
  return first;
}

}  // namespace dashflow::recovery
