// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/checkpoint/thread_record.h"
#include "host/cli/console.h"
#include "host/graph/migrate/migration.h"
#include "host/value/value.h"

namespace dashflow::cli {

// Why a thread can move: "of equal shape", "by the rule for '*'".
std::string ReasonText(const graph::Migration& migration);

// What is different between a thread's definition and another, and what becomes of it.
Value MoveValue(const checkpoint::ThreadRecord& record, const graph::Migration& migration,
                bool moves);
std::string MoveText(const checkpoint::ThreadRecord& record, const graph::Migration& migration,
                     bool moves);

// That a thread goes on with its own definition though there is another one.
void SayStays(const Console& console, const checkpoint::ThreadRecord& record,
              const std::string& file, std::string_view why);

}  // namespace dashflow::cli
