// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/line_body.h"

#include <utility>

#include "host/value/json.h"

namespace dashflow::cli {
namespace {

constexpr std::size_t kWaitsBeyond = std::size_t{1} << 20;
constexpr std::size_t kCutBeyond = std::size_t{8} << 20;

}  // namespace

bool LineBody::Send(const Value& line) { return Push(ToJson(line) + "\n"); }

bool LineBody::Push(std::string text) {
  Lock lock(mutex_);
  if (!body_) return false;
  bytes_ += text.size();
  waiting_.push_back(std::move(text));
  Pump(lock);
  if (std::this_thread::get_id() == waiter_) AwaitAtMost(lock, kWaitsBeyond);
  if (bytes_ > kCutBeyond) body_.reset();
  return body_ != nullptr;
}

bool LineBody::Beat() {
  {
    const Lock lock(mutex_);
    if (!body_ || !waiting_.empty()) return body_ != nullptr;
  }
  return Push("\n");
}

void LineBody::End() {
  Lock lock(mutex_);
  AwaitAtMost(lock, 0);
  const auto body = std::exchange(body_, nullptr);
  lock.unlock();
  if (body) body->Close();
}

void LineBody::Cut() {
  const Lock lock(mutex_);
  body_.reset();
  moved_.notify_all();
}

// Callbacks come at once where there is room already, so that nothing is locked then.
void LineBody::Pump(Lock& lock) {
  while (body_ && !waiting_.empty() && body_->Write(waiting_.front())) {
    bytes_ -= waiting_.front().size();
    waiting_.pop_front();
  }
  if (body_ && body_->gone()) body_.reset();
  moved_.notify_all();
  if (!body_ || waiting_.empty() || std::exchange(asks_room_, true)) return;
  const auto body = body_;
  lock.unlock();
  body->OnRoom([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    Lock again(self->mutex_);
    self->asks_room_ = false;
    self->Pump(again);
  });
  lock.lock();
}

void LineBody::AwaitAtMost(Lock& lock, std::size_t bytes) {
  moved_.wait(lock, [&] { return !body_ || bytes_ <= bytes; });
}

}  // namespace dashflow::cli
