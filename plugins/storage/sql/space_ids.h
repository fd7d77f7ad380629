// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// The integers that stand for the names of spaces in keys; once given, they stay. Throws what its
// statements do.
class SpaceIds {
 public:
  // In the tables of a server.
  explicit SpaceIds(Connection& connection);
  // `find` gives the id of a name, `add` adds a name.
  SpaceIds(std::unique_ptr<Statement> find, std::unique_ptr<Statement> add);

  std::optional<std::int64_t> Find(std::string_view name);
  // REQUIRES: no other host adds one, see StoreLock.
  std::int64_t FindOrAdd(std::string_view name);
  void Invalidate() { known_.clear(); }  // after a rollback

 private:
  std::unique_ptr<Statement> find_;
  std::unique_ptr<Statement> add_;
  std::map<std::string, std::int64_t, std::less<>> known_;
};

}  // namespace dashflow::sql
