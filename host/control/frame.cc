// SPDX-License-Identifier: Apache-2.0
#include "host/control/frame.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include "host/value/json.h"

namespace dashflow::control {
namespace {

constexpr std::uint32_t kLargest = 16U << 20;
constexpr std::size_t kStreams = std::tuple_size_v<Streams>;

// Room for the descriptors of one message, aligned as the system wants it.
struct Attachment {
  alignas(cmsghdr) char bytes[CMSG_SPACE(sizeof(int) * kStreams)] = {};
};

void Attach(msghdr& message, Attachment& room, const std::array<int, kStreams>& streams) {
  message.msg_control = room.bytes;
  message.msg_controllen = sizeof room.bytes;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof streams);
  std::memcpy(CMSG_DATA(header), streams.data(), sizeof streams);
}

// What is not expected is closed.
void Detach(msghdr& message, Streams* streams) {
  std::size_t taken = 0;
  for (cmsghdr* at = CMSG_FIRSTHDR(&message); at != nullptr; at = CMSG_NXTHDR(&message, at)) {
    if (at->cmsg_level != SOL_SOCKET || at->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (at->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(at) + i * sizeof number, sizeof number);
      Descriptor one(number);
      if (streams != nullptr && taken < kStreams) (*streams)[taken++] = std::move(one);
    }
  }
}

bool SendAll(int connection, std::string_view bytes, const std::array<int, kStreams>* streams) {
  while (!bytes.empty()) {
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    Attachment room;
    if (streams != nullptr) Attach(message, room, *streams);
    const ssize_t sent = ::sendmsg(connection, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    streams = nullptr;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool ReceiveAll(int connection, char* at, std::size_t size, Streams* streams) {
  while (size > 0) {
    iovec part{at, size};
    Attachment room;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = room.bytes;
    message.msg_controllen = sizeof room.bytes;
    const ssize_t got = ::recvmsg(connection, &message, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    Detach(message, streams);
    if (got == 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

bool SendFrame(int connection, const Value& frame, const std::array<int, 3>* streams) {
  const std::string json = ToJson(frame);
  if (json.size() > kLargest) return false;
  const auto size = static_cast<std::uint32_t>(json.size());
  std::string bytes(sizeof size, '\0');
  std::memcpy(bytes.data(), &size, sizeof size);
  return SendAll(connection, bytes + json, streams);
}

std::optional<Value> ReceiveFrame(int connection, Streams* streams) {
  std::uint32_t size = 0;
  if (!ReceiveAll(connection, reinterpret_cast<char*>(&size), sizeof size, streams))
    return std::nullopt;
  if (size > kLargest) return std::nullopt;
  std::string json(size, '\0');
  if (!ReceiveAll(connection, json.data(), json.size(), streams)) return std::nullopt;
  auto frame = ParseJson(json);
  if (frame.has_error()) return std::nullopt;
  return std::move(frame).value();
}

}  // namespace dashflow::control
