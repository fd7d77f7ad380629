// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>

#include "plugins/storage/redis/read/reader.h"

namespace dashflow::redis {

// What a store on a Redis server says of itself, some at a time, while others use it. All throw
// StoreError.

// What others write meanwhile may be left out, or counted twice.
sdk::StoreAbout DescribeKeys(Reader& reader);
// There are no checksums: it looks for parts that miss others.
void VerifyKeys(Reader& reader, const sdk::StoreWatch& watch);
void ListBlobs(Reader& reader, const sdk::StoreSink& sink);

}  // namespace dashflow::redis
