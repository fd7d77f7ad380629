// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "host/base/error.h"

namespace dashflow::engine {

// Error migration_refused.
inline Error Refused(const std::string& cause, std::string fix) {
  return Error("migration_refused", "the thread cannot move to this definition: " + cause)
      .Operation("move thread")
      .Fix(std::move(fix));
}

}  // namespace dashflow::engine
