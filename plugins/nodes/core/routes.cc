// SPDX-License-Identifier: Apache-2.0
#include "routes.h"

namespace core {

namespace sdk = dashflow::sdk;

namespace {

std::vector<std::string> ReadTargets(sdk::ValueView to) {
  if (to.kind() == sdk::Kind::kString) return {std::string(to.text())};
  std::vector<std::string> names;
  for (const sdk::ValueView name : to.Elements()) names.push_back(name.As<std::string>("to"));
  return names;
}

}  // namespace

Route::Route(sdk::ValueView source, std::size_t number)
    : name_("route " + std::to_string(number)), to_(ReadTargets(source["to"])) {
  if (source.Has("when")) when_.emplace(source["when"].As<std::string>("when of " + name_));
}

bool Route::IsTaken(const sdk::Call& call) const {
  if (!when_) return true;
  const sdk::Value taken = when_->Evaluate(call);
  if (taken->kind() == sdk::Kind::kBool) return taken->As<bool>();
  throw sdk::InvalidInput(
      "expression_failed",
      "The condition of " + name_ + " gave " + taken->ToJson() + ", and must give true or false.");
}

std::vector<Route> ReadRoutes(sdk::ValueView routes) {
  std::vector<Route> read;
  for (const sdk::ValueView route : routes.Elements()) {
    if (!read.empty() && !read.back().has_condition())
      throw sdk::InvalidInput("unreachable_route",
                              "Route " + std::to_string(read.size() + 1) +
                                  " is never reached: the one before has no 'when'. Move it up.");
    read.emplace_back(route, read.size() + 1);
  }
  return read;
}

const Route& ChooseRoute(const std::vector<Route>& routes, const sdk::Call& call) {
  for (const Route& route : routes)
    if (route.IsTaken(call)) return route;
  throw sdk::InvalidInput("no_case",
                          "No route is true. End the list with {to: <node>}, or {to: END}.");
}

}  // namespace core
