// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/cli/view/live/layout.h"

namespace dashflow::cli {

// Frames of lines as bytes for a terminal, each drawn over the one before without clearing it
// first. Between frames the cursor stands at the beginning of the line below. [serial]
class FramePainter {
 public:
  explicit FramePainter(bool color) : color_(color) {}

  // What makes the screen show `frame`, or nothing when it does already. `above`: printable lines
  // that are to stay above it for good. `size` as the terminal is now, which may have wrapped what
  // it showed.
  std::string Paint(const std::vector<TextLine>& frame, const std::vector<std::string>& above,
                    ScreenSize size);
  // Somebody else has written to the terminal: the next frame begins where the cursor is.
  void Restart() { shown_.clear(); }

 private:
  struct ShownLine {
    std::string bytes;
    int width = 0;
  };

  ShownLine Colored(const TextLine& line) const;
  int RowsShown(ScreenSize size) const;

  const bool color_;
  ScreenSize size_;
  std::vector<ShownLine> shown_;
};

}  // namespace dashflow::cli
