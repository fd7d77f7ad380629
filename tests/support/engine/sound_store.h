// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/store.h"

namespace dashflow::testing {

// Fails the test for each damage that `db verify` would find: whatever the test did has kept all
// logs whole, and their chains.
void ExpectSound(checkpoint::Store& store);

}  // namespace dashflow::testing
