// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/extract.h"

#include <charconv>
#include <cstdint>
#include <optional>

#include "host/api/request/body.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

std::string_view TakeUntil(std::string_view& path, std::string_view ends) {
  const std::string_view part = path.substr(0, path.find_first_of(ends));
  path.remove_prefix(part.size());
  return part;
}

// "[-1]…". Nothing for what is no number in brackets.
std::optional<std::int64_t> TakeIndex(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view digits = TakeUntil(path, "]");
  if (path.empty()) return std::nullopt;
  path.remove_prefix(1);
  std::int64_t index = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return index;
}

Value Element(const Value& list, const std::optional<std::int64_t>& index) {
  if (!index || !list.is_array()) return {};
  const auto size = static_cast<std::int64_t>(list.size());
  const std::int64_t at = *index < 0 ? size + *index : *index;
  return at >= 0 && at < size ? list.At(static_cast<std::size_t>(at)) : Value();
}

}  // namespace

Value AtPath(const Value& object, std::string_view path) {
  Value at = object;
  while (!path.empty() && !at.is_null()) {
    if (path.front() == '[') {
      const auto index = TakeIndex(path);
      at = Element(at, index);
    } else {
      if (path.front() == '.') path.remove_prefix(1);
      at = ValueOf(at, TakeUntil(path, ".["));
    }
  }
  return at;
}

Value Extracted(const Value& object, const Value& paths) {
  ObjectBuilder extracted;
  paths.ForEachMember([&](const Value& alias, const Value& path) {
    extracted.Add(alias, path.is_string() ? AtPath(object, path.as_text()) : Value());
  });
  return std::move(extracted).Build();
}

}  // namespace dashflow::api
