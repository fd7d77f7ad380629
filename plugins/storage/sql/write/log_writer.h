// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "plugins/storage/sql/database/connection.h"

namespace dashflow::sql {

// Appends one entry to and trims streams, inside the transaction that is open. Throws Failure.
// Remembers nothing: another host may write to the same database.
class LogWriter {
 public:
  LogWriter(Connection& connection, Appender& appender);

  // The stream's last seq; 0 when it is new.
  std::uint64_t Last(std::uint64_t stream);
  // False, and nothing done, unless seq is the next one.
  bool Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes);
  // Erases entries below seq; the stream's last seq stays.
  void Trim(std::uint64_t stream, std::uint64_t seq);
  // Erases all, also the last seq.
  void Forget(std::uint64_t stream);

 private:
  void KeepLast(std::uint64_t stream, std::uint64_t last);

  Appender& appender_;
  std::unique_ptr<Statement> highest_;
  std::unique_ptr<Statement> end_;
  std::unique_ptr<Statement> add_end_;
  std::unique_ptr<Statement> set_end_;
  std::unique_ptr<Statement> erase_end_;
  std::unique_ptr<Statement> erase_;
};

}  // namespace dashflow::sql
