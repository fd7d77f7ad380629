// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "host/http/reply.h"

namespace dashflow::testing {

// What a client of a stream has got. Takes `room` chunks, then no more until Read.
class FakeBody final : public http::BodyStream {
 public:
  explicit FakeBody(std::size_t room = SIZE_MAX) : room_(room) {}

  bool Write(std::string chunk) override {
    const std::lock_guard lock(mutex_);
    if (gone_ || room_ == 0) return false;
    --room_;
    text_ += chunk;
    return true;
  }
  void OnRoom(std::function<void()> call) override {
    const std::lock_guard lock(mutex_);
    on_room_ = std::move(call);
  }
  void OnGone(std::function<void()> call) override {
    const std::lock_guard lock(mutex_);
    on_gone_ = std::move(call);
  }
  bool gone() const override {
    const std::lock_guard lock(mutex_);
    return gone_;
  }
  void Close() override {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }

  // There is room for so many chunks more.
  void Read(std::size_t chunks) {
    std::function<void()> call;
    {
      const std::lock_guard lock(mutex_);
      room_ += chunks;
      call = std::exchange(on_room_, nullptr);
    }
    if (call) call();
  }
  void GoAway() {
    std::function<void()> call;
    {
      const std::lock_guard lock(mutex_);
      gone_ = true;
      call = std::exchange(on_gone_, nullptr);
    }
    if (call) call();
  }
  std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }
  bool closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
  }
  // The names of the events so far, each with its id: "values 1".
  std::vector<std::string> Events() const;

 private:
  mutable std::mutex mutex_;
  std::size_t room_;
  std::string text_;
  bool closed_ = false;
  bool gone_ = false;
  std::function<void()> on_room_;
  std::function<void()> on_gone_;
};

}  // namespace dashflow::testing
