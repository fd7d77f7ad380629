// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>

#include "plugins/storage/redis/redis_store.h"

DASHFLOW_PLUGIN("redis", "0.1.0", "A store on a Redis server, of class best_effort.",
                dashflow::redis::RedisStore);
