// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::api {

// Whether the value of an item is as a filter says: each member is equal, or compares as {"$eq",
// "$ne", "$gt", "$gte", "$lt", "$lte": with}; members of members in the same way. What is not there
// is only "$ne". Numbers compare with numbers, texts with texts.
bool FitsFilter(const Value& value, const Value& filter);

// Error request_invalid: an operator that there is not.
Status CheckFilter(const Value& filter);

}  // namespace dashflow::api
