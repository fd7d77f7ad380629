// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/care/store_filler.h"
#include "host/checkpoint/store.h"

// A store that another one is being copied into says so by a record, so that nobody takes one whose
// copy was cut off for a whole one.
namespace dashflow::checkpoint {

// Every space in which something is kept, but for what a copy leaves out.
inline constexpr std::string_view kCopyMarkSpace = "copy";

// Error store_incomplete for a store whose copy has not ended; else what the store says.
Status CheckComplete(Store& store);

// Whether a copy into it has not ended. Errors: what the store says.
Result<bool> IsUnfinished(Store& store);

// Error store_not_empty for a store that has records in one of the spaces; else what the store
// says.
Status CheckEmpty(Store& store, std::span<const std::string_view> spaces);

// Makes a store ready to be copied into: takes away what an unfinished copy left there. Error
// store_not_empty when it holds anything else.
Status MakeRoom(Store& store);

// `counter`: the record of the source that says which streams may be in use.
Status MarkUnfinished(StoreFiller& filler, std::string_view counter);
Status MarkFinished(StoreFiller& filler);

}  // namespace dashflow::checkpoint
