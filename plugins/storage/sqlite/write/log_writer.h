// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "plugins/storage/sqlite/sql/statement.h"

namespace dashflow::sqlite {

// Appends to and trims streams, inside the transaction that is open. Throws SqlError.
class LogWriter {
 public:
  explicit LogWriter(Connection& connection);

  // The stream's last seq; 0 when it is new.
  std::uint64_t Last(std::uint64_t stream);
  // False, and nothing done, unless seq is the next one.
  bool Append(std::uint64_t stream, std::uint64_t seq, std::string_view bytes);
  // Erases entries below seq; the stream's last seq stays.
  void Trim(std::uint64_t stream, std::uint64_t seq);
  // Erases all, also the last seq.
  void Forget(std::uint64_t stream);
  bool Has(std::uint64_t stream, std::uint64_t seq);
  // After a rollback: what is remembered may not have happened.
  void Invalidate() { last_.clear(); }

 private:
  Statement insert_;
  Statement highest_;
  Statement end_;
  Statement set_end_;
  Statement erase_end_;
  Statement erase_;
  Statement has_;
  // Only this writer changes streams, so it need not ask the index each time.
  std::unordered_map<std::uint64_t, std::uint64_t> last_;
};

}  // namespace dashflow::sqlite
