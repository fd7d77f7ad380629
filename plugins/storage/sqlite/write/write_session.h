// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_care.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "plugins/storage/sqlite/options.h"
#include "plugins/storage/sqlite/sql/sql_error.h"
#include "plugins/storage/sqlite/write/batch_writer.h"

namespace dashflow::sqlite {

// The store's one read-write connection and the transactions on it. After an I/O failure it is
// closed, and opened anew for the next group. One thread at a time.
class WriteSession {
 public:
  struct Surroundings {
    std::function<std::int64_t()> now;                 // Unix ns
    std::function<void()> close_readers;               // before the file is opened anew
    std::function<void(const std::string&)> complain;  // about what no caller hears of
  };

  // Throws StoreError when the database cannot be opened. REQUIRES: the store's lock is held.
  WriteSession(Options options, Surroundings surroundings);
  ~WriteSession();

  static void Started() noexcept;  // names the thread

  // Commits all batches in one transaction and gives each its result; answers nobody.
  void CommitGroup(std::span<sdk::StoreCommit> group) noexcept;

  // Keeps the write-ahead log from growing without end. After the group is answered.
  void AfterGroup() noexcept;

  // Writes the database anew without what is free in it. Throws SqlError; nothing has changed then.
  void Vacuum(const sdk::StoreWatch& watch);

 private:
  void Use(std::unique_ptr<Connection> connection);
  void Close();
  void Reopen();
  void ApplyGroup(std::span<sdk::StoreCommit> group);
  void Settle(std::span<sdk::StoreCommit> group, const SqlError& error);
  void GiveUp(Trouble trouble);

  const Options options_;
  const Surroundings surroundings_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<BatchWriter> batches_;
  std::int64_t next_checkpoint_ = 0;  // pages in the log
};

}  // namespace dashflow::sqlite
