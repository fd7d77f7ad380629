// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>

#include "plugins/storage/mysql/mysql_store.h"

DASHFLOW_PLUGIN("mysql", "0.1.0", "A durable store for many hosts.", dashflow::mysql::MysqlStore);
