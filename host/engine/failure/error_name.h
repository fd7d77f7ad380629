// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "host/base/error.h"

namespace dashflow::engine {

// Whether one of `names` is the error's code or category.
inline bool IsNamed(const std::vector<std::string>& names, const Error& error) {
  return std::ranges::any_of(names, [&error](const std::string& name) {
    return name == error.code() || name == CategoryName(error.category());
  });
}

}  // namespace dashflow::engine
