// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/queue/run_order.h"
#include "host/base/result.h"
#include "host/engine/request.h"

namespace dashflow::api {

// What the engine is asked to do for an order, but for who listens. Error invalid_argument names
// the member of the body that cannot be understood.
Result<engine::RunRequest> RunRequestOf(const RunOrder& order);

}  // namespace dashflow::api
