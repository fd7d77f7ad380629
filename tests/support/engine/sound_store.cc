// SPDX-License-Identifier: Apache-2.0
#include "tests/support/engine/sound_store.h"

#include <gtest/gtest.h>

#include "host/checkpoint/upkeep/verify_store.h"

namespace dashflow::testing {

void ExpectSound(checkpoint::Store& store) {
  const auto verified = checkpoint::VerifyStore(store, [](const checkpoint::Verified&) {});
  ASSERT_TRUE(verified.has_value()) << verified.error().cause();
  for (const checkpoint::Damage& damage : verified->damages)
    ADD_FAILURE() << "thread " << damage.thread << ", " << ToText(damage.at) << ": " << damage.what;
}

}  // namespace dashflow::testing
