// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace dashflow::cli {

namespace {

double Seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

StateLook LookOf(NodeState state) {
  constexpr StateLook looks[kNodeStateCount] = {
      {"○", "waiting", Style::kFaint},    {"●", "running", Style::kActive},
      {"↻", "retrying", Style::kWarning}, {"?", "asking", Style::kWarning},
      {"✗", "failed", Style::kBad},       {"⊘", "cancelled", Style::kWarning},
      {"✓", "done", Style::kGood},
  };
  return looks[static_cast<std::size_t>(state)];
}

std::string ClockText(std::chrono::nanoseconds time) {
  const auto seconds =
      std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(time).count());
  const auto minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{}:{:02}", minutes, seconds % 60);
  return fmt::format("{}:{:02}:{:02}", minutes / 60, minutes % 60, seconds % 60);
}

std::string TookText(std::chrono::nanoseconds time) {
  const double seconds = Seconds(time);
  if (seconds < 0.1) return fmt::format("{:.0f} ms", seconds * 1000);
  if (seconds < 60) return fmt::format("{:.1f} s", seconds);
  return ClockText(time);
}

std::string RateText(double per_second) {
  if (per_second >= 10) return fmt::format("{:.0f}/s", per_second);
  if (per_second >= 1) return fmt::format("{:.1f}/s", per_second);
  return fmt::format("{:.0f}/min", per_second * 60);
}

std::string BarText(std::int64_t part, std::int64_t whole, int columns, bool filled) {
  const auto full = static_cast<int>(columns * std::clamp<std::int64_t>(part, 0, whole) / whole);
  std::string text;
  for (int i = 0; i < (filled ? full : columns - full); ++i) text += filled ? "━" : "╌";
  return text;
}

}  // namespace dashflow::cli
