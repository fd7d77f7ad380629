// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/space_ids.h"

#include <utility>

namespace dashflow::sql {
namespace {

constexpr std::size_t kRemembered = 4096;

}  // namespace

SpaceIds::SpaceIds(Connection& connection)
    : SpaceIds(connection.Prepare("SELECT id FROM df_space WHERE name = ?"),
               connection.Prepare("INSERT INTO df_space(name) VALUES(?)")) {}

SpaceIds::SpaceIds(std::unique_ptr<Statement> find, std::unique_ptr<Statement> add)
    : find_(std::move(find)), add_(std::move(add)) {}

std::optional<std::int64_t> SpaceIds::Find(std::string_view name) {
  if (const auto at = known_.find(name); at != known_.end()) return at->second;
  const auto id = find_->Look(name);
  if (known_.size() >= kRemembered) known_.clear();
  if (id) known_.emplace(name, *id);
  return id;
}

std::int64_t SpaceIds::FindOrAdd(std::string_view name) {
  if (const auto id = Find(name)) return *id;
  add_->Run(name);
  return Find(name).value();
}

}  // namespace dashflow::sql
