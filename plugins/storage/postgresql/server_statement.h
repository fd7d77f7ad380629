// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "plugins/storage/postgresql/wire/dialogue.h"
#include "plugins/storage/sql/database/statement.h"

namespace dashflow::postgresql {

// A statement on PostgreSQL itself. SOCI 4.0.3 sends bytes as text, twice as many and with an
// escape that it does not do; here they go as they are.
class ServerStatement : public sql::Statement {
 public:
  // name: of no other statement of the connection.
  ServerStatement(Dialogue& dialogue, std::string name, std::string_view sql);

  std::int64_t Integer(int column) const override;
  std::string_view Bytes(int column) const override;
  bool IsNull(int column) const override;

 private:
  void Execute(std::span<const sql::Argument> arguments) override;
  bool Next() override;
  void Finish() noexcept override { result_.reset(); }
  std::int64_t Changes() const override;

  Dialogue& dialogue_;
  const std::string name_;
  const std::string sql_;
  bool is_prepared_ = false;
  Result result_;
  int row_ = -1;
};

// The same SQL with $1, $2 … for its question marks.
std::string WithNumberedPlaceholders(std::string_view sql);

}  // namespace dashflow::postgresql
