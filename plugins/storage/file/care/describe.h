// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.hpp>

#include "plugins/storage/file/index/index.h"
#include "plugins/storage/file/journal/journal.h"

namespace dashflow::file {

// What a store holds and takes. REQUIRES: nobody changes them meanwhile. Throws StoreError.
sdk::StoreAbout DescribeJournal(const Index& index, const Journal& journal);

}  // namespace dashflow::file
