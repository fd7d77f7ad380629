// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/run.h"

namespace dashflow::engine {

// Whether whoever reads the run's events has room for those of another superstep. False: the run is
// parked, until the reader has caught up or the run is asked to stop. [serial-per-run]
bool ReaderKeepsUp(Run& run);

// A run that waits for its reader goes on. [any-thread]
void WakeForStop(Run& run);

}  // namespace dashflow::engine
