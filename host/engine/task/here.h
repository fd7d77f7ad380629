// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dashflow::engine {

// On what kind of thread something happens: it decides whether the run may go on right there.
enum class Here : std::uint8_t {
  kStepLoop,  // the run's own loop: it goes on by itself
  kWorker,    // a thread of the executor that runs tasks
  kStore,     // the store's: short work only
  kForeign,   // anybody's: nothing but a hand-over
};

}  // namespace dashflow::engine
