// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// What tells a task of the copy from all others that call subworkflows: of its namespace, its
// superstep and its path.
using CallerIdOf =
    std::function<std::string(std::string_view space, std::int64_t step, std::string_view task)>;

// All calls of subworkflows of a thread. Errors: those of the store.
Result<std::vector<NamespaceRecord>> CallsOfThread(Store& store, const std::string& thread);

// Gives the calls that are under way, at the head of the thread and inside one another, the names
// by which the tasks of its copy find them; the others are never looked for by theirs. Errors:
// those of Loader.
Status RenameForCopy(Store& store, const ThreadRecord& from, const CallerIdOf& id_of,
                     std::vector<NamespaceRecord>& calls);

}  // namespace dashflow::checkpoint
