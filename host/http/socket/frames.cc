// SPDX-License-Identifier: Apache-2.0
#include "host/http/socket/frames.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <utility>

#include "host/value/base64.h"
#include "host/value/utf8.h"

namespace dashflow::http {
namespace {

constexpr unsigned kLast = 0x80;
constexpr unsigned kReserved = 0x70;
constexpr unsigned kOpcode = 0x0f;
constexpr unsigned kMasked = 0x80;
constexpr unsigned kShort = 125;
constexpr unsigned kTwoBytes = 126;
constexpr std::size_t kMostControl = 125;
constexpr std::size_t kMask = 4;

bool IsControl(unsigned opcode) { return opcode >= 8; }
bool IsKnown(unsigned opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }

unsigned ByteAt(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::uint64_t Number(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) number = number << 8U | ByteAt(bytes, i);
  return number;
}

void AppendNumber(std::string& out, std::uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i)
    out += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
}

// Bytes behind the first two that hold the length.
std::size_t LengthBytes(unsigned length) {
  if (length <= kShort) return 0;
  return length == kTwoBytes ? 2 : 8;
}

bool IsGoodClose(std::string_view payload) {
  return payload.empty() || (payload.size() >= 2 && IsUtf8(payload.substr(2)));
}

}  // namespace

std::nullopt_t FrameReader::Fail(CloseCode problem) {
  problem_ = problem;
  bytes_.clear();
  return std::nullopt;
}

CloseCode FrameReader::Judge(bool is_last, unsigned opcode, std::uint64_t size) const {
  if (!IsKnown(opcode)) return CloseCode::kProtocol;
  if (IsControl(opcode))
    return is_last && size <= kMostControl ? CloseCode::kNone : CloseCode::kProtocol;
  const bool continues = opcode == static_cast<unsigned>(FrameKind::kMore);
  if (continues != begun_.has_value()) return CloseCode::kProtocol;
  const std::size_t before = begun_ ? begun_->payload.size() : 0;
  return size > most_ || before + size > most_ ? CloseCode::kTooLarge : CloseCode::kNone;
}

std::optional<FrameReader::Frame> FrameReader::NextFrame() {
  const std::string_view bytes = bytes_;
  if (bytes.size() < 2) return std::nullopt;
  const unsigned first = ByteAt(bytes, 0);
  const unsigned second = ByteAt(bytes, 1);
  if ((first & kReserved) != 0 || (second & kMasked) == 0) return Fail(CloseCode::kProtocol);
  const unsigned length = second & ~kMasked;
  const std::size_t length_bytes = LengthBytes(length);
  const std::size_t head = 2 + length_bytes + kMask;
  if (bytes.size() < head) return std::nullopt;
  const std::uint64_t size = length_bytes == 0 ? length : Number(bytes.substr(2, length_bytes));
  const bool is_last = (first & kLast) != 0;
  const CloseCode judged = Judge(is_last, first & kOpcode, size);
  if (judged != CloseCode::kNone) return Fail(judged);
  if (bytes.size() - head < size) return std::nullopt;
  Frame frame{.is_last = is_last, .kind = static_cast<FrameKind>(first & kOpcode)};
  frame.payload = bytes_.substr(head, size);
  for (std::size_t i = 0; i < frame.payload.size(); ++i)
    frame.payload[i] = static_cast<char>(frame.payload[i] ^ bytes[head - kMask + i % kMask]);
  bytes_.erase(0, head + size);
  return frame;
}

std::optional<SocketMessage> FrameReader::Whole(FrameKind kind, std::string payload) {
  if (kind == FrameKind::kText && !IsUtf8(payload)) return Fail(CloseCode::kNoUtf8);
  if (kind == FrameKind::kClose && !IsGoodClose(payload)) return Fail(CloseCode::kProtocol);
  return SocketMessage{kind, std::move(payload)};
}

// Nothing: the message goes on.
std::optional<SocketMessage> FrameReader::Join(const Frame& frame) {
  if (!begun_) begun_ = SocketMessage{.kind = frame.kind};
  begun_->payload += frame.payload;
  if (!frame.is_last) return std::nullopt;
  SocketMessage message = std::move(*begun_);
  begun_.reset();
  return Whole(message.kind, std::move(message.payload));
}

std::optional<SocketMessage> FrameReader::Next() {
  while (problem_ == CloseCode::kNone) {
    auto frame = NextFrame();
    if (!frame) return std::nullopt;
    if (IsControl(static_cast<unsigned>(frame->kind)))
      return Whole(frame->kind, std::move(frame->payload));
    if (auto message = Join(*frame)) return message;
  }
  return std::nullopt;
}

std::string FrameOf(FrameKind kind, std::string_view payload) {
  std::string frame(1, static_cast<char>(kLast | static_cast<unsigned>(kind)));
  frame.reserve(payload.size() + 10);
  if (payload.size() <= kShort) {
    AppendNumber(frame, payload.size(), 1);
  } else if (payload.size() <= 0xffff) {
    AppendNumber(frame, kTwoBytes, 1);
    AppendNumber(frame, payload.size(), 2);
  } else {
    AppendNumber(frame, kTwoBytes + 1, 1);
    AppendNumber(frame, payload.size(), 8);
  }
  return frame.append(payload);
}

std::string CloseFrame(std::uint16_t code, std::string_view reason) {
  std::string payload;
  AppendNumber(payload, code, 2);
  const std::string_view shown = reason.substr(0, kMostControl - 2);
  payload.append(shown.substr(0, ValidUtf8Prefix(shown)));
  return FrameOf(FrameKind::kClose, payload);
}

std::string AcceptFor(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> hash{};
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  std::string accept;
  AppendBase64(accept, {reinterpret_cast<const char*>(hash.data()), hash.size()});
  return accept;
}

}  // namespace dashflow::http
