// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/cli/session.h"
#include "host/retention/sweep.h"

namespace dashflow::cli {

// What the configuration says under `retention:`.
retention::Rules RetentionRules(const settings::Settings& settings);
// Of the session's store. REQUIRES: `engine` is on it. Errors: store_*.
Result<retention::Parts> RetentionParts(Session& session, engine::Engine& engine);

Value SweptView(const retention::Swept& swept);
std::string SweptText(const retention::Swept& swept);

// `threads prune --retention`: one pass now.
Status SweepNow(Session& session);

}  // namespace dashflow::cli
