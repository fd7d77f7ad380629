// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "host/base/clock.h"
#include "host/cli/console.h"

namespace dashflow::cli {

// How far a long command has come: one line of a terminal, drawn over itself. Elsewhere nothing.
class ProgressLine {
 public:
  ProgressLine(const Console& console, const Clock& clock) : console_(console), clock_(clock) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { Clear(); }

  // Asks for the text only when it is time to draw it.
  void Show(const std::function<std::string()>& text);
  void Clear();  // until the next time

 private:
  const Console& console_;
  const Clock& clock_;
  MonoTime next_{};
  bool is_drawn_ = false;
};

// "━━━━━╌╌╌╌╌  12/300"
std::string ProgressBar(std::uint64_t done, std::uint64_t all);

}  // namespace dashflow::cli
