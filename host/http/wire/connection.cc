// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/connection.h"

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <cctype>
#include <utility>

#include "host/base/id.h"
#include "host/http/access_log.h"
#include "host/http/wire/gzip.h"

namespace dashflow::http {
namespace {

namespace beast_http = boost::beast::http;

constexpr std::size_t kHeadPiece = 4096;
constexpr std::size_t kBodyPiece = 64 << 10;
constexpr std::size_t kTalkPiece = 1024;
constexpr std::size_t kMostAhead = 16 << 10;  // of the requests behind the one being answered
constexpr std::chrono::milliseconds kLingerTime{2000};
constexpr std::chrono::milliseconds kLingerAtEnd{100};
constexpr std::chrono::seconds kRetryAfter{1};
constexpr unsigned kMostUnanswered = 2;  // pings

Error ParseError(error_code failed) {
  using beast_http::error;
  if (failed == error::header_limit) return Error("headers_too_large", "the headers are too large");
  if (failed == error::body_limit) return Error("body_too_large", "the body is too large");
  return Error("request_malformed", "the request cannot be read: " + failed.message())
      .Cause(failed.message());
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

}  // namespace

Connection::Connection(Site& site, IoThread& thread, std::unique_ptr<Pipe> pipe, Peer peer)
    : live_(site.live),
      site_(site),
      thread_(thread),
      peer_(std::move(peer)),
      pipe_(std::move(pipe)) {}

void Connection::Start() {
  site_.meter.connections.Add(1);
  site_.meter.connections_taken.Add();
  thread_.Add(shared_from_this());
  Await(site_.limits.head_time);
  pipe_->Open(shared_from_this());
}

void Connection::OnOpen(error_code failed) {
  if (phase_ == Phase::kOver) return;
  if (failed || site_.is_ending.load()) return Over();
  NextRequest();
}

void Connection::Await(std::chrono::milliseconds time) { deadline_ = site_.clock.Mono() + time; }

void Connection::NextRequest() {
  phase_ = Phase::kHead;
  parser_.emplace();
  parser_->header_limit(site_.limits.head_bytes);
  parser_->body_limit(site_.limits.body_bytes);
  parser_->eager(false);
  if (buffer_.size() == 0) buffer_.shrink_to_fit();
  const bool is_idle = requests_ > 0 && buffer_.size() == 0;
  Await(is_idle ? site_.limits.idle_time : site_.limits.head_time);
  Parse();
}

// While an answer is made, only the client's leaving matters.
void Connection::Read() {
  if (is_reading_ || (!is_reading_request() && buffer_.size() >= kMostAhead)) return;
  is_reading_ = true;
  is_watching_ = !is_reading_request() && !talk_ && phase_ != Phase::kLinger;
  if (is_watching_) return pipe_->Read(asio::buffer(watched_), shared_from_this());
  pipe_->Read(buffer_.prepare(PieceSize()), shared_from_this());
}

std::size_t Connection::PieceSize() const {
  if (talk_) return kTalkPiece;
  return phase_ == Phase::kHead ? kHeadPiece : kBodyPiece;
}

void Connection::OnRead(error_code failed, std::size_t bytes) {
  is_reading_ = false;
  site_.meter.received.Add(bytes);
  if (phase_ == Phase::kOver) return;
  if (failed) return OnEnd();
  if (phase_ == Phase::kLinger) {
    lingered_ += bytes;
    return lingered_ > site_.limits.body_bytes ? Over() : Read();
  }
  if (phase_ == Phase::kHead && requests_ > 0 && buffer_.size() == 0) Await(site_.limits.head_time);
  if (is_watching_)
    buffer_.commit(asio::buffer_copy(buffer_.prepare(bytes), asio::buffer(watched_, bytes)));
  else
    buffer_.commit(bytes);
  if (talk_) return OnTalk();
  is_reading_request() ? Parse() : Read();
}

void Connection::OnTalk() {
  unanswered_ = 0;
  PutTalk();
  if (talk_->WantsMore()) Read();
}

void Connection::PutTalk() {
  talk_->Put({static_cast<const char*>(buffer_.data().data()), buffer_.size()});
  buffer_.clear();
}

void Connection::OnEnd() {
  // A half request is told so; the client may still read.
  if (phase_ == Phase::kBody || (phase_ == Phase::kHead && buffer_.size() > 0))
    return Refuse(Error("request_malformed", "the request ends in its middle"));
  if (phase_ == Phase::kSend) {
    keeps_alive_ = false;
    return;
  }
  Over();
}

void Connection::Parse() {
  while (is_reading_request()) {
    if (parser_->is_done()) return OnRequest();
    if (!ParseSome()) return;
  }
}

// False: it waits for more bytes, or has refused the request.
bool Connection::ParseSome() {
  if (buffer_.size() == 0) return Read(), false;
  error_code failed;
  buffer_.consume(parser_->put(buffer_.data(), failed));
  if (failed == beast_http::error::need_more) return Read(), false;
  if (failed) return Refuse(ParseError(failed)), false;
  if (phase_ == Phase::kHead && parser_->is_header_done()) OnHead();
  return true;
}

RequestHead Connection::TakeHead() {
  auto& message = parser_->get();
  RequestHead head{.method = std::string(message.method_string()),
                   .target = std::string(message.target()),
                   .is_old = message.version() < 11};
  for (const auto& field : message) {
    auto [at, is_new] =
        head.headers.emplace(LowerCase(std::string_view(field.name_string())), field.value());
    if (!is_new) at->second.append(", ").append(field.value());
  }
  return head;
}

void Connection::BeginRequest() {
  began_ = site_.clock.Mono();
  sent_ = 0;
  site_.meter.in_flight.Add(1);
}

void Connection::OnHead() {
  const auto& message = parser_->get();
  ++requests_;
  BeginRequest();
  keeps_alive_ = message.keep_alive() && requests_ < site_.limits.requests;
  const auto headers = static_cast<std::size_t>(std::distance(message.begin(), message.end()));
  if (headers > site_.limits.headers)
    return Refuse(Error("headers_too_large", "the request has too many headers"));
  ruling_ =
      site_.front.Admit(TakeHead(), peer_, ToString(NewUuid(site_.clock.Now(), site_.random)));
  phase_ = Phase::kBody;
  if (parser_->is_done()) return;
  if (ruling_.answer) {
    keeps_alive_ = false;
    return OnRequest();
  }
  Await(site_.limits.body_time);
  if (!beast_http::token_list(message[beast_http::field::expect]).exists("100-continue")) return;
  phase_ = Phase::kContinue;
  Send("HTTP/1.1 100 Continue\r\n\r\n", {});
}

void Connection::OnRequest() {
  phase_ = Phase::kAnswer;
  deadline_ = MonoTime::max();
  is_old_ = parser_->get().version() < 11;
  std::string body = std::move(parser_->get().body());
  parser_.reset();
  const bool is_socket =
      !ruling_.answer && ruling_.route->route.socket && WantsSocket(ruling_.request);
  current_ = std::make_shared<Exchange>(
      shared_from_this(),
      Exchange::Form{.bound = site_.limits.stream_bytes,
                     .is_chunked = !is_old_ && !is_socket,
                     .is_packed = AcceptsGzip(ruling_.request.Header("accept-encoding"))});
  if (ruling_.answer) return DoAnswer(*current_, std::move(*ruling_.answer));
  const CompiledRoute& route = *ruling_.route;
  if (is_socket) return Upgrade(route);
  Read();
  if (!route.route.handle)
    return DoAnswer(*current_, ErrorResponse(Error("upgrade_required", "this is a WebSocket")));
  if (route.route.runs_on == RunsOn::kIoThread)
    return site_.front.Handle(route, std::move(ruling_.request), body, ReplyTo(current_));
  HandleOnPool(route, std::move(body));
}

bool Connection::RunOnPool(std::function<void()>& work, bool is_urgent) {
  if (site_.pool.Try(work, is_urgent)) return true;
  site_.meter.Rejected("server_busy");
  return false;
}

// Where there is no room, that is the answer.
void Connection::HandOver(std::function<void()> work) {
  if (RunOnPool(work, ruling_.route->route.is_urgent)) return;
  DoAnswer(
      *current_,
      ErrorResponse(Error("server_busy", "the server has too much to do").RetryAfter(kRetryAfter)));
}

void Connection::HandleOnPool(const CompiledRoute& route, std::string body) {
  struct Waiting {
    Request request;
    std::string body;
    Reply reply;
  };
  const std::shared_ptr<Waiting> waiting(
      new Waiting{std::move(ruling_.request), std::move(body), ReplyTo(current_)});
  HandOver([&front = site_.front, &route, waiting] {
    front.Handle(route, std::move(waiting->request), waiting->body, std::move(waiting->reply));
  });
}

void Connection::Upgrade(const CompiledRoute& route) {
  Request& request = ruling_.request;
  const Status fits = CheckQuery(route, request.query);
  if (fits.has_error()) return DoAnswer(*current_, ErrorResponse(fits.error()));
  const bool blocks = route.route.runs_on == RunsOn::kBlocking;
  talk_ = std::make_shared<Talk>(current_, Talk::Form{.most = site_.limits.body_bytes,
                                                      .ahead = site_.limits.stream_bytes,
                                                      .blocks = blocks});
  const auto asked = std::make_shared<Request>(std::move(request));
  std::function<void()> work = [&front = site_.front, &route, asked, exchange = current_,
                                talk = talk_] {
    const Status admitted = front.CheckSocket(route, *asked);
    if (admitted.has_error()) return exchange->Send(ErrorResponse(admitted.error()));
    exchange->Begin(Upgraded(*asked));
    front.HandleSocket(route, *asked, SocketOf(talk));
  };
  blocks ? HandOver(std::move(work)) : work();
}

// Takes what came with the request, and reads on.
void Connection::BeginTalk() {
  keeps_alive_ = false;
  if (site_.is_ending.load()) talk_->Close(CloseCode::kGoingAway);
  PutTalk();
  Read();
}

void Connection::Refuse(const Error& error) {
  ruling_ = {};
  keeps_alive_ = false;
  phase_ = Phase::kSend;
  parser_.reset();
  Response response = ErrorResponse(error);
  const std::string head =
      HeadOf(response, {.length = response.body.size(), .keeps_alive = false, .is_old = false}, {});
  Send(head, std::move(response.body));
}

void Connection::Answer(ExchangePtr from, Response response) {
  asio::dispatch(thread_.context(), [self = shared_from_this(), from = std::move(from),
                                     response = std::move(response)]() mutable {
    self->DoAnswer(*from, std::move(response));
  });
}

void Connection::Begin(ExchangePtr from, Response head) {
  asio::dispatch(thread_.context(), [self = shared_from_this(), from = std::move(from),
                                     head = std::move(head)] { self->DoBegin(*from, head); });
}

void Connection::Pump(ExchangePtr from) {
  asio::post(thread_.context(), [self = shared_from_this(), from = std::move(from)] {
    const bool is_due = self->current_ == from && self->phase_ == Phase::kStream;
    if (is_due && !self->is_writing()) self->DoPump();
  });
}

void Connection::ReadOn(ExchangePtr from) {
  asio::post(thread_.context(), [self = shared_from_this(), from = std::move(from)] {
    if (self->current_ == from && self->phase_ == Phase::kStream) self->Read();
  });
}

void Connection::DoAnswer(const Exchange& from, Response response) {
  if (current_.get() != &from || phase_ != Phase::kAnswer) return;
  phase_ = Phase::kSend;
  status_ = response.status;
  keeps_alive_ = keeps_alive_ && !site_.is_ending.load();
  std::string head = HeadOf(
      response, {.length = response.body.size(), .keeps_alive = keeps_alive_, .is_old = is_old_},
      ruling_.more_headers);
  const bool is_bare = ruling_.is_head || !HasBody(response.status);
  Send(std::move(head), is_bare ? std::string() : std::move(response.body));
}

void Connection::DoBegin(const Exchange& from, const Response& head) {
  if (current_.get() != &from || phase_ != Phase::kAnswer) return;
  phase_ = ruling_.is_head ? Phase::kSend : Phase::kStream;
  status_ = head.status;
  if (phase_ == Phase::kStream) {
    site_.meter.streams.Add(1);
    site_.meter.streams_begun.Add();
  }
  keeps_alive_ = talk_ || (keeps_alive_ && !is_old_);
  buffer_.shrink_to_fit();
  Send(HeadOf(head,
              {.length = {}, .chunked = !is_old_, .keeps_alive = keeps_alive_, .is_old = is_old_},
              ruling_.more_headers),
       {});
  if (ruling_.is_head) return current_->Lose();
  if (talk_) BeginTalk();
}

void Connection::DoPump() {
  Exchange::Piece piece = current_->Take();
  if (!piece.bytes.empty()) return Send(std::move(piece.bytes), {});
  if (piece.is_cut) return Over();
  if (piece.is_last) return OnAnswered();
  deadline_ = MonoTime::max();
  if (talk_) return Await(site_.limits.idle_time / 2);
  Read();
}

// Whether somebody is still there. Who is not read from cannot say so.
void Connection::Probe() {
  if (talk_->WantsMore() && ++unanswered_ > kMostUnanswered) return Over();
  talk_->Ping();
  Await(site_.limits.idle_time / 2);
}

void Connection::Send(std::string head, std::string body) {
  head_ = std::move(head);
  body_ = std::move(body);
  written_ = 0;
  WriteMore();
}

void Connection::WriteMore() {
  Await(site_.limits.write_time);
  const auto head = asio::buffer(head_) + written_;
  const auto body = asio::buffer(body_) + (written_ - std::min(written_, head_.size()));
  pipe_->Write({head, body}, shared_from_this());
}

void Connection::OnWritten(error_code failed, std::size_t bytes) {
  if (phase_ == Phase::kOver) return;
  site_.meter.sent.Add(bytes);
  if (phase_ == Phase::kStream) site_.meter.stream_bytes.Add(bytes);
  sent_ += bytes;
  if (failed) return Over();
  written_ += bytes;
  is_writing() ? WriteMore() : OnOut();
}

void Connection::OnOut() {
  if (phase_ == Phase::kSend) return OnAnswered();
  if (phase_ == Phase::kStream) {
    head_ = std::string();  // the next piece may be long in coming
    current_->Written();
    return DoPump();
  }
  phase_ = Phase::kBody;
  Await(site_.limits.body_time);
  Parse();
}

void Connection::OnAnswered() {
  if (phase_ == Phase::kStream) site_.meter.streams.Add(-1);
  Tell(true);
  if (current_) std::exchange(current_, {})->Finish();
  if (talk_) std::exchange(talk_, {})->Lose();
  head_ = std::string();
  body_ = std::string();
  written_ = 0;
  ruling_ = {};
  keeps_alive_ && !site_.is_ending.load() ? NextRequest() : Linger();
}

void Connection::Tell(bool is_whole) {
  if (!began_) return;
  const Outcome outcome{.status = std::exchange(status_, 0),
                        .bytes = std::exchange(sent_, 0),
                        .time = site_.clock.Mono() - *std::exchange(began_, {}),
                        .is_whole = is_whole};
  site_.meter.in_flight.Add(-1);
  if (is_whole)
    site_.meter.Answered(ruling_.route, ruling_.note.method, outcome.status, outcome.time);
  else
    site_.meter.abandoned.Add();
  LogAccess(site_.log, ruling_, outcome);
}

void Connection::Linger() {
  phase_ = Phase::kLinger;
  buffer_.clear();
  pipe_->EndWriting(shared_from_this());
  Await(site_.is_ending.load() ? kLingerAtEnd : kLingerTime);
  Read();
}

void Connection::EndSoon() {
  if (phase_ == Phase::kHead && buffer_.size() == 0) return Over();
  if (phase_ == Phase::kLinger) Await(kLingerAtEnd);
  if (phase_ == Phase::kStream && talk_) talk_->Close(CloseCode::kGoingAway);
}

void Connection::Cut() {
  if (phase_ != Phase::kOver) Over();
}

void Connection::CheckTime() {
  if (phase_ == Phase::kOver || site_.clock.Mono() < deadline_) return;
  if (talk_ && phase_ == Phase::kStream && !is_writing()) return Probe();
  if (phase_ == Phase::kBody || (phase_ == Phase::kHead && buffer_.size() > 0))
    return Refuse(Error("request_timeout", "the request did not come to its end in time"));
  Over();
}

void Connection::Over() {
  const auto self = shared_from_this();
  if (phase_ == Phase::kStream) {
    site_.meter.streams.Add(-1);
    site_.meter.streams_dropped.Add();
  }
  Tell(false);
  site_.meter.connections.Add(-1);
  phase_ = Phase::kOver;
  if (current_) std::exchange(current_, {})->Lose();
  if (talk_) std::exchange(talk_, {})->Lose();
  pipe_->Close();
  thread_.Remove(self);
}

}  // namespace dashflow::http
