// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/tests/tcp_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <vector>

namespace dashflow::sql {
namespace {

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int ConnectTo(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(port);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) return fd;
  ::close(fd);
  return -1;
}

// With a reset, as a machine that lost its power answers once it is back.
void Cut(int fd) {
  const linger at_once{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  ::close(fd);
}

void CutBoth(int client, int server) {
  Cut(client);
  ::close(server);
}

}  // namespace

TcpProxy::TcpProxy(const std::string& server_port) : server_port_(server_port) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof(address);
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, raw, size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, raw, &size) != 0 || ::pipe(wake_) != 0) {
    throw std::runtime_error("no proxy");
  }
  port_ = std::to_string(ntohs(address.sin_port));
  thread_ = std::thread([this] { Run(); });
}

TcpProxy::~TcpProxy() {
  stopping_ = true;
  Wake();
  thread_.join();
  ::close(listener_);
  ::close(wake_[0]);
  ::close(wake_[1]);
}

void TcpProxy::Wake() const {
  if (::write(wake_[1], "x", 1) != 1) std::abort();
}

void TcpProxy::Set(Mode mode) {
  mode_ = mode;
  Wake();
  is_set_.acquire();
}

// False: the pair is to be cut.
bool TcpProxy::Move(const Pair& pair, bool from_client) const {
  std::array<char, 65536> part{};
  const ssize_t size = ::recv(from_client ? pair.client : pair.server, part.data(), part.size(), 0);
  if (size <= 0) return false;
  const Mode mode = mode_;
  if (mode == Mode::kSilence) return true;
  if (mode == Mode::kLoseQuestions && from_client) return false;
  if (mode == Mode::kLoseAnswers && !from_client) return false;
  return ::send(from_client ? pair.server : pair.client, part.data(),
                static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
}

// Waits for news of any of them, then passes on what came.
void TcpProxy::Forward(std::vector<Pair>& pairs) {
  std::vector<pollfd> watched = {{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
  for (const Pair& pair : pairs) {
    watched.push_back({pair.client, POLLIN, 0});
    watched.push_back({pair.server, POLLIN, 0});
  }
  ::poll(watched.data(), watched.size(), -1);
  std::vector<Pair> kept;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    bool good = mode_ != Mode::kRefuse;
    if (good && watched[2 + 2 * i].revents != 0) good = Move(pairs[i], true);
    if (good && watched[3 + 2 * i].revents != 0) good = Move(pairs[i], false);
    if (good) {
      kept.push_back(pairs[i]);
    } else {
      CutBoth(pairs[i].client, pairs[i].server);
    }
  }
  pairs.swap(kept);
  char ignored = 0;
  if (watched[0].revents != 0 && ::read(wake_[0], &ignored, 1) == 1) is_set_.release();
  if (watched[1].revents != 0) Accept(pairs);
}

void TcpProxy::Accept(std::vector<Pair>& pairs) const {
  const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  const int server = mode_ == Mode::kRefuse ? -1 : ConnectTo(std::stoi(server_port_));
  if (server < 0) return Cut(client);
  pairs.push_back({client, server});
}

void TcpProxy::Run() {
  std::vector<Pair> pairs;
  while (!stopping_) Forward(pairs);
  for (const Pair& pair : pairs) CutBoth(pair.client, pair.server);
}

}  // namespace dashflow::sql
