// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plugins/storage/sqlite/read/reader.h"
#include "plugins/storage/sqlite/sql/sql_error.h"

namespace dashflow::sqlite {

// Read-only connections, opened when needed and kept, `most` at once. [any-thread]
class ReaderPool {
 public:
  ReaderPool(std::string path, std::size_t most);

  // Calls use(reader) on a free connection, or waits for one. A connection on which it throws
  // SqlError is given up.
  template <class Use>
  auto With(Use use) {
    Lease lease(*this);
    try {
      return use(*lease.reader);
    } catch (const SqlError&) {
      lease.reader.reset();
      throw;
    }
  }

  // Closes the connections that are not in use.
  void CloseIdle();

 private:
  class Lease {
   public:
    explicit Lease(ReaderPool& pool) : reader(pool.Take()), pool_(pool) {}
    ~Lease() { pool_.Return(std::move(reader)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    std::unique_ptr<Reader> reader;

   private:
    ReaderPool& pool_;
  };

  std::unique_ptr<Reader> Take();
  void Return(std::unique_ptr<Reader> reader);

  const std::string path_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Reader>> idle_;
  std::size_t in_use_ = 0;
};

}  // namespace dashflow::sqlite
