// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "host/config/tree.h"

namespace dashflow::config {

// Turns offsets into lines and columns. Costs the distance to the offset asked for before.
class PlaceCursor {
 public:
  explicit PlaceCursor(std::string_view text) : text_(text) {}  // borrowed

  Mark At(std::size_t offset);

 private:
  void Forward();
  void Rewind(std::size_t offset);

  std::string_view text_;
  std::size_t offset_ = 0;
  Mark mark_{1, 1};
};

}  // namespace dashflow::config
