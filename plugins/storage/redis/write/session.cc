// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/write/session.h"

#include <pthread.h>

#include <cstdlib>
#include <dashflow/store_rules.hpp>
#include <utility>

#include "plugins/storage/redis/write/arguments.h"

namespace dashflow::redis {
namespace {

sdk::StoreStatus StatusOf(const Failure& failure) {
  switch (failure.kind()) {
    case Failure::Kind::kLost:
      return sdk::StoreStatus::kUnknown;
    case Failure::Kind::kFull:
      return sdk::StoreStatus::kFull;
    case Failure::Kind::kGone:
      return sdk::StoreStatus::kDamaged;
    default:
      return sdk::StoreStatus::kUnavailable;
  }
}

std::uint64_t NumberIn(const redisReply& reply) {
  return std::strtoull(std::string(TextOf(reply)).c_str(), nullptr, 10);
}

// What the commit script says.
void GiveResult(const redisReply& answer, sdk::StoreCommit& commit, const sdk::StoreBatch& batch) {
  const bool ok = TextOf(*answer.element[0]) == "ok";
  const std::uint64_t number = NumberIn(*answer.element[1]);
  if (ok) return batch.Succeed(number);
  batch.Fail(sdk::StoreStatus::kConflict, number);
  commit.Explain("a record or stream is not as the batch expects (operation " +
                 std::to_string(number) + ")");
}

}  // namespace

Session::Session(const Options& options, Location location, const Complain& complain)
    : options_(options), location_(std::move(location)) {
  Connect();
  LookForLoss(*connection_, complain);
}

void Session::Started() noexcept { ::pthread_setname_np(::pthread_self(), "df-redis"); }

void Session::Connect() {
  if (connection_ != nullptr && !worn_ && !connection_->IsStale()) return;
  connection_.reset();
  connection_ = std::make_unique<Connection>(options_);
  worn_ = false;
}

void Session::CommitGroup(std::span<sdk::StoreCommit> group) noexcept {
  try {
    Connect();
  } catch (const std::exception& error) {
    return sdk::FailGroup(group, sdk::StoreStatus::kUnavailable, error.what());
  }
  try {
    for (const Sent& sent : Send(group)) Settle(sent);
  } catch (const Failure& failure) {
    connection_.reset();
    sdk::FailGroup(group, StatusOf(failure), failure.what());
  } catch (const std::exception& error) {
    // Whatever was queued goes with the connection; nothing was sent.
    connection_.reset();
    sdk::FailGroup(group, sdk::StoreStatus::kUnavailable, error.what());
  }
}

std::vector<Session::Sent> Session::Send(std::span<sdk::StoreCommit> group) {
  std::vector<Sent> sent;
  for (auto& commit : group) {
    for (std::size_t i = 0; i < commit.size(); ++i) {
      if (!sdk::RefuseBroken(commit, commit[i])) sent.push_back({&commit, commit[i]});
    }
  }
  for (const Sent& one : sent) {
    connection_->Queue(Script::kCommit, Arguments(location_, one.batch).words());
  }
  connection_->Flush();
  return sent;
}

// Waits for the answer. When the connection broke, nobody knows about those that have none.
void Session::Settle(const Sent& sent) noexcept {
  try {
    if (connection_ == nullptr) throw Failure(Failure::Kind::kLost, "the connection broke");
    GiveResult(*connection_->Await(), *sent.commit, sent.batch);
  } catch (const Failure& failure) {
    sent.batch.Fail(StatusOf(failure));
    sent.commit->Explain(failure.what());
    if (failure.EndsConnection()) worn_ = true;
    if (failure.kind() == Failure::Kind::kLost) connection_.reset();
  }
}

}  // namespace dashflow::redis
