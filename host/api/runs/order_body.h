// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/api/queue/run_order.h"
#include "host/api/service.h"
#include "host/base/result.h"
#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::api {

// The order that a body makes, on a thread; `thread` empty = a stateless run, on one of its own.
// A thread that is not there is made where the body says so. Errors: assistant_not_found,
// thread_not_found, invalid_argument (a stream mode), request_invalid, and what the store says.
Result<RunOrder> OrderOf(Service& service, const http::Caller& caller, const std::string& thread,
                         const Value& body);

}  // namespace dashflow::api
