// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "host/http/route/table.h"
#include "host/http/route/target.h"
#include "host/value/utf8.h"

namespace {

using dashflow::http::Method;
using dashflow::http::Route;
using dashflow::http::RouteTable;

void Require(bool holds) {
  if (!holds) std::abort();
}

const RouteTable& Table() {
  static const RouteTable table = [] {
    std::vector<Route> routes;
    routes.push_back({.pattern = "/threads/search"});
    routes.push_back({.pattern = "/threads/{id:uuid}/state/{name}",
                      .query = {{"limit", R"({"type":"integer"})"},
                                {"mode", R"({"enum":["values","updates"]})", "", true}}});
    routes.push_back({.pattern = "/{name}/{other}"});
    return RouteTable::Make(std::move(routes)).value();
  }();
  return table;
}

void Follow(dashflow::http::Target target) {
  const auto match = Table().router().Find(Method::kGet, target.segments);
  const std::string allowed = Table().router().Allowed(target.segments);
  if (match.has_error()) {
    Require(!match.error().code().empty());
    return;
  }
  Require(!allowed.empty());
  const auto& route = Table().routes()[match->route];
  for (const std::string& argument : match->arguments) Require(!argument.empty());
  const auto fits = dashflow::http::CheckQuery(route, target.query);
  Require(fits.has_value() || fits.error().code() == "request_invalid");
}

}  // namespace

// What is read is UTF-8 without NULs, and every route and query check has an answer for it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto target = dashflow::http::ReadTarget(text);
  if (target.has_error()) {
    Require(target.error().code() == "request_malformed");
    return 0;
  }
  Require(dashflow::IsUtf8(target->path) && target->path.find('\0') == std::string::npos);
  Require(!target->segments.empty());
  for (const auto& [name, value] : target->query)
    Require(dashflow::IsUtf8(name) && dashflow::IsUtf8(value));
  Follow(std::move(*target));
  return 0;
}
