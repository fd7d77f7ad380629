// SPDX-License-Identifier: Apache-2.0
#include "host/http/socket/talk.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace dashflow::http {
namespace {

// What a handler holds.
class ClientSocket final : public WebSocket {
 public:
  explicit ClientSocket(TalkPtr talk) : talk_(std::move(talk)) {}
  ~ClientSocket() override { talk_->Close(static_cast<std::uint16_t>(CloseCode::kNormal), {}); }
  ClientSocket(const ClientSocket&) = delete;
  ClientSocket& operator=(const ClientSocket&) = delete;

  bool Send(std::string_view text) override { return talk_->Send(text); }
  void OnRoom(std::function<void()> call) override { talk_->OnRoom(std::move(call)); }
  void Receive(Taker take) override { talk_->Receive(std::move(take)); }
  bool gone() const override { return talk_->gone(); }
  void Close(std::uint16_t code, std::string_view reason) override { talk_->Close(code, reason); }

 private:
  const TalkPtr talk_;
};

bool HasWord(std::string_view list, std::string_view word) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return std::search(list.begin(), list.end(), word.begin(), word.end(), same) != list.end();
}

}  // namespace

bool Talk::Send(std::string_view text) { return exchange_->Write(FrameOf(FrameKind::kText, text)); }

void Talk::Receive(WebSocket::Taker take) {
  std::optional<std::string> text;
  {
    const std::lock_guard lock(mutex_);
    if (messages_.empty() && !is_over_) {
      taker_ = std::move(take);
      return;
    }
    if (!messages_.empty()) {
      text = std::move(messages_.front());
      messages_.pop_front();
      bytes_ -= text->size();
    }
  }
  exchange_->ReadOn();
  take(std::move(text));
}

void Talk::Close(std::uint16_t code, std::string_view reason) {
  exchange_->WriteLast(CloseFrame(code, reason));
  Lose();
}

void Talk::Lose() {
  WebSocket::Taker taker;
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    taker = std::exchange(taker_, {});
  }
  if (taker) taker(std::nullopt);
}

void Talk::Put(std::string_view bytes) {
  reader_.Put(bytes);
  while (auto message = reader_.Next()) Take(std::move(*message));
  if (reader_.problem() != CloseCode::kNone)
    Close(static_cast<std::uint16_t>(reader_.problem()), {});
}

bool Talk::WantsMore() const {
  const std::lock_guard lock(mutex_);
  return bytes_ < ahead_;
}

void Talk::Take(SocketMessage message) {
  switch (message.kind) {
    case FrameKind::kText:
      return Deliver(std::move(message.payload));
    case FrameKind::kPing:
      exchange_->Write(FrameOf(FrameKind::kPong, message.payload));
      return;
    case FrameKind::kClose:
      return Close(static_cast<std::uint16_t>(CloseCode::kNormal), {});
    case FrameKind::kBinary:
      return Close(static_cast<std::uint16_t>(CloseCode::kUnsupported), "text only");
    case FrameKind::kPong:
    case FrameKind::kMore:
      return;
  }
}

void Talk::Deliver(std::string text) {
  WebSocket::Taker taker;
  {
    const std::lock_guard lock(mutex_);
    if (is_over_) return;
    if (!taker_) {
      bytes_ += text.size();
      messages_.push_back(std::move(text));
      return;
    }
    taker = std::exchange(taker_, {});
  }
  taker(std::move(text));
}

WebSocketPtr SocketOf(TalkPtr talk) { return std::make_shared<ClientSocket>(std::move(talk)); }

bool WantsSocket(const Request& request) {
  return HasWord(request.Header("upgrade"), "websocket") &&
         HasWord(request.Header("connection"), "upgrade") &&
         request.Header("sec-websocket-version") == "13" &&
         request.Header("sec-websocket-key").size() == 24;
}

Response Upgraded(const Request& request) {
  return {.status = 101,
          .headers = {{"upgrade", "websocket"},
                      {"connection", "upgrade"},
                      {"sec-websocket-accept", AcceptFor(request.Header("sec-websocket-key"))}}};
}

}  // namespace dashflow::http
