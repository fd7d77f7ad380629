// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "host/api/request/body.h"

namespace dashflow::api {

// Objects by a member that is a text, "asc" or else "desc"; equal ones stay as they are.
inline void SortBy(std::vector<Value>& objects, std::string_view member, std::string_view order) {
  const auto key = [member](const Value& object) { return TextOf(object, member); };
  if (order == "asc") {
    std::ranges::stable_sort(objects, std::ranges::less(), key);
  } else {
    std::ranges::stable_sort(objects, std::ranges::greater(), key);
  }
}

}  // namespace dashflow::api
