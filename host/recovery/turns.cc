// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/turns.h"

#include <utility>

namespace dashflow::recovery {
namespace {

constexpr std::chrono::milliseconds kPatience{100};
constexpr std::chrono::minutes kTrial{1};
constexpr std::chrono::milliseconds kLook{20};

}  // namespace

void Turns::Add(std::string thread, bool suspected) {
  const std::lock_guard lock(mutex_);
  (suspected ? suspects_ : innocents_).push_back(std::move(thread));
  changed_.notify_all();
}

void Turns::Forgive(std::string thread) {
  const std::lock_guard lock(mutex_);
  forgiven_.push_back(std::move(thread));
  changed_.notify_all();
}

void Turns::Settle(const std::string& thread) {
  const std::lock_guard lock(mutex_);
  begun_.erase(thread);
  if (on_trial_ && on_trial_->first == thread) on_trial_.reset();
  changed_.notify_all();
}

void Turns::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

std::optional<Turn> Turns::Next() {
  std::unique_lock lock(mutex_);
  while (!closed_) {
    if (auto turn = Pick(clock_.Mono())) return turn;
    if (innocents_.empty() && suspects_.empty()) {
      changed_.wait(lock);
    } else {
      changed_.wait_for(lock, kLook);
    }
  }
  return std::nullopt;
}

std::optional<Turn> Turns::Take(MonoTime now) {
  const std::lock_guard lock(mutex_);
  return Pick(now);
}

std::optional<Turn> Turns::Pick(MonoTime now) {
  if (!forgiven_.empty()) return Pop(Turn::What::kForgive, forgiven_);
  if (!innocents_.empty()) {
    if (!HasPlace(now)) return std::nullopt;
    auto turn = Pop(Turn::What::kContinue, innocents_);
    begun_[turn->thread] = now;
    return turn;
  }
  if (suspects_.empty() || !HasTrial(now)) return std::nullopt;
  auto turn = Pop(Turn::What::kContinue, suspects_);
  on_trial_.emplace(turn->thread, now);
  return turn;
}

std::optional<Turn> Turns::Pop(Turn::What what, std::deque<std::string>& from) {
  Turn turn{what, std::move(from.front())};
  from.pop_front();
  return turn;
}

bool Turns::HasPlace(MonoTime now) {
  if (begun_.size() < at_once_) return true;
  std::erase_if(begun_, [now](const auto& each) { return now - each.second >= kPatience; });
  return begun_.size() < at_once_;
}

bool Turns::HasTrial(MonoTime now) {
  if (on_trial_ && now - on_trial_->second >= kTrial) on_trial_.reset();
  return !on_trial_;
}

}  // namespace dashflow::recovery
