// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "host/http/socket/talk.h"
#include "host/http/wire/exchange.h"
#include "host/http/wire/head.h"
#include "host/http/wire/io_thread.h"
#include "host/http/wire/pipe.h"
#include "host/http/wire/site.h"

namespace dashflow::http {

// One client: reads a request, has it answered, and reads the next. Requests that come before the
// answer wait in the socket. Everything happens on its thread.
class Connection final : public PipeUser, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Site& site, IoThread& thread, std::unique_ptr<Pipe> pipe, Peer peer);

  // [io-thread]
  void Start();
  void EndSoon();  // behind the answer under way
  void Cut();
  void CheckTime();
  void OnOpen(error_code failed) override;
  void OnRead(error_code failed, std::size_t bytes) override;
  void OnWritten(error_code failed, std::size_t bytes) override;

  // Of an exchange; for one that is not the current one nothing happens. [any-thread]
  void Answer(ExchangePtr from, Response response);
  void Begin(ExchangePtr from, Response head);
  void Pump(ExchangePtr from);
  void ReadOn(ExchangePtr from);
  // False = there is no room; `work` is as it was. [any-thread]
  bool RunOnPool(std::function<void()>& work, bool is_urgent = false);

 private:
  // What it is doing. kLinger: the last answer is out, and what the client still sends is dropped,
  // so that it reads the answer.
  enum class Phase : std::uint8_t {
    kHead,
    kContinue,
    kBody,
    kAnswer,
    kSend,
    kStream,
    kLinger,
    kOver
  };
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  bool is_reading_request() const { return phase_ == Phase::kHead || phase_ == Phase::kBody; }
  bool is_writing() const { return written_ < head_.size() + body_.size(); }
  void Await(std::chrono::milliseconds time);

  void NextRequest();
  void Read();
  std::size_t PieceSize() const;
  void OnTalk();
  void PutTalk();
  void OnEnd();
  void Parse();
  bool ParseSome();
  void BeginRequest();
  void OnHead();
  RequestHead TakeHead();
  void OnRequest();
  void HandleOnPool(const CompiledRoute& route, std::string body);
  void HandOver(std::function<void()> work);
  void Upgrade(const CompiledRoute& route);
  void BeginTalk();
  void Refuse(const Error& error);

  void DoAnswer(const Exchange& from, Response response);
  void DoBegin(const Exchange& from, const Response& head);
  void DoPump();
  void Probe();
  void Send(std::string head, std::string body);
  void WriteMore();
  void OnOut();
  void OnAnswered();
  void Tell(bool is_whole);  // of the request that is over
  void Linger();
  void Over();

  const Live live_;  // first, so that it goes last
  Site& site_;
  IoThread& thread_;
  const Peer peer_;
  const std::unique_ptr<Pipe> pipe_;
  Phase phase_ = Phase::kHead;
  bool is_reading_ = false;
  bool is_watching_ = false;  // the read under way goes to `watched_`
  bool keeps_alive_ = true;
  bool is_old_ = false;  // the client speaks HTTP/1.0
  std::uint64_t requests_ = 0;
  MonoTime deadline_ = MonoTime::max();
  std::uint64_t lingered_ = 0;
  int status_ = 0;                 // of the answer under way
  std::uint64_t sent_ = 0;         // bytes of it
  std::optional<MonoTime> began_;  // the request under way
  std::array<char, 256> watched_;  // thousands may be watched
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Ruling ruling_;
  ExchangePtr current_;
  TalkPtr talk_;             // of a WebSocket, whose frames the exchange writes
  unsigned unanswered_ = 0;  // pings
  std::string head_;         // what is being written
  std::string body_;
  std::size_t written_ = 0;
};

}  // namespace dashflow::http
