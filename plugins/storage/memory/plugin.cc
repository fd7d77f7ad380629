// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>

#include "plugins/storage/memory/memory_store.h"

DASHFLOW_PLUGIN("memory", "0.1.0", "A store for tests and for runs that need not last.",
                dashflow::memory::MemoryStore);
