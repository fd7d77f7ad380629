// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/bare_teller.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "tests/bench/bench_host.h"
#include "tests/bench/serve/readers.h"

namespace dashflow::bench {
namespace {

void Send(int socket, std::string_view text) {
  if (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) < 0)
    Die(Error("io_error", "a client of the floor has gone"));
}

}  // namespace

BareTeller::BareTeller(std::size_t clients)
    : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  if (::bind(listener_, raw, size) != 0 || ::listen(listener_, SOMAXCONN) != 0 ||
      ::getsockname(listener_, raw, &size) != 0)
    Die(Error("io_error", "the floor cannot listen"));
  port_ = ntohs(address.sin_port);
  taking_ = std::thread([this, clients] {
    while (sockets_.size() < clients) {
      sockets_.push_back(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
      Send(sockets_.back(), "\n");
    }
  });
}

BareTeller::~BareTeller() {
  if (taking_.joinable()) taking_.join();
  for (const int socket : sockets_) ::close(socket);
  ::close(listener_);
}

void BareTeller::Tell() {
  if (taking_.joinable()) taking_.join();
  const std::string text = "event: custom\ndata: {" + SentNow() + "}\nid: 1\n\n";
  for (const int socket : sockets_) Send(socket, text);
}

}  // namespace dashflow::bench
