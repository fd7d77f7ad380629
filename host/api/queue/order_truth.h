// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/api/queue/run_order.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"

// What the engine's records say of an order that the store has as pending: it is put only when it
// is taken and when it has ended, and the host may have died between its end and that.
namespace dashflow::api {

// The order as it is. Errors: what the store says.
Result<RunOrder> AsItIs(checkpoint::Store& store, RunOrder order);

// Whether the thread waits before or after a node, for nobody's answer.
bool WaitsWithoutQuestion(checkpoint::Store& store, const std::string& thread);

// Frames of a later attempt have higher numbers than any of an earlier one.
inline std::uint64_t FirstFrame(std::uint32_t attempt) {
  return static_cast<std::uint64_t>(attempt - 1) << 32;
}

}  // namespace dashflow::api
