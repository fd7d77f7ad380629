// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/sql/database/failure.h"
#include "plugins/storage/sql/database/statement.h"

namespace dashflow::sql {

// An entry to append. Borrowed.
struct NewEntry {
  std::uint64_t stream = 0;
  std::uint64_t seq = 0;
  std::uint64_t checksum = 0;
  std::string_view bytes;
};

// Appends entries in one statement, which also finds out which of them were their stream's next.
class Appender {
 public:
  static constexpr std::size_t kMostEntries = 256;
  static constexpr std::size_t kMostBytes = std::size_t{4} << 20;  // but one entry always

  virtual ~Appender() = default;
  // The streams of the entries that were appended; the others conflict. Throws Failure.
  // REQUIRES: no stream twice, up to kMostEntries.
  virtual std::vector<std::uint64_t> Append(std::span<const NewEntry> entries) = 0;
};

// One connection to a database server, outside of a transaction unless Execute began one. Throws
// Failure. One thread at a time; what was made on it must be gone before it.
class Connection {
 public:
  virtual ~Connection() = default;

  virtual void Execute(const std::string& sql) = 0;
  virtual std::unique_ptr<Statement> Prepare(std::string_view sql) = 0;
  virtual std::unique_ptr<Appender> MakeAppender() = 0;
  // Whether the server has hung up while nothing was asked. Looks only; waits for nothing.
  virtual bool HasHungUp() = 0;
};

}  // namespace dashflow::sql
