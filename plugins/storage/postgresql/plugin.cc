// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>

#include "plugins/storage/postgresql/postgresql_store.h"

DASHFLOW_PLUGIN("postgresql", "0.1.0", "A durable store for many hosts.",
                dashflow::postgresql::PostgresqlStore);
