// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "host/cli/view/live/layout.h"
#include "host/cli/view/live/picture.h"

namespace dashflow::cli {

// Where lines are made for.
struct LineFrame {
  const Picture& picture;
  int columns = 0;
  int name_width = 0;  // columns of names
  MonoTime now;
};

// "✓ list    0.2 s", "● digest  ━━━━╌╌╌╌  312/500 · 26/s · 0:07 left · 0:12". May be too long.
TextLine NodeLine(const LineFrame& frame, std::size_t node);

// A task of a fan-out: "↻ #17  attempt 2 in 0:03 · busy: The service is busy".
TextLine TaskLine(const LineFrame& frame, std::size_t node, const TaskNote& note);

}  // namespace dashflow::cli
