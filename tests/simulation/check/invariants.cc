// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/check/invariants.h"

namespace dashflow::simulation {

const std::vector<Invariant>& Invariants() {
  static const std::vector<Invariant> kAll{
      {"I1 writes count once", WritesCountOnce},
      {"I2 acknowledged is kept", AcknowledgedIsKept},
      {"I3 checkpoints are unique", CheckpointsAreUnique},
      {"I4 steps follow each other", StepsFollowEachOther},
      {"I5 replaced holders are fenced", ReplacedHoldersAreFenced},
      {"I6 every run ends", EveryRunEnds},
      {"I7 nothing runs unowned", NothingRunsUnowned},
      {"I8 the store is whole", StoreIsWhole},
      {"I11 keys are stable", KeysAreStable},
      {"I12 ends are durable", EndsAreDurable},
      {"holders are not refused", HoldersAreNotRefused},
      {"events are complete", EventsAreComplete},
      {"the end is as undisturbed", EndIsAsUndisturbed},
  };
  return kAll;
}

}  // namespace dashflow::simulation
