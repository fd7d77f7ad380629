// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/world.h"

namespace dashflow::simulation {

std::string World::Prefix() const {
  const auto passed = executor.clock().Mono().time_since_epoch();
  std::string text = std::to_string(moments) + " ";
  text += std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(passed).count());
  return text + "us ";
}

}  // namespace dashflow::simulation
