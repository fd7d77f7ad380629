// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/acceptor.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <utility>

namespace dashflow::http {
namespace {

constexpr std::chrono::milliseconds kRest{100};

int FamilyOf(const Listening& listening) {
  if (listening.host.empty()) return AF_UNIX;
  return listening.host.find(':') == std::string::npos ? AF_INET : AF_INET6;
}

void SendAtOnce(Socket& socket) {
  const int yes = 1;
  ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

}  // namespace

Acceptor::Acceptor(IoThread& thread, Listening& listening, Next next, Serve serve)
    : thread_(thread),
      next_(std::move(next)),
      serve_(std::move(serve)),
      acceptor_(thread.context(), asio::generic::stream_protocol(FamilyOf(listening), 0),
                listening.socket.Release()),
      rest_(thread.context()) {}

void Acceptor::Start() {
  asio::post(thread_.context(), [self = shared_from_this()] { self->Accept(); });
}

void Acceptor::Stop() {
  asio::post(thread_.context(), [self = shared_from_this()] {
    error_code ignored;
    self->acceptor_.close(ignored);
    self->rest_.cancel();
  });
}

void Acceptor::Accept() {
  if (!acceptor_.is_open()) return;
  IoThread& thread = next_();
  acceptor_.async_accept(
      thread.context(), [self = shared_from_this(), &thread](error_code failed, Socket socket) {
        if (failed == asio::error::operation_aborted) return;
        if (failed) return self->Rest();
        SendAtOnce(socket);
        asio::post(thread.context(), [self, &thread, socket = std::move(socket)]() mutable {
          self->serve_(std::move(socket), thread);
        });
        self->Accept();
      });
}

// The process has no descriptor to give, most likely: one comes free in time.
void Acceptor::Rest() {
  rest_.expires_after(kRest);
  rest_.async_wait([self = shared_from_this()](error_code cancelled) {
    if (!cancelled) self->Accept();
  });
}

}  // namespace dashflow::http
