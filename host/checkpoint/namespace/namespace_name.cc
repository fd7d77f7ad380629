// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/namespace/namespace_name.h"

#include <algorithm>

namespace dashflow::checkpoint {
namespace {

bool IsNumber(std::string_view part) {
  return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view TakePart(std::string_view& name) {
  const std::size_t end = std::min(name.find(kNamespaceSeparator), name.size());
  const std::string_view part = name.substr(0, end);
  name.remove_prefix(std::min(end + 1, name.size()));
  return part;
}

std::string NodesOf(std::string_view name) {
  std::string nodes;
  while (!name.empty()) {
    const std::string_view part = TakePart(name);
    if (IsNumber(part)) continue;
    if (!nodes.empty()) nodes += kNamespaceSeparator;
    nodes += part.substr(0, part.find(kNamespaceId));
  }
  return nodes;
}

bool KeepsItsOwn(std::string_view name) {
  std::string_view call;
  while (!name.empty()) {
    const std::string_view part = TakePart(name);
    if (!IsNumber(part)) call = part;
  }
  return call.find(kNamespaceId) == std::string_view::npos;
}

}  // namespace dashflow::checkpoint
