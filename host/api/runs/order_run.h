// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/api/service.h"
#include "host/base/result.h"
#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::api {

// Orders a run of this id, as POST /threads/{thread}/runs with this body would, or without a thread
// POST /runs; waits until the order is stored. One that was ordered already is no error. REQUIRES:
// the service has a desk.
Status OrderRun(Service& service, const http::Caller& caller, const std::string& thread,
                const std::string& run, const Value& body);

}  // namespace dashflow::api
