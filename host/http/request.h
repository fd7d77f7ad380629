// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::http {

enum class Method : std::uint8_t { kGet, kPost, kPut, kPatch, kDelete };
std::string_view MethodName(Method method);

// One request as its route's handler sees it: decoded, validated against the route, authorised.
struct Request {
  Method method = Method::kGet;
  std::string path;                    // decoded, without the query
  std::vector<std::string> arguments;  // what stood for the pattern's {names}
  std::multimap<std::string, std::string, std::less<>> query;
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  Value body;                                               // null = none, or `null`
  Caller caller;
  std::string id;  // of this request: in its log lines and in the header x-request-id

  // The first value of a query parameter; an empty one counts as absent, as clients send it.
  std::optional<std::string_view> Query(std::string_view name) const;
  // All of them, without empty ones.
  std::vector<std::string_view> QueryList(std::string_view name) const;
  // Empty = absent.
  std::string_view Header(std::string_view name) const;
};

}  // namespace dashflow::http
