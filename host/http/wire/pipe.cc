// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/pipe.h"

#include <utility>

namespace dashflow::http {
namespace {

class Plain final : public Pipe {
 public:
  explicit Plain(Socket socket) : socket_(std::move(socket)) {}

  void Open(PipeUserPtr user) override { user->OnOpen({}); }

  void Read(asio::mutable_buffer into, PipeUserPtr user) override {
    socket_.async_read_some(into, [user = std::move(user)](error_code failed, std::size_t bytes) {
      user->OnRead(failed, bytes);
    });
  }

  void Write(const Buffers& from, PipeUserPtr user) override {
    socket_.async_write_some(from, [user = std::move(user)](error_code failed, std::size_t bytes) {
      user->OnWritten(failed, bytes);
    });
  }

  void EndWriting(PipeUserPtr) override {
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
  }

  void Close() override {
    error_code ignored;
    socket_.shutdown(Socket::shutdown_both, ignored);
    socket_.close(ignored);
  }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Pipe> PlainPipe(Socket socket) {
  return std::make_unique<Plain>(std::move(socket));
}

}  // namespace dashflow::http
