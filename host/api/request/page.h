// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "host/api/answer.h"
#include "host/value/value.h"

namespace dashflow::api {

// Which part of a list is asked for.
struct Page {
  std::size_t offset = 0;
  std::size_t limit = 10;
};

inline constexpr std::int64_t kMostOnPage = 1000;

// From `limit` and `offset` of a body; `limit` is what is usual.
Page PageOf(const Value& body, std::size_t limit = 10);

// The elements of the page.
template <class T>
std::vector<T> Cut(std::vector<T> all, const Page& page) {
  const std::size_t from = std::min(page.offset, all.size());
  const std::size_t to = std::min(all.size(), from + page.limit);
  return {std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(from)),
          std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(to))};
}

// A list of which there are `total` in all: with the headers that tell how many, and where the next
// page begins.
Answer Paged(const Value& list, const Page& page, std::size_t total);

// What a query selects, for Selected.
Value SelectOf(const http::Request& request);

// Only the members that `select` names, an array; null = all of them.
Value Selected(const Value& object, const Value& select);

}  // namespace dashflow::api
