// SPDX-License-Identifier: Apache-2.0
#include "host/event/stream_reader.h"

#include <utility>

namespace dashflow::event {

StreamReader::StreamReader(const Options& options)
    : options_(options),
      view_(
          options.modes, [this](const StreamChunk& chunk) { Keep(chunk); }, options.subworkflows) {}

std::optional<StreamReader::Next> StreamReader::Read() {
  std::optional<Next> next;
  std::function<void()> go_on;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return left_ || over_ || !chunks_.empty(); });
    if (left_) return std::nullopt;
    if (!chunks_.empty()) {
      next = std::move(chunks_.front());
      chunks_.pop_front();
    } else if (untold_ > 0) {
      next = Next{std::exchange(untold_, 0), std::nullopt};
    }
    if (chunks_.size() <= options_.capacity / 2) go_on = std::exchange(go_on_, nullptr);
  }
  if (go_on) go_on();
  return next;
}

void StreamReader::Leave() {
  std::function<void()> go_on;
  {
    const std::lock_guard lock(mutex_);
    left_ = true;
    chunks_.clear();
    go_on = std::exchange(go_on_, nullptr);
  }
  changed_.notify_all();
  if (go_on) go_on();
}

void StreamReader::Close() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    go_on_ = nullptr;
  }
  changed_.notify_all();
}

std::uint64_t StreamReader::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

bool StreamReader::Take(const Event& event) {
  const bool may_refuse = event.type == Type::kCustom || event.type == Type::kToken;
  if (may_refuse && options_.when_full == WhenFull::kWait) {
    const std::lock_guard lock(mutex_);
    if (full() && !left_) return false;
  }
  view_.Take(event);
  if (event.type == Type::kRunFinished && event.space.is_null()) Close();
  return true;
}

bool StreamReader::Ready(const std::function<void()>& go_on) {
  const std::lock_guard lock(mutex_);
  if (!full() || left_ || options_.when_full == WhenFull::kDrop) return true;
  go_on_ = go_on;
  return false;
}

void StreamReader::Keep(const StreamChunk& chunk) {
  {
    const std::lock_guard lock(mutex_);
    if (left_) return;
    if (full() && options_.when_full == WhenFull::kDrop) {
      ++dropped_;
      ++untold_;
      return;
    }
    chunks_.push_back({std::exchange(untold_, 0), chunk});
  }
  changed_.notify_one();
}

}  // namespace dashflow::event
