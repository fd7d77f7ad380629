// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dashflow::http {

// The opcodes of RFC 6455 §5.2.
enum class FrameKind : std::uint8_t {
  kMore = 0,
  kText = 1,
  kBinary = 2,
  kClose = 8,
  kPing = 9,
  kPong = 10
};

// A message put together from its frames, or a control frame.
struct SocketMessage {
  FrameKind kind = FrameKind::kText;
  std::string payload{};
};

// Codes of a close frame (RFC 6455 §7.4.1).
enum class CloseCode : std::uint16_t {
  kNone = 0,
  kNormal = 1000,
  kGoingAway = 1001,
  kProtocol = 1002,
  kUnsupported = 1003,
  kNoUtf8 = 1007,
  kTooLarge = 1009,
  kTryLater = 1013,
};

// Reads what a client sends. Safe for any bytes.
class FrameReader {
 public:
  // `most` = bytes of a message.
  explicit FrameReader(std::size_t most) : most_(most) {}

  void Put(std::string_view bytes) { bytes_.append(bytes); }
  // Nothing = more bytes are needed, or there is a problem, after which there is nothing more.
  std::optional<SocketMessage> Next();
  CloseCode problem() const { return problem_; }

 private:
  struct Frame {
    bool is_last = false;
    FrameKind kind = FrameKind::kText;
    std::string payload{};
  };
  std::optional<Frame> NextFrame();
  std::optional<SocketMessage> Join(const Frame& frame);
  std::optional<SocketMessage> Whole(FrameKind kind, std::string payload);
  CloseCode Judge(bool is_last, unsigned opcode, std::uint64_t size) const;
  // Nothing, ever after.
  std::nullopt_t Fail(CloseCode problem);

  const std::size_t most_;
  std::string bytes_;
  std::optional<SocketMessage> begun_;  // whose end has not come yet
  CloseCode problem_ = CloseCode::kNone;
};

// A frame as a server sends it. REQUIRES: a control frame has at most 125 bytes.
std::string FrameOf(FrameKind kind, std::string_view payload);
std::string CloseFrame(std::uint16_t code, std::string_view reason);
// What the header sec-websocket-accept says to a client's key.
std::string AcceptFor(std::string_view key);

}  // namespace dashflow::http
