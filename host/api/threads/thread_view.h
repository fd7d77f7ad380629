// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/api/service.h"
#include "host/api/threads/thread.h"
#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::api {

// "idle", "busy", "interrupted" or "error". Errors: those of the store.
Result<std::string_view> StatusOf(Service& service, const Thread& thread);

// The values of its newest checkpoint, as clients see them; {} before a run. Errors: those of the
// store.
Result<Value> ValuesOf(Service& service, const Thread& thread);

// {thread_id, created_at, updated_at, metadata, status, config, …}; after a run with its values and
// the questions that wait: {task: [{id, value}]}. Errors: those of the store.
Result<Value> ThreadView(Service& service, const Thread& thread);

// {strategy, ttl, expires_at}; null = it is kept for ever.
Value TtlView(const Thread& thread);

}  // namespace dashflow::api
