// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/document/document.h"
#include "host/value/value.h"

namespace dashflow::api {

// How far a run came, as clients know it.
enum class OrderStatus : std::uint8_t {
  kPending,
  kRunning,
  kSuccess,
  kError,
  kTimeout,
  kInterrupted
};

std::string_view OrderStatusName(OrderStatus status);
inline bool IsOpen(OrderStatus status) { return status <= OrderStatus::kRunning; }

// What a client ordered, and what became of it: the API's record of a run, beside the engine's. The
// engine's run has the same id, but for that of a later attempt.
struct RunOrder {
  std::string run;
  std::string thread;
  std::string assistant;  // id
  std::string graph;      // name of its workflow
  std::string owner;
  std::string strategy = "reject";  // multitask_strategy
  Value metadata = Value::EmptyObject();
  // As clients see them: input, command, config, context, stream_mode, temporary, …
  Value kwargs = Value::EmptyObject();
  // In the store an order stays pending until it has ended: whether it has begun is known by the
  // engine's record.
  OrderStatus status = OrderStatus::kPending;
  std::uint32_t attempt = 1;
  WallTime created{};
  WallTime updated{};
  WallTime due{};            // no earlier does it begin
  bool webhook_due = false;  // is to be called, or called again, once the run has ended
};

// Whether its thread goes with it.
bool IsTemporary(const RunOrder& order);
// Whether it goes as soon as it has ended: nobody is still to be told of it.
bool GoesAtEnd(const RunOrder& order);

// The index term of those whose webhook is due.
inline constexpr std::string_view kWebhookDue = "webhook=due";

inline constexpr std::size_t kOrderPart = std::size_t{768} << 10;  // bytes

// {run_id, thread_id, assistant_id, created_at, …}
Value RunView(const RunOrder& order);
// The same, of one that waits with `queued_seconds`: for how long it has been due.
Value RunView(const RunOrder& order, WallTime now);

// As the store has it: a document under the run's id, which has its thread and whether it is open
// as terms. What the run was given may be larger than a document: then it stands in parts behind
// it, "<run>/0000" and so on.
std::vector<checkpoint::Document> DocumentsOf(const RunOrder& order);
std::string PartKey(std::string_view run, std::size_t part);
// How many parts a document has behind it.
std::size_t PartsOf(const checkpoint::Document& document);
// `parts` joins what they hold; empty = there are none. Error store_damaged. Safe for any value.
Result<RunOrder> OrderOf(const checkpoint::Document& document, std::string_view parts);

}  // namespace dashflow::api
