// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulation/check/chronicle.h"

namespace dashflow::simulation {

// What broke, in words; nothing = it holds.
using Finding = std::optional<std::string>;

// What a check looks at: a world with accidents, the same story in one without, and the workflow's
// channels.
struct Evidence {
  const Flow& flow;
  const Chronicle& seen;
  const Chronicle& undisturbed;
};

// The invariants of reference/reliability.md §2.3, each by itself.
Finding WritesCountOnce(const Evidence& evidence);           // I1
Finding AcknowledgedIsKept(const Evidence& evidence);        // I2
Finding CheckpointsAreUnique(const Evidence& evidence);      // I3
Finding StepsFollowEachOther(const Evidence& evidence);      // I4
Finding ReplacedHoldersAreFenced(const Evidence& evidence);  // I5
Finding EveryRunEnds(const Evidence& evidence);              // I6
Finding NothingRunsUnowned(const Evidence& evidence);        // I7
Finding StoreIsWhole(const Evidence& evidence);              // I8
// Further ones.
Finding KeysAreStable(const Evidence& evidence);   // I11
Finding EndsAreDurable(const Evidence& evidence);  // I12
Finding HoldersAreNotRefused(const Evidence& evidence);
Finding EventsAreComplete(const Evidence& evidence);
Finding EndIsAsUndisturbed(const Evidence& evidence);

struct Invariant {
  std::string_view name;
  Finding (*check)(const Evidence& evidence);
};

const std::vector<Invariant>& Invariants();

}  // namespace dashflow::simulation
