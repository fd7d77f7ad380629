// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>

#include "plugins/storage/sqlite/sqlite_store.h"

DASHFLOW_PLUGIN("sqlite", "0.1.0", "A durable store for one host.", dashflow::sqlite::SqliteStore);
