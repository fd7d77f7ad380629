// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/http/request.h"

namespace dashflow::http {

// Which route a method and a path lead to. A pattern is made of segments: a text, {name} for any
// text but the empty one, {name:uuid} for a UUID. A text goes before a name. [any-thread] once made
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // Error `internal` for a pattern that is none, or that is there already.
  Status Add(Method method, std::string_view pattern, std::size_t route);

  struct Match {
    std::size_t route = 0;
    std::vector<std::string> arguments;
  };
  // Errors: route_not_found, method_not_allowed, request_invalid for what should be a UUID.
  Result<Match> Find(Method method, const std::vector<std::string>& segments) const;

  // What a method that no route has comes to.
  Error Unknown(std::string_view method, const std::vector<std::string>& segments) const;

  // The methods that a path has, as the header `allow` wants them; empty = none.
  std::string Allowed(const std::vector<std::string>& segments) const;

 private:
  struct Node;
  class Search;

  std::unique_ptr<Node> root_;
};

Error NoSuchPath();
bool IsUuid(std::string_view text);

}  // namespace dashflow::http
