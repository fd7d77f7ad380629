// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_types.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "plugins/storage/file/options.h"
#include "plugins/storage/file/view.h"
#include "plugins/storage/file/write/batch_writer.h"

namespace dashflow::file {

// Writes groups to the journal, and what they change to the view that readers use. One thread at a
// time; the view is locked while a group is applied, written and synced, so that nobody sees what
// may be taken back.
class Session {
 public:
  struct Surroundings {
    std::function<std::int64_t()> now;                 // Unix ns
    std::function<void(const std::string&)> complain;  // about what no caller hears of
  };

  // REQUIRES: the view was opened for writing.
  Session(View& view, const Options& options, Surroundings surroundings);
  ~Session();

  static void Started() noexcept;
  void CommitGroup(std::span<sdk::StoreCommit> group) noexcept;
  // Writes the journal anew when it is mostly what is gone.
  void AfterGroup() noexcept;
  // Writes it anew. Throws StoreError, and what `watch` does.
  void Vacuum(const sdk::StoreWatch& watch);

 private:
  // REQUIRES: the view is locked. Throws std::system_error, StoreError.
  void WriteAnew(const sdk::StoreWatch& watch);
  void Apply(BatchWriter& writer, sdk::StoreCommit& commit);
  bool Mend() noexcept;
  sdk::StoreStatus TakeBack(int system_error) noexcept;

  View& view_;
  const std::uint64_t garbage_bytes_;
  const Surroundings surroundings_;
  GroupBuilder group_;
  bool broken_ = false;  // bytes stand behind the last group that could not be cut off
  bool compacts_ = true;
};

}  // namespace dashflow::file
