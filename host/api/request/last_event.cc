// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/last_event.h"

#include <charconv>
#include <string_view>

namespace dashflow::api {

std::uint64_t BehindLastEvent(const http::Request& request) {
  const std::string_view last = request.Header("last-event-id");
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(last.data(), last.data() + last.size(), number);
  const bool is_number = problem == std::errc() && end == last.data() + last.size();
  return is_number && number < UINT64_MAX ? number + 1 : 0;
}

}  // namespace dashflow::api
