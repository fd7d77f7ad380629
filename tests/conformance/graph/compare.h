// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/error.h"
#include "host/value/value.h"

namespace dashflow::cases {

// An error as a case states it: {error, message}.
bool IsErrorExpectation(const Value& expected);

// Empty: `error` is what the case expects (README.md, "Errors"). Else what differs.
std::string CompareError(const Error& error, const Value& expected);

// Of all that is wrong with a graph, something must state the facts of `message`.
std::string CompareCompileError(const std::vector<Error>& errors, std::string_view message);

// Empty: equal. Interrupts compare in no order.
std::string CompareResult(const Value& found, const Value& expected);

// One chunk of a stream, as the case writes it; those of one group compare in no order.
struct Chunk {
  std::int64_t group = 0;
  Value shown;
};
std::string CompareChunks(const std::vector<Chunk>& found, const Value& expected);

}  // namespace dashflow::cases
