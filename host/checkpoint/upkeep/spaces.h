// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/run/crash_record.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// Results of nodes, which are the engine's matter.
inline constexpr std::string_view kCacheSpace = "cache";

// Every space that a store may have records of runs in (FORMAT.md).
inline constexpr std::string_view kAllSpaces[] = {
    kThreadSpace,     kRunSpace,    kDefinitionSpace, kNamespaceSpace, kCounterSpace,
    kUnfinishedSpace, kCacheSpace,  kCrashSpace,      kAssistantSpace, kAssistantVersionSpace,
    kApiThreadSpace,  kApiRunSpace, kApiFrameSpace,   kItemSpace,      kCronSpace,
    kKeySpace,
};

// Every record of a space, in key order. Errors: those of `take`, and what the store says.
using RecordVisitor = std::function<Status(const StoredEntry&)>;
Status VisitRecords(Store& store, std::string_view space, const RecordVisitor& take);

}  // namespace dashflow::checkpoint
