// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/base/id.h"
#include "host/checkpoint/care/copy_thread.h"
#include "host/checkpoint/care/delete_thread.h"
#include "host/checkpoint/directory.h"
#include "host/engine/engine.h"
#include "host/engine/task/identity.h"

namespace dashflow::engine {
namespace {

Error StoreRequired() {
  return Error("store_required", "a thread can only be worked on in a store");
}

}  // namespace

// Keeps runs off a thread while this lives.
class Engine::Hold {
 public:
  static Result<Hold> Take(Engine& engine, const std::string& thread) {
    DF_TRY(engine.ClaimFor(thread, nullptr));
    return Hold(engine, thread);
  }
  Hold(Hold&& other) noexcept
      : engine_(std::exchange(other.engine_, nullptr)), thread_(std::move(other.thread_)) {}
  Hold& operator=(Hold&&) = delete;
  ~Hold() {
    if (engine_ != nullptr) engine_->Release(thread_);
  }

 private:
  Hold(Engine& engine, std::string thread) : engine_(&engine), thread_(std::move(thread)) {}

  Engine* engine_;
  std::string thread_;
};

// Entries are written that name blobs which they do not put.
class Engine::Moving {
 public:
  explicit Moving(Engine& engine) : engine_(engine) { ++engine_.moves_begun_; }
  ~Moving() { ++engine_.moves_ended_; }
  Moving(const Moving&) = delete;

 private:
  Engine& engine_;
};

Result<checkpoint::ThreadRecord> Engine::CopyThread(const std::string& thread, std::string copy) {
  if (store_ == nullptr) return StoreRequired();
  const WallTime now = services_.clock.Now();
  if (copy.empty()) copy = ToString(NewUuid(now, services_.random));
  DF_ASSIGN(const Hold held, Hold::Take(*this, thread));
  const std::string run = ToString(NewUuid(now, services_.random));
  if (copy == thread) return CopyHeld(thread, copy, run);
  DF_ASSIGN(const Hold held_copy, Hold::Take(*this, copy));
  return CopyHeld(thread, copy, run);
}

Result<checkpoint::ThreadRecord> Engine::CopyHeld(const std::string& thread,
                                                  const std::string& copy, const std::string& run) {
  const Moving moving(*this);
  DF_ASSIGN(const auto record, checkpoint::Directory(*store_).Get(thread));
  checkpoint::CopyNames names{copy, run, {}, services_.clock.Now()};
  names.caller_id = [&](std::string_view space, std::int64_t step, std::string_view task) {
    return CallerId({copy, record.branch, space, step, task});
  };
  return checkpoint::CopyThread(*store_, record, names);
}

Status Engine::DeleteThread(const std::string& thread) {
  if (store_ == nullptr) return StoreRequired();
  DF_ASSIGN(const Hold held, Hold::Take(*this, thread));
  DF_ASSIGN(const auto record, checkpoint::Directory(*store_).Get(thread));
  return checkpoint::DeleteThread(*store_, record);
}

Result<bool> Engine::DeleteEnded(const std::string& thread, WallTime before,
                                 checkpoint::UnusedBlobsAre blobs) {
  if (store_ == nullptr) return StoreRequired();
  DF_ASSIGN(const Hold held, Hold::Take(*this, thread));
  const auto record = checkpoint::Directory(*store_).Get(thread);
  if (record.has_error() && record.error().code() == "thread_not_found") return false;
  if (record.has_error()) return record.error();
  if (!HasEnded(*record) || record->updated >= before) return false;
  DF_TRY(checkpoint::DeleteThread(*store_, *record, blobs));
  return true;
}

// While a log is being moved its source is held, and so is in the list of threads; one that was
// moved since is found in the next round.
Result<checkpoint::Collected> Engine::CollectBlobs(checkpoint::StoreCare& care,
                                                   checkpoint::CollectRule rule) {
  if (store_ == nullptr) return StoreRequired();
  rule.moves = [this]() -> std::optional<std::uint64_t> {
    const std::uint64_t ended = moves_ended_.load();
    const std::uint64_t begun = moves_begun_.load();
    if (begun != ended) return std::nullopt;
    return begun;
  };
  return checkpoint::CollectBlobs(*store_, care, rule);
}

Result<checkpoint::Pruned> Engine::PruneThread(const std::string& thread,
                                               const checkpoint::PruneRule& rule) {
  if (store_ == nullptr) return StoreRequired();
  DF_ASSIGN(const Hold held, Hold::Take(*this, thread));
  const Moving moving(*this);
  DF_ASSIGN(const auto record, checkpoint::Directory(*store_).Get(thread));
  return checkpoint::PruneThread(*store_, record, rule);
}

Result<checkpoint::ThreadRecord> Engine::MoveThread(const std::string& thread,
                                                    const graph::Migration& migration) {
  if (store_ == nullptr) return StoreRequired();
  DF_ASSIGN(const Hold held, Hold::Take(*this, thread));
  const Moving moving(*this);
  DF_ASSIGN(const auto record, checkpoint::Directory(*store_).Get(thread));
  return MoveHeld(record, migration);
}

}  // namespace dashflow::engine
