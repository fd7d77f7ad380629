// SPDX-License-Identifier: Apache-2.0
#include "host/http/request.h"

#include <array>

namespace dashflow::http {

std::string_view MethodName(Method method) {
  constexpr std::array<std::string_view, 5> names{"GET", "POST", "PUT", "PATCH", "DELETE"};
  return names[static_cast<std::size_t>(method)];
}

std::optional<std::string_view> Request::Query(std::string_view name) const {
  const auto values = QueryList(name);
  return values.empty() ? std::nullopt : std::optional(values.front());
}

std::vector<std::string_view> Request::QueryList(std::string_view name) const {
  std::vector<std::string_view> values;
  const auto [first, last] = query.equal_range(name);
  for (auto at = first; at != last; ++at) {
    if (!at->second.empty()) values.emplace_back(at->second);
  }
  return values;
}

std::string_view Request::Header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace dashflow::http
