// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <functional>
#include <memory>
#include <span>

#include "plugins/storage/sql/write/batch_writer.h"
#include "plugins/storage/sql/write/wave.h"

namespace dashflow::sql {

// The store's one connection that writes, and the transactions on it. A connection that is lost is
// made anew for the next group. One thread at a time.
//
// A group that only appends, each stream once, is one statement without a transaction around it.
// Anything more is one transaction under the store's lock.
class ServerSession {
 public:
  struct Surroundings {
    std::function<std::unique_ptr<Connection>()> connect;  // throws Failure or StoreError
    std::function<std::int64_t()> now;                     // Unix ns
  };

  ServerSession(Surroundings surroundings, std::unique_ptr<Connection> connection);
  ~ServerSession();

  static void Started() noexcept;  // names the thread
  void CommitGroup(std::span<sdk::StoreCommit> group) noexcept;
  static void AfterGroup() noexcept {}

 private:
  // The connection and what was prepared on it.
  struct Line;
  enum class Phase : std::uint8_t { kOpen, kTransaction, kLocked, kCommitting, kDone };

  void Use(std::unique_ptr<Connection> connection);
  // True: the group has its results.
  bool Try(std::span<sdk::StoreCommit> group, bool last_attempt);
  void Connect();
  void Apply(std::span<sdk::StoreCommit> group);
  void Take(sdk::StoreCommit& commit, const sdk::StoreBatch& batch);
  void ApplyLocked(sdk::StoreCommit& commit, const sdk::StoreBatch& batch);
  void WriteWave();
  void Begin();
  void CommitTransaction();
  void GiveUp(const Failure& failure) noexcept;

  const Surroundings surroundings_;
  std::unique_ptr<Line> line_;  // null while there is no connection
  Wave wave_;
  Phase phase_ = Phase::kOpen;
  bool is_fresh_ = true;  // nothing has been committed on the connection yet
};

}  // namespace dashflow::sql
