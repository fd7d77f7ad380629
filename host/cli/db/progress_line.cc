// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/progress_line.h"

#include <algorithm>
#include <chrono>

namespace dashflow::cli {
namespace {

constexpr auto kEvery = std::chrono::milliseconds(100);
constexpr std::uint64_t kCells = 20;

}  // namespace

void ProgressLine::Clear() {
  if (is_drawn_) console_.Redraw({});
  is_drawn_ = false;
}

void ProgressLine::Show(const std::function<std::string()>& text) {
  if (!console_.draws()) return;
  const MonoTime now = clock_.Mono();
  if (now < next_) return;
  next_ = now + kEvery;
  is_drawn_ = true;
  console_.Redraw(text());
}

std::string ProgressBar(std::uint64_t done, std::uint64_t all) {
  const std::uint64_t full = all == 0 ? kCells : std::min(kCells, done * kCells / all);
  std::string bar;
  for (std::uint64_t i = 0; i < kCells; ++i) bar += i < full ? "━" : "╌";
  return bar + "  " + std::to_string(done) + "/" + std::to_string(all);
}

}  // namespace dashflow::cli
