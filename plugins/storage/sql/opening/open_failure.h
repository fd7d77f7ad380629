// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <string>

#include "plugins/storage/sql/database/failure.h"

namespace dashflow::sql {

// Why the store on `place` (server and database) did not open, in the words of the host's
// catalogue.
sdk::StoreError OpenFailure(const std::string& place, const Failure& failure);

}  // namespace dashflow::sql
