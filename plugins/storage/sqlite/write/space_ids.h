// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// The integers that stand for the names of spaces in keys. Throws SqlError.
class SpaceIds {
 public:
  explicit SpaceIds(Connection& connection);

  std::optional<std::int64_t> Find(std::string_view name);
  std::int64_t FindOrAdd(std::string_view name);
  void Invalidate() { known_.clear(); }  // after a rollback

 private:
  Statement find_;
  Statement add_;
  std::map<std::string, std::int64_t, std::less<>> known_;
};

}  // namespace dashflow::sqlite
