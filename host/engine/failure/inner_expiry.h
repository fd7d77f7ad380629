// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "host/checkpoint/state.h"
#include "host/engine/run.h"

// Questions of subworkflows that keep nothing (`checkpoint: none`), which begin anew and ask again
// each time: the task that calls keeps for them when they expire, and what was decided then.
namespace dashflow::engine {

// When a question of the run expires that was asked before; nothing = it is new. [any-thread]
std::optional<WallTime> KnownExpiry(const Run& run, std::string_view question);

// Whether the run itself can decide nothing that would last.
inline bool KeepsNothing(const Run& run) { return run.caller && !run.journal.enabled(); }
// It is decided, for good. REQUIRES: KeepsNothing. [any-thread]
void RememberExpired(const Run& run, const checkpoint::InnerAnswer& decided);

}  // namespace dashflow::engine
