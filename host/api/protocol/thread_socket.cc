// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "host/api/protocol/command.h"
#include "host/api/protocol/event_filter.h"
#include "host/api/protocol/protocol_handlers.h"
#include "host/api/protocol/socket_writer.h"
#include "host/api/protocol/subscriptions.h"
#include "host/api/protocol/thread_channels.h"
#include "host/api/queue/run_desk.h"
#include "host/api/request/body.h"
#include "host/value/json.h"
#include "host/value/schema.h"

namespace dashflow::api {
namespace {

constexpr std::size_t kMostSubscriptions = 256;

Schema SchemaOf(std::string_view text) { return Schema::Compile(ParseJson(text).value()).value(); }

Status CheckCommand(const Value& command) {
  static const Schema schema = SchemaOf(kCommand);
  const Status fits = schema.Check(command);
  if (fits.has_value()) return Ok();
  return RefusedCommand("invalid_argument", "a command is no such thing: " + fits.error().cause());
}

Status CheckSubscription(const Value& params) {
  static const Schema schema = SchemaOf(kSubscription);
  const Status fits = schema.Check(params);
  if (fits.has_value()) return Ok();
  return RefusedCommand("invalid_argument", "params" + fits.error().cause());
}

Value IdOf(const Value& command) {
  const Value id = ValueOf(command, "id");
  return id.is_number() ? id : Value();
}

// One client. It lives as long as somebody waits for its next message, or works on the last: all
// that it does is done one after the other.
class ThreadSocket final : public std::enable_shared_from_this<ThreadSocket> {
 public:
  ThreadSocket(Service& service, http::Request request, http::WebSocketPtr socket)
      : service_(service),
        request_(std::move(request)),
        socket_(std::move(socket)),
        writer_(std::make_shared<SocketWriter>(socket_)) {}

  void TakeNext() {
    socket_->Receive([self = shared_from_this()](const std::optional<std::string>& text) {
      text ? self->Take(*text) : self->writer_->End();
    });
  }

 private:
  void Take(std::string_view text) {
    writer_->Answer(ToJson(AnswerTo(text)), [self = shared_from_this()] {
      if (const auto follow = std::exchange(self->follow_, nullptr)) follow();
      self->TakeNext();
    });
  }

  Value AnswerTo(std::string_view text) {
    auto command = ParseJson(text, "command");
    if (command.has_error()) return CommandError({}, command.error());
    request_.body = std::move(command).value();
    const Status fits = CheckCommand(request_.body);
    if (fits.has_error()) return CommandError(IdOf(request_.body), fits.error());
    try {
      return AnswerCommand(
          service_, request_,
          [this](std::string_view method, const Value& params) { return Obey(method, params); });
    } catch (const std::exception& problem) {
      return CommandError(IdOf(request_.body), Error("internal", problem.what()));
    }
  }

  Result<Value> Obey(std::string_view method, const Value& params) {
    if (method == "subscription.subscribe") return Subscribe(params);
    if (method == "subscription.unsubscribe") return Unsubscribe(params);
    if (!request_.caller.may(http::Scope::kRun))
      return RefusedCommand("permission_denied", "the key has not the scope run");
    return ObeyCommand(service_, request_, method, params);
  }

  // The thread may have become somebody else's since the client came.
  Result<Value> Subscribe(const Value& params) {
    DF_TRY(CheckSubscription(params));
    DF_ASSIGN(auto filter, EventFilterOf(params));
    DF_TRY(MayFollow(service_, request_));
    if (subscriptions_->size() >= kMostSubscriptions)
      return RefusedCommand("invalid_argument", "there are too many subscriptions");
    const std::string id = "s" + std::to_string(++last_id_);
    follow_ = [this, id, filter = std::move(filter), params]() mutable {
      Follow(id, std::move(filter), params);
    };
    return Value::EmptyObject().Set("subscription_id", id);
  }

  // Once the client knows of the subscription.
  void Follow(const std::string& id, Subscriptions::Filter filter, const Value& params) {
    if (!stream_) stream_ = service_.channels->Of(request_.arguments.front()).protocol;
    subscriptions_->Add(id, std::move(filter), FirstWanted(params, *stream_));
    if (reader_) return reader_->Pump();
    StreamReader::Options options;
    options.form = StreamReader::Form::kMessages;
    options.from = stream_->next();
    options.seek = [all = subscriptions_](std::uint64_t next) { return all->Seek(next); };
    options.wants = [all = subscriptions_](const Frame& frame) { return all->Wants(frame); };
    service_.desk->WantBeats();
    reader_ = stream_->Join(writer_, std::move(options));
  }

  Result<Value> Unsubscribe(const Value& params) {
    const std::string id = TextOf(params, "subscription_id");
    if (!subscriptions_->Remove(id))
      return RefusedCommand("no_such_subscription", "there is no subscription '" + id + "'");
    return Value::EmptyObject();
  }

  Service& service_;
  http::Request request_;  // its body is the command under way
  const http::WebSocketPtr socket_;
  const std::shared_ptr<SocketWriter> writer_;
  const std::shared_ptr<Subscriptions> subscriptions_ = std::make_shared<Subscriptions>();
  RunStreamPtr stream_;     // null = nothing was subscribed to yet
  StreamReaderPtr reader_;  // of it
  std::uint64_t last_id_ = 0;
  std::function<void()> follow_;  // due when the answer under way is out
};

}  // namespace

void TalkWithThread(Service& service, const http::Request& request, http::WebSocketPtr socket) {
  std::make_shared<ThreadSocket>(service, request, std::move(socket))->TakeNext();
}

}  // namespace dashflow::api
