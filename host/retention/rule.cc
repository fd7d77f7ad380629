// SPDX-License-Identifier: Apache-2.0
#include "host/retention/rule.h"

#include <algorithm>

namespace dashflow::retention {

const Rule& Rules::Of(std::string_view workflow) const {
  const auto own = workflows.find(workflow);
  return own != workflows.end() ? own->second : others;
}

bool Rules::has_any() const {
  return others.has_any() ||
         std::ranges::any_of(workflows, [](const auto& named) { return named.second.has_any(); });
}

}  // namespace dashflow::retention
