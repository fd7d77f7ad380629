// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/http/route.h"
#include "host/http/route/router.h"
#include "host/http/route/target.h"
#include "host/value/schema.h"

namespace dashflow::http {

// A route with its schemas compiled.
struct CompiledRoute {
  Route route;
  Schema body;
  std::vector<Schema> query;  // in the order of route.query
};

// Error request_invalid: a parameter that does not fit; `resource` = query/NAME. A list that came
// as one JSON array, as JavaScript clients send it, becomes its elements.
Status CheckQuery(const CompiledRoute& route, QueryValues& query);

// The body as the route wants it; null where there is none. Errors: invalid_json (with line and
// column), value_too_deep, value_limit, request_invalid; `resource` = body/POINTER.
Result<Value> ReadBody(const CompiledRoute& route, std::string_view text);

// All routes of a server. [any-thread] once made
class RouteTable {
 public:
  // Error `internal`: a pattern that is none or there twice, a schema that is none.
  static Result<RouteTable> Make(std::vector<Route> routes);

  const std::vector<CompiledRoute>& routes() const { return routes_; }
  const Router& router() const { return router_; }

 private:
  std::vector<CompiledRoute> routes_;
  Router router_;
};

}  // namespace dashflow::http
