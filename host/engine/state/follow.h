// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/state/binding.h"
#include "host/engine/state/route.h"

namespace dashflow::engine {

struct Steps {
  Run& run;
  const StateBinding& binding;
  Frontier& frontier;
};

// Takes one edge: evaluates its condition and adds where it leads to the frontier.
Status Follow(const Steps& steps, const graph::Edge& edge);

}  // namespace dashflow::engine
