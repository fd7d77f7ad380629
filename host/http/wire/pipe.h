// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>

namespace dashflow::http {

namespace asio = boost::asio;
using boost::system::error_code;
using Socket = asio::generic::stream_protocol::socket;

// Who is told what a pipe has done, on the pipe's thread.
class PipeUser {
 public:
  virtual ~PipeUser() = default;
  virtual void OnOpen(error_code failed) = 0;
  virtual void OnRead(error_code failed, std::size_t bytes) = 0;
  virtual void OnWritten(error_code failed, std::size_t bytes) = 0;
};
using PipeUserPtr = std::shared_ptr<PipeUser>;

// Bytes to and from a client, plain or encrypted. One read and one write at a time; each keeps its
// user alive. [io-thread]
class Pipe {
 public:
  using Buffers = std::array<asio::const_buffer, 2>;

  virtual ~Pipe() = default;
  virtual void Open(PipeUserPtr user) = 0;
  virtual void Read(asio::mutable_buffer into, PipeUserPtr user) = 0;
  virtual void Write(const Buffers& from, PipeUserPtr user) = 0;  // some of it
  // The client reads to the end of what was written.
  virtual void EndWriting(PipeUserPtr user) = 0;
  virtual void Close() = 0;
};

std::unique_ptr<Pipe> PlainPipe(Socket socket);

}  // namespace dashflow::http
