// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/server_session.h"

#include <pthread.h>

#include <dashflow/store_rules.hpp>
#include <exception>
#include <string>
#include <utility>

namespace dashflow::sql {
namespace {

constexpr int kAttempts = 4;  // of a group that the server rolls back for others' sake

sdk::StoreStatus StatusOf(Trouble trouble) {
  switch (trouble) {
    case Trouble::kFull:
      return sdk::StoreStatus::kFull;
    case Trouble::kDamaged:
      return sdk::StoreStatus::kDamaged;
    default:
      return sdk::StoreStatus::kUnavailable;
  }
}

}  // namespace

struct ServerSession::Line {
  explicit Line(std::unique_ptr<Connection> made)
      : connection(std::move(made)),
        appender(connection->MakeAppender()),
        batches(*connection, *appender) {}

  std::unique_ptr<Connection> connection;
  std::unique_ptr<Appender> appender;
  BatchWriter batches;
};

ServerSession::ServerSession(Surroundings surroundings, std::unique_ptr<Connection> connection)
    : surroundings_(std::move(surroundings)) {
  Use(std::move(connection));
}

ServerSession::~ServerSession() = default;

void ServerSession::Started() noexcept { ::pthread_setname_np(::pthread_self(), "df-sql"); }

void ServerSession::Use(std::unique_ptr<Connection> connection) {
  line_ = std::make_unique<Line>(std::move(connection));
  is_fresh_ = true;
}

void ServerSession::CommitGroup(std::span<sdk::StoreCommit> group) noexcept {
  for (int attempt = 1; attempt < kAttempts; ++attempt) {
    if (Try(group, false)) return;
  }
  Try(group, true);
}

bool ServerSession::Try(std::span<sdk::StoreCommit> group, bool last_attempt) {
  bool is_fresh = true;
  phase_ = Phase::kOpen;
  try {
    Connect();
    is_fresh = is_fresh_;
    Apply(group);
    is_fresh_ = false;
    return true;
  } catch (const Failure& failure) {
    const bool unknown = phase_ == Phase::kCommitting && failure.trouble() == Trouble::kLost;
    // A connection that was idle may have been cut off meanwhile; of a new one that is no excuse.
    const bool again =
        failure.trouble() == Trouble::kAgain || (failure.trouble() == Trouble::kLost && !is_fresh);
    GiveUp(failure);
    if (phase_ == Phase::kDone) return true;
    if (!unknown && again && !last_attempt) return false;
    sdk::FailGroup(group, unknown ? sdk::StoreStatus::kUnknown : StatusOf(failure.trouble()),
                   failure.what());
  } catch (const std::exception& error) {
    GiveUp(Failure(Trouble::kLost, error.what()));
    if (phase_ == Phase::kDone) return true;
    const bool unknown = phase_ == Phase::kCommitting;
    sdk::FailGroup(group, unknown ? sdk::StoreStatus::kUnknown : sdk::StoreStatus::kUnavailable,
                   error.what());
  }
  return true;
}

void ServerSession::Connect() {
  if (line_ != nullptr && line_->connection->HasHungUp()) line_.reset();
  if (line_ == nullptr) Use(surroundings_.connect());
}

void ServerSession::Apply(std::span<sdk::StoreCommit> group) {
  for (auto& commit : group) {
    for (std::size_t i = 0; i < commit.size(); ++i) Take(commit, commit[i]);
  }
  if (phase_ == Phase::kOpen && !wave_.empty()) phase_ = Phase::kCommitting;
  WriteWave();
  CommitTransaction();
}

void ServerSession::Take(sdk::StoreCommit& commit, const sdk::StoreBatch& batch) {
  if (sdk::RefuseBroken(commit, batch)) return;
  if (wave_.MustGoBefore(batch)) {
    Begin();
    WriteWave();
  }
  if (Wave::Takes(batch)) return wave_.Add(commit, batch);
  ApplyLocked(commit, batch);
}

void ServerSession::ApplyLocked(sdk::StoreCommit& commit, const sdk::StoreBatch& batch) {
  Begin();
  if (phase_ != Phase::kLocked) line_->batches.Start(surroundings_.now());
  phase_ = Phase::kLocked;
  if (auto conflict = line_->batches.Apply(batch)) commit.Explain(std::move(conflict->why));
}

void ServerSession::WriteWave() {
  if (wave_.empty()) return;
  const auto conflicts = wave_.Write(*line_->appender);
  if (phase_ == Phase::kCommitting) phase_ = Phase::kDone;
  for (const Wave::Refused& refused : conflicts) {
    refused.commit->Explain(line_->batches.WhyNot(refused.stream, refused.seq));
  }
}

void ServerSession::Begin() {
  if (phase_ != Phase::kOpen) return;
  line_->connection->Execute("BEGIN");
  phase_ = Phase::kTransaction;
}

void ServerSession::CommitTransaction() {
  if (phase_ == Phase::kOpen || phase_ == Phase::kDone) return;
  if (phase_ == Phase::kLocked) line_->batches.Finish();
  phase_ = Phase::kCommitting;
  line_->connection->Execute("COMMIT");
  phase_ = Phase::kDone;
}

void ServerSession::GiveUp(const Failure& failure) noexcept {
  wave_.Clear();
  if (line_ == nullptr) return;
  try {
    if (failure.broke_connection()) {
      line_.reset();
    } else {
      line_->connection->Execute("ROLLBACK");
      line_->batches.Invalidate();
    }
  } catch (const Failure&) {
    line_.reset();
  }
}

}  // namespace dashflow::sql
