// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "plugins/storage/sql/database/database.h"

namespace dashflow::mysql {

// How the tables came about, oldest step first. A released step is never changed; a new layout is
// one more. Each statement can be repeated.
const std::vector<sql::Migration>& Migrations();

}  // namespace dashflow::mysql
