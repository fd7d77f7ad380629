// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dashflow::retention {

struct Rule {
  std::uint64_t checkpoints = 0;  // that stay of a thread, the newest; 0 = all
  std::optional<std::chrono::nanoseconds>
      finished{};  // after that a thread that has ended goes; nothing = never

  bool has_any() const { return checkpoints != 0 || finished; }
};

// Of all threads of a store.
struct Rules {
  Rule others;                                         // of no workflow below
  std::map<std::string, Rule, std::less<>> workflows;  // by name

  const Rule& Of(std::string_view workflow) const;
  bool has_any() const;
};

}  // namespace dashflow::retention
