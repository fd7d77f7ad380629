// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/api/service.h"
#include "host/api/threads/thread.h"
#include "host/base/result.h"
#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::api {

// Which threads are asked for. Empty members take everything.
struct ThreadFilter {
  std::vector<std::string> ids{};
  bool only_ids = false;  // those and no others, also when there are none
  std::string status{};   // as clients know it
  Value metadata{};       // what theirs contains
  Value values{};         // what their newest checkpoint contains
};

// From `ids`, `status`, `metadata` and `values` of a body.
ThreadFilter FilterOf(const Value& body);

// Those that fit and that the caller may see, in no order. Errors: those of the store.
Result<std::vector<Thread>> ListThreads(Service& service, const http::Caller& caller,
                                        const ThreadFilter& filter);

// `by`: thread_id, status, created_at, updated_at or state_updated_at; `order`: asc, or else desc.
Status SortThreads(Service& service, std::string_view by, std::string_view order,
                   std::vector<Thread>& threads);

}  // namespace dashflow::api
