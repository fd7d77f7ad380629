// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>
#include <string>

namespace dashflow::sqlite {

// What the database at `path` holds and takes. Throws StoreError.
sdk::StoreAbout DescribeDatabase(const std::string& path);

}  // namespace dashflow::sqlite
