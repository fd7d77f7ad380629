// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flags.h"

namespace dashflow::cli {

void ApplyFlags(const Globals& globals, settings::Settings& settings) {
  if (!globals.store.empty()) settings.Set("store", {Value(globals.store), "flag --store"});
  if (globals.workers != 0)
    settings.Set("workers", {Value(std::int64_t{globals.workers}), "flag --workers"});
}

}  // namespace dashflow::cli
