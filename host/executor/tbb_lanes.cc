// SPDX-License-Identifier: Apache-2.0
#include "host/executor/tbb_lanes.h"

namespace dashflow::executor {
namespace {

void EndGraph(Token token) noexcept { delete static_cast<TbbGraph*>(token.run); }

}  // namespace

// A body cannot wait for itself.
TbbLanes::~TbbLanes() {
  if (RunsInside(arena_)) pool_.Run({.body = &EndGraph, .token = {.run = graph_.release()}});
}

}  // namespace dashflow::executor
