// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/write/session.h"

#include <pthread.h>

#include <cerrno>
#include <dashflow/store_rules.hpp>
#include <new>
#include <system_error>
#include <utility>

#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::file {

Session::Session(View& view, const Options& options, Surroundings surroundings)
    : view_(view),
      garbage_bytes_(options.garbage_mib << 20),
      surroundings_(std::move(surroundings)),
      group_(view.journal().seed()) {
  AfterGroup();
}

// What is damaged later cannot be taken for a group that was torn.
Session::~Session() {
  if (broken_) return;
  try {
    group_.Clear();
    Change closed{.kind = Change::Kind::kClosed};
    group_.Add(closed, {});
    view_.journal().Append(group_);
  } catch (const std::exception& error) {
    surroundings_.complain(std::string("closing failed: ") + error.what());
  }
}

void Session::Started() noexcept { ::pthread_setname_np(::pthread_self(), "df-file"); }

void Session::CommitGroup(std::span<sdk::StoreCommit> group) noexcept {
  if (broken_ && !Mend()) {
    return sdk::FailGroup(group, sdk::StoreStatus::kUnavailable,
                          "the journal cannot be written to");
  }
  const auto locked = view_.Lock();
  Journal& journal = view_.journal();
  group_.Clear();
  BatchWriter writer(view_.index(), group_, journal.end(), surroundings_.now());
  try {
    for (auto& commit : group) Apply(writer, commit);
    if (!group_.empty()) journal.Append(group_);
  } catch (const std::system_error& error) {
    writer.RollBack();
    sdk::FailGroup(group, TakeBack(error.code().value()), error.what());
  } catch (const std::exception& error) {
    writer.RollBack();
    sdk::FailGroup(group, sdk::StoreStatus::kUnavailable, error.what());
  }
}

void Session::Apply(BatchWriter& writer, sdk::StoreCommit& commit) {
  for (std::size_t i = 0; i < commit.size(); ++i) {
    if (sdk::RefuseBroken(commit, commit[i])) continue;
    if (std::string why = writer.Apply(commit[i]); !why.empty()) commit.Explain(std::move(why));
  }
}

// Whatever was written of the group goes. If that fails, too, nobody knows whether it stays.
sdk::StoreStatus Session::TakeBack(int system_error) noexcept {
  broken_ = true;
  if (!Mend()) return sdk::StoreStatus::kUnknown;
  return local_disk::RefusalOf(system_error) == local_disk::Refusal::kFull
             ? sdk::StoreStatus::kFull
             : sdk::StoreStatus::kUnavailable;
}

bool Session::Mend() noexcept {
  try {
    view_.journal().Retract();
    broken_ = false;
  } catch (const std::exception& error) {
    surroundings_.complain(std::string("the journal's end cannot be cut off: ") + error.what());
  }
  return !broken_;
}

void Session::AfterGroup() noexcept {
  const auto locked = view_.Lock();
  const std::int64_t now = surroundings_.now();
  view_.index().Sweep(now);
  const std::uint64_t live = view_.index().live_bytes();
  const std::uint64_t all = view_.journal().end();
  if (!compacts_ || broken_ || all < 2 * live + garbage_bytes_) return;
  try {
    WriteAnew(sdk::StoreWatch(nullptr));
  } catch (const std::exception& error) {
    compacts_ = false;
    surroundings_.complain(std::string("the journal stays as long as it is: ") + error.what());
  }
}

void Session::WriteAnew(const sdk::StoreWatch& watch) {
  view_.Compact(surroundings_.now(), watch);
  group_ = GroupBuilder(view_.journal().seed());
}

void Session::Vacuum(const sdk::StoreWatch& watch) {
  const auto locked = view_.Lock();
  if (broken_ && !Mend()) {
    throw sdk::StoreError("store_unavailable", "The journal cannot be written to.");
  }
  try {
    view_.index().Sweep(surroundings_.now());
    WriteAnew(watch);
  } catch (const std::system_error& error) {
    throw local_disk::WriteFailure(view_.names().made, error.code().value());
  }
}

}  // namespace dashflow::file
