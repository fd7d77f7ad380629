// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/exchange.h"

#include <array>
#include <charconv>
#include <utility>

#include "host/http/wire/connection.h"
#include "host/http/wire/gzip.h"

namespace dashflow::http {
namespace {

void AppendChunk(std::string& out, std::string_view chunk) {
  std::array<char, 16> size{};
  const auto end = std::to_chars(size.data(), size.data() + size.size(), chunk.size(), 16).ptr;
  out.append(size.data(), end).append("\r\n").append(chunk).append("\r\n");
}

// What a handler holds while it writes a body.
class Body final : public BodyStream {
 public:
  explicit Body(ExchangePtr exchange) : exchange_(std::move(exchange)) {}
  ~Body() override { exchange_->Abandon(); }
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  bool Write(std::string chunk) override { return exchange_->Write(chunk); }
  void OnRoom(std::function<void()> call) override { exchange_->OnRoom(std::move(call)); }
  void OnGone(std::function<void()> call) override { exchange_->OnGone(std::move(call)); }
  bool gone() const override { return exchange_->gone(); }
  void Close() override { exchange_->Close(); }

 private:
  const ExchangePtr exchange_;
};

class Answer final : public Reply::Out {
 public:
  explicit Answer(ExchangePtr exchange) : exchange_(std::move(exchange)) {}

  void Send(Response response) override { exchange_->Send(std::move(response)); }
  BodyStreamPtr Begin(Response head) override {
    exchange_->Begin(std::move(head));
    return std::make_shared<Body>(exchange_);
  }
  void OnGone(std::function<void()> call) override { exchange_->OnGone(std::move(call)); }

 private:
  const ExchangePtr exchange_;
};

}  // namespace

Exchange::Exchange(std::shared_ptr<Connection> connection, const Form& form)
    : connection_(std::move(connection)), form_(form) {}

void Exchange::Send(Response response) {
  std::vector<Call> dropped;
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    dropped.swap(on_gone_);
    connection = connection_;
  }
  if (!connection) return;
  if (form_.is_packed) PackBody(response);
  connection->Answer(shared_from_this(), std::move(response));
}

void Exchange::Begin(Response head) {
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    connection = connection_;
  }
  if (connection) connection->Begin(shared_from_this(), std::move(head));
}

void Exchange::OnGone(Call call) {
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return;
    if (!is_lost_) return on_gone_.push_back(std::move(call));
  }
  call();
}

// Asks the connection to come for what there is.
void Exchange::Pump(std::unique_lock<std::mutex> lock) {
  if (std::exchange(is_pumping_, true)) return;
  const std::shared_ptr<Connection> connection = connection_;
  lock.unlock();
  if (connection) connection->Pump(shared_from_this());
}

bool Exchange::Write(std::string_view chunk) {
  std::unique_lock lock(mutex_);
  if (!connection_ || is_closed_) return false;
  if (chunk.empty()) return true;
  wanted_ = chunk.size();
  if (!HasRoom()) return false;
  kept_ += chunk.size();
  form_.is_chunked ? AppendChunk(pending_, chunk) : void(pending_.append(chunk));
  Pump(std::move(lock));
  return true;
}

void Exchange::OnRoom(Call call) {
  {
    const std::lock_guard lock(mutex_);
    if (connection_ && !HasRoom()) {
      on_room_ = std::move(call);
      return;
    }
  }
  call();
}

bool Exchange::gone() const {
  const std::lock_guard lock(mutex_);
  return is_lost_;
}

void Exchange::Close() {
  std::vector<Call> dropped;
  std::unique_lock lock(mutex_);
  if (std::exchange(is_closed_, true)) return;
  dropped.swap(on_gone_);
  if (form_.is_chunked) pending_ += "0\r\n\r\n";
  Pump(std::move(lock));
}

void Exchange::WriteLast(std::string_view bytes) {
  std::vector<Call> dropped;
  std::unique_lock lock(mutex_);
  if (!connection_ || std::exchange(is_closed_, true)) return;
  dropped.swap(on_gone_);
  pending_ += bytes;
  Pump(std::move(lock));
}

bool Exchange::HandOver(Call work) {
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    connection = connection_;
  }
  return connection && connection->RunOnPool(work);
}

void Exchange::ReadOn() {
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    connection = connection_;
  }
  if (connection) connection->ReadOn(shared_from_this());
}

void Exchange::Abandon() {
  std::vector<Call> dropped;
  std::unique_lock lock(mutex_);
  if (is_closed_) return;
  dropped.swap(on_gone_);
  is_closed_ = is_cut_ = true;
  Pump(std::move(lock));
}

Exchange::Piece Exchange::Take() {
  const std::lock_guard lock(mutex_);
  Piece piece{.bytes = std::exchange(pending_, {}), .is_last = is_closed_, .is_cut = is_cut_};
  taken_ = kept_;
  is_pumping_ = !piece.bytes.empty() || piece.is_last;
  return piece;
}

void Exchange::Written() {
  Call call;
  {
    const std::lock_guard lock(mutex_);
    kept_ -= std::exchange(taken_, 0);
    if (HasRoom()) call = std::exchange(on_room_, {});
  }
  if (call) call();
}

void Exchange::Finish() {
  std::vector<Call> dropped;
  std::shared_ptr<Connection> connection;
  const std::lock_guard lock(mutex_);
  dropped.swap(on_gone_);
  connection.swap(connection_);
}

void Exchange::Lose() {
  std::vector<Call> calls;
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    is_lost_ = true;
    connection.swap(connection_);
    calls.swap(on_gone_);
    if (on_room_) calls.push_back(std::exchange(on_room_, {}));
    pending_.clear();
    pending_.shrink_to_fit();
  }
  for (const Call& call : calls) call();
}

Reply ReplyTo(ExchangePtr exchange) { return Reply(std::make_unique<Answer>(std::move(exchange))); }

}  // namespace dashflow::http
