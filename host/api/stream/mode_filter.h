// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dashflow::api {

// Which frames a reader wants, by stream mode; empty = all. What says how the run goes
// (`metadata`, `error`) everybody gets.
class ModeFilter {
 public:
  ModeFilter() = default;
  explicit ModeFilter(std::vector<std::string> modes);

  // `event` may have the calls of a subworkflow behind the mode.
  bool Takes(std::string_view event) const;

 private:
  std::vector<std::string> modes_;
};

}  // namespace dashflow::api
