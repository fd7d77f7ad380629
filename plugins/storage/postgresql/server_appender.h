// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plugins/storage/postgresql/wire/dialogue.h"
#include "plugins/storage/sql/database/connection.h"

namespace dashflow::postgresql {

// Any number of entries is one statement with one parameter for each column.
class ServerAppender : public sql::Appender {
 public:
  explicit ServerAppender(Dialogue& dialogue) : dialogue_(dialogue) {}
  std::vector<std::uint64_t> Append(std::span<const sql::NewEntry> entries) override;

 private:
  Dialogue& dialogue_;
  bool is_prepared_ = false;
};

}  // namespace dashflow::postgresql
