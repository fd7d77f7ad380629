// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "host/cli/session.h"

namespace dashflow::cli {

struct TopArguments {
  bool once = false;
  std::chrono::nanoseconds every{};  // between two looks
};

// Shows the runs that are under way, again and again, in one place of a terminal, else below each
// other.
Exit Top(Session& session, const TopArguments& arguments);

}  // namespace dashflow::cli
