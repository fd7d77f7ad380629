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
  ~ClientSocket() override { talk_->Close(CloseCode::kNormal); }
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
  text ? Give(std::move(take), std::move(*text)) : take(std::nullopt);
}

void Talk::Give(WebSocket::Taker take, std::string text) {
  if (!form_.blocks) return take(std::move(text));
  const auto given =
      std::make_shared<std::pair<WebSocket::Taker, std::string>>(std::move(take), std::move(text));
  if (exchange_->HandOver([given] { given->first(std::move(given->second)); })) return;
  Close(CloseCode::kTryLater, "the server has too much to do");
  given->first(std::nullopt);
}

bool Talk::gone() const {
  const std::lock_guard lock(mutex_);
  return is_over_ || exchange_->gone();
}

// Who is told that nothing comes any more, if anybody waits.
WebSocket::Taker Talk::EndTaking() {
  const std::lock_guard lock(mutex_);
  is_over_ = true;
  return std::exchange(taker_, {});
}

// Whoever cannot send any more sees already that it is over.
void Talk::Close(std::uint16_t code, std::string_view reason) {
  const WebSocket::Taker taker = EndTaking();
  exchange_->WriteLast(CloseFrame(code, reason));
  if (taker) taker(std::nullopt);
}

void Talk::Lose() {
  if (const WebSocket::Taker taker = EndTaking()) taker(std::nullopt);
}

void Talk::Put(std::string_view bytes) {
  reader_.Put(bytes);
  while (auto message = reader_.Next()) Take(std::move(*message));
  if (reader_.problem() != CloseCode::kNone) Close(reader_.problem());
}

bool Talk::WantsMore() const {
  const std::lock_guard lock(mutex_);
  return bytes_ < form_.ahead;
}

void Talk::Take(SocketMessage message) {
  switch (message.kind) {
    case FrameKind::kText:
      return Deliver(std::move(message.payload));
    case FrameKind::kPing:
      exchange_->Write(FrameOf(FrameKind::kPong, message.payload));
      return;
    case FrameKind::kClose:
      return Close(CloseCode::kNormal);
    case FrameKind::kBinary:
      return Close(CloseCode::kUnsupported, "text only");
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
  Give(std::move(taker), std::move(text));
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
