// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "plugins/storage/sql/database/failure.h"

namespace dashflow::mysql {

// What an error number of MariaDB (or its client) means to a store.
sql::Trouble OfErrorNumber(unsigned number, std::string_view message);

}  // namespace dashflow::mysql
