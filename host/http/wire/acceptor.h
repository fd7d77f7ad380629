// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "host/http/wire/address.h"
#include "host/http/wire/io_thread.h"
#include "host/http/wire/pipe.h"

namespace dashflow::http {

// Takes the connections of one listening socket.
class Acceptor final : public std::enable_shared_from_this<Acceptor> {
 public:
  // The thread that serves the next connection, and what is done with it, there.
  using Next = std::function<IoThread&()>;
  using Serve = std::function<void(Socket socket, IoThread& thread)>;

  Acceptor(IoThread& thread, Listening& listening, Next next, Serve serve);
  void Start();
  void Stop();  // [any-thread]

 private:
  void Accept();
  void Rest();

  IoThread& thread_;
  const Next next_;
  const Serve serve_;
  asio::basic_socket_acceptor<asio::generic::stream_protocol> acceptor_;
  asio::steady_timer rest_;
};

}  // namespace dashflow::http
