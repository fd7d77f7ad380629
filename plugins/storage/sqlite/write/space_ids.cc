// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/space_ids.h"

namespace dashflow::sqlite {

SpaceIds::SpaceIds(Connection& connection)
    : find_(connection, "SELECT id FROM space WHERE name = ?"),
      add_(connection, "INSERT INTO space(name) VALUES(?)") {}

std::optional<std::int64_t> SpaceIds::Find(std::string_view name) {
  if (const auto at = known_.find(name); at != known_.end()) return at->second;
  const auto id = find_.Look(name);
  if (id) known_.emplace(name, *id);
  return id;
}

std::int64_t SpaceIds::FindOrAdd(std::string_view name) {
  if (const auto id = Find(name)) return *id;
  add_.Run(name);
  return known_.emplace(name, add_.LastId()).first->second;
}

}  // namespace dashflow::sqlite
