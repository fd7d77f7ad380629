// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/write_session.h"

#include <pthread.h>

#include <dashflow/store_rules.hpp>
#include <exception>
#include <utility>

#include "plugins/storage/sqlite/care/progress.h"
#include "plugins/storage/sqlite/opening.h"

namespace dashflow::sqlite {
namespace {

// A log this many times the checkpoint's size is worth waiting for readers.
constexpr std::int64_t kPatience = 8;

sdk::StoreStatus StatusOf(Trouble trouble) {
  switch (trouble) {
    case Trouble::kFull:
      return sdk::StoreStatus::kFull;
    case Trouble::kDamaged:
    case Trouble::kNotADatabase:
      return sdk::StoreStatus::kDamaged;
    default:
      return sdk::StoreStatus::kUnavailable;
  }
}

std::uint64_t CountBatches(std::span<sdk::StoreCommit> group) {
  std::uint64_t count = 0;
  for (const auto& commit : group) count += commit.size();
  return count;
}

}  // namespace

WriteSession::WriteSession(Options options, Surroundings surroundings)
    : options_(std::move(options)), surroundings_(std::move(surroundings)) {
  Use(OpenForWriting(options_));
}

// SQLite empties and removes the log when its last connection closes, unless that one only reads.
WriteSession::~WriteSession() {
  surroundings_.close_readers();
  Close();
}

void WriteSession::Started() noexcept { ::pthread_setname_np(::pthread_self(), "df-sqlite"); }

void WriteSession::Use(std::unique_ptr<Connection> connection) {
  connection_ = std::move(connection);
  batches_ = std::make_unique<BatchWriter>(*connection_);
  next_checkpoint_ = options_.checkpoint_pages;
}

void WriteSession::Close() {
  batches_.reset();
  connection_.reset();
}

// After a failed sync nobody knows what of the log is on the disk, and the log may hold a commit
// that was never confirmed. One write on top of it makes that commit certain or void; moving
// everything into the database writes it to the disk once more.
void WriteSession::Reopen() {
  surroundings_.close_readers();
  try {
    Use(OpenAgain(options_));
    connection_->Execute("UPDATE revision SET reserved = reserved");
    if (!connection_->Checkpoint(true)) {
      throw SqlError(0, 0, "a reader of the file is in the way of its recovery");
    }
  } catch (...) {
    Close();
    throw;
  }
}

void WriteSession::CommitGroup(std::span<sdk::StoreCommit> group) noexcept {
  try {
    if (connection_ == nullptr) Reopen();
    ApplyGroup(group);
  } catch (const SqlError& error) {
    GiveUp(error.trouble());
    return sdk::FailGroup(group, StatusOf(error.trouble()), error.what());
  } catch (const std::exception& error) {
    GiveUp(Trouble::kInputOutput);
    return sdk::FailGroup(group, sdk::StoreStatus::kUnavailable, error.what());
  }
  try {
    connection_->Commit();
  } catch (const SqlError& error) {
    Settle(group, error);
  }
}

void WriteSession::ApplyGroup(std::span<sdk::StoreCommit> group) {
  connection_->Begin();
  batches_->Start(surroundings_.now(), CountBatches(group));
  for (auto& commit : group) {
    for (std::size_t i = 0; i < commit.size(); ++i) {
      if (sdk::RefuseBroken(commit, commit[i])) continue;
      if (auto conflict = batches_->Apply(commit[i])) commit.Explain(std::move(conflict->why));
    }
  }
}

// The commit itself failed. Without room nothing was done; otherwise the file tells.
void WriteSession::Settle(std::span<sdk::StoreCommit> group, const SqlError& error) {
  const Trouble trouble = error.trouble();
  if (trouble == Trouble::kFull || trouble == Trouble::kBusy) {
    GiveUp(trouble);
    return sdk::FailGroup(group, StatusOf(trouble), error.what());
  }
  const Witness witness = batches_->witness();
  surroundings_.complain(std::string("a commit failed: ") + error.what());
  try {
    Close();
    Reopen();
    if (witness.kind == Witness::Kind::kNone) {
      return sdk::FailGroup(group, sdk::StoreStatus::kUnknown, error.what());
    }
    if (!batches_->Confirms(witness)) {
      sdk::FailGroup(group, sdk::StoreStatus::kUnavailable, error.what());
    }
  } catch (const std::exception& again) {
    Close();
    sdk::FailGroup(group, sdk::StoreStatus::kUnknown, again.what());
  }
}

void WriteSession::GiveUp(Trouble trouble) {
  if (connection_ == nullptr) return;
  connection_->Rollback();
  if (batches_ != nullptr) batches_->Invalidate();
  const bool usable = trouble == Trouble::kFull || trouble == Trouble::kBusy;
  if (!usable) Close();
}

void WriteSession::AfterGroup() noexcept {
  if (connection_ == nullptr || connection_->wal_pages() < next_checkpoint_) return;
  const std::int64_t pages = connection_->wal_pages();
  next_checkpoint_ = options_.checkpoint_pages;
  try {
    const bool patient = pages >= kPatience * options_.checkpoint_pages;
    // A reader that holds on to the log has it tried again only when the log has grown as much.
    if (!connection_->Checkpoint(patient)) next_checkpoint_ += pages;
  } catch (const SqlError& error) {
    surroundings_.complain(std::string("a checkpoint failed: ") + error.what());
    GiveUp(error.trouble());
    next_checkpoint_ = pages + options_.checkpoint_pages;
  }
}

void WriteSession::Vacuum(const sdk::StoreWatch& watch) {
  if (connection_ == nullptr) Reopen();
  const Progress progress(*connection_, [&] { return watch.Tell(0, 0); });
  // The copy that SQLite makes on the way is as large as the store.
  connection_->Execute("PRAGMA temp_store=FILE");
  try {
    connection_->Execute("VACUUM");
  } catch (const SqlError&) {
    connection_->Execute("PRAGMA temp_store=MEMORY");
    throw;
  }
  connection_->Execute("PRAGMA temp_store=MEMORY");
  connection_->Checkpoint(true);
}

}  // namespace dashflow::sqlite
