// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/socket_writer.h"

#include <utility>

namespace dashflow::api {

void SocketWriter::Answer(std::string text, std::function<void()> taken) {
  {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(text);
    taken_ = std::move(taken);
  }
  if (!SendAnswer()) AwaitRoom();
}

// False: it waits on.
bool SocketWriter::SendAnswer() {
  std::function<void()> taken;
  {
    const std::lock_guard lock(mutex_);
    if (!taken_) return true;
    if (!socket_->Send(answer_) && !socket_->gone()) return false;
    answer_.clear();
    taken = std::exchange(taken_, nullptr);
  }
  taken();
  return true;
}

bool SocketWriter::Write(std::string event) {
  {
    const std::lock_guard lock(mutex_);
    if (taken_) return false;
  }
  return socket_->Send(event);
}

void SocketWriter::OnRoom(std::function<void()> call) {
  {
    const std::lock_guard lock(mutex_);
    on_room_ = std::move(call);
  }
  AwaitRoom();
}

void SocketWriter::OnGone(std::function<void()> call) {
  const std::lock_guard lock(mutex_);
  on_gone_ = std::move(call);
}

// The socket calls back only who asked last, which is why all who wait are behind one call.
void SocketWriter::AwaitRoom() {
  socket_->OnRoom([weak = weak_from_this()] {
    if (const auto writer = weak.lock()) writer->UseRoom();
  });
}

void SocketWriter::UseRoom() {
  if (!SendAnswer()) return AwaitRoom();
  std::function<void()> call;
  {
    const std::lock_guard lock(mutex_);
    call = std::exchange(on_room_, nullptr);
  }
  if (call) call();
}

void SocketWriter::End() {
  std::function<void()> call;
  {
    const std::lock_guard lock(mutex_);
    call = std::exchange(on_gone_, nullptr);
  }
  if (call) call();
}

}  // namespace dashflow::api
