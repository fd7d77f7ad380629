// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <optional>
#include <string>
#include <vector>

namespace core {

// One entry of core.route's `routes`: where to go, and when.
class Route {
 public:
  // {when?: cel, to: name or list of names}. Throws sdk::Error that says which entry is wrong.
  Route(dashflow::sdk::ValueView source, std::size_t number);

  bool has_condition() const { return when_.has_value(); }
  const std::vector<std::string>& to() const { return to_; }

  // Throws invalid_input `expression_failed` for a condition that is neither true nor false.
  bool IsTaken(const dashflow::sdk::Call& call) const;

 private:
  std::string name_;
  std::optional<dashflow::sdk::Expression> when_;
  std::vector<std::string> to_;
};

// Throws sdk::Error also for a route after one that is always taken.
std::vector<Route> ReadRoutes(dashflow::sdk::ValueView routes);

// The first that is taken. Throws invalid_input `no_case` when there is none.
const Route& ChooseRoute(const std::vector<Route>& routes, const dashflow::sdk::Call& call);

}  // namespace core
