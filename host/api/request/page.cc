// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/page.h"

#include <string>

#include "host/api/request/body.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {

Page PageOf(const Value& body, std::size_t limit) {
  const auto usual = static_cast<std::int64_t>(limit);
  return {static_cast<std::size_t>(std::max<std::int64_t>(NumberOf(body, "offset", 0), 0)),
          static_cast<std::size_t>(
              std::clamp<std::int64_t>(NumberOf(body, "limit", usual), 0, kMostOnPage))};
}

Answer Paged(const Value& list, const Page& page, std::size_t total) {
  http::Response response = http::JsonResponse(list);
  response.headers.emplace_back("x-pagination-total", std::to_string(total));
  const std::size_t next = page.offset + list.size();
  if (next < total && !list.empty())
    response.headers.emplace_back("x-pagination-next", std::to_string(next));
  return response;
}

Value SelectOf(const http::Request& request) {
  ArrayBuilder names;
  for (const std::string_view name : request.QueryList("select")) names.Add(name);
  return names.size() == 0 ? Value() : std::move(names).Build();
}

Value Selected(const Value& object, const Value& select) {
  if (!select.is_array()) return object;
  ObjectBuilder selected;
  select.ForEachElement([&](const Value& name) {
    const Value* const member = name.is_string() ? object.Find(name.as_text()) : nullptr;
    if (member != nullptr) selected.Add(name, *member);
  });
  return std::move(selected).Build();
}

}  // namespace dashflow::api
