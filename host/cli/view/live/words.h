// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "host/cli/view/live/layout.h"
#include "host/cli/view/live/picture.h"

namespace dashflow::cli {

// How a state looks and is called.
struct StateLook {
  std::string_view sign;  // one column
  std::string_view word;
  Style style = Style::kPlain;
};
StateLook LookOf(NodeState state);

// Time that runs on: 0:07, 12:40, 1:02:03. Whole seconds, so that it changes once a second.
std::string ClockText(std::chrono::nanoseconds time);
// Time that is over: 12 ms, 0.7 s, 12.4 s, 3:20.
std::string TookText(std::chrono::nanoseconds time);
// 312/s, 26/s, 2.6/s, 12/min.
std::string RateText(double per_second);
// `columns` long, filled in proportion.
std::string BarText(std::int64_t part, std::int64_t whole, int columns, bool filled);

}  // namespace dashflow::cli
