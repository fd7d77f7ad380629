// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/cli/view/live/layout.h"

namespace dashflow::cli {

// Whether lines can be drawn over each other there: a terminal of a known kind and size.
bool CanDrawOn(int descriptor);

// Makes the cursor of a terminal that is drawn on visible again; nothing when none is.
// Async-signal-safe: for whoever ends the process without further ado.
void RestoreTerminal() noexcept;

// A terminal while it is drawn on: its cursor is hidden, and shown again when the object goes, when
// the process is stopped (Ctrl-Z) or dies of a signal. At most one at a time. [serial]
class Terminal {
 public:
  // REQUIRES: CanDrawOn(descriptor).
  explicit Terminal(int descriptor);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  // As it is now; zeros when it is gone.
  ScreenSize size() const;
  // False while the shell lends it to another job.
  bool is_ours() const;
  // Whether the process was stopped and has continued since the last call.
  bool WasAway() const;
  // All of it, or as much as the terminal takes before it is gone.
  void Write(std::string_view bytes) const;

 private:
  const int descriptor_;
};

}  // namespace dashflow::cli
