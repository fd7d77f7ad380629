// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>

#include "plugins/storage/file/file_store.h"

DASHFLOW_PLUGIN("file", "0.1.0", "A durable store in a folder, to look at.",
                dashflow::file::FileStore);
