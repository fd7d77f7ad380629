// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace dashflow::cli {

// Where a host notes which nodes run on a store (host/recovery/in_flight_table.h): beside a store
// that is a file or a folder, else in `folder`, by the store's address. Nothing for a store that
// ends with the process.
std::optional<std::string> TableFile(const std::string& store_url, const std::string& folder);

}  // namespace dashflow::cli
