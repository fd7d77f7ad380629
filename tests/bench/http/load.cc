// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/http/load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/bench/measure.h"

namespace dashflow::bench {
namespace {

constexpr int kThreads = 2;
constexpr int kConnections = 16;
constexpr std::string_view kRequest = "GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n";

void Require(bool holds) {
  if (!holds) std::abort();
}

int ConnectTo(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Require(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return socket;
}

void Ask(int socket) {
  Require(::send(socket, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(kRequest.size()));
}

// The length of the first answer, which comes alone.
std::size_t LengthOfAnswer(int socket) {
  std::array<char, 4096> bytes{};
  Ask(socket);
  std::size_t length = 0;
  while (std::string_view(bytes.data(), length).find("\r\n\r\n{\"ok\":true}") ==
         std::string_view::npos) {
    const ssize_t count = ::recv(socket, bytes.data() + length, bytes.size() - length, 0);
    Require(count > 0);
    length += static_cast<std::size_t>(count);
  }
  return length;
}

void Take(int socket, std::size_t length) {
  std::array<char, 4096> bytes{};
  while (length > 0) {
    const ssize_t count = ::recv(socket, bytes.data(), length, 0);
    Require(count > 0);
    length -= static_cast<std::size_t>(count);
  }
}

void Drive(const std::vector<int>& sockets, std::size_t length, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    for (const int socket : sockets) Ask(socket);
    for (const int socket : sockets) Take(socket, length);
  }
}

}  // namespace

double RequestsPerSecond(std::uint16_t port, int requests) {
  std::array<std::vector<int>, kThreads> sockets;
  for (auto& some : sockets)
    for (int i = 0; i < kConnections; ++i) some.push_back(ConnectTo(port));
  const std::size_t length = LengthOfAnswer(sockets[0].front());
  const int rounds = requests / kThreads / kConnections;
  const double took = Microseconds([&] {
    std::vector<std::thread> threads;
    for (auto& some : sockets)
      threads.emplace_back([&some, length, rounds] { Drive(some, length, rounds); });
    for (auto& thread : threads) thread.join();
  });
  for (auto& some : sockets)
    for (const int socket : some) ::close(socket);
  return rounds * kThreads * kConnections / took * 1e6;
}

}  // namespace dashflow::bench
