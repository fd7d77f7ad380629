// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/error.h"
#include "host/checkpoint/thread_record.h"
#include "host/graph/migrate/migration.h"

namespace dashflow::engine {

// Errors workflow_changed.
// The thread cannot come to `migration.to`: what is different, what no rule covers, and the rule to
// write.
Error NotCovered(const checkpoint::ThreadRecord& record, const graph::Migration& migration);
// The thread's own definition makes another graph now, or this is not its own.
Error NotItsOwn(const checkpoint::ThreadRecord& record, const graph::Workflow& workflow);

}  // namespace dashflow::engine
