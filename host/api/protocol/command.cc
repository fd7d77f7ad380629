// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/command.h"

#include <string>
#include <utility>

#include "host/api/protocol/protocol_handlers.h"
#include "host/api/protocol/thread_channels.h"
#include "host/api/queue/run_desk.h"
#include "host/api/request/body.h"
#include "host/api/runs/order_run.h"
#include "host/api/state/thread_state.h"
#include "host/api/threads/thread.h"
#include "host/base/id.h"
#include "host/event/member.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using event::Member;

constexpr std::string_view kRefused = "obey command";  // its resource is the code

Result<Value> StartAs(Service& service, const http::Request& request, Value body) {
  const std::string& thread = request.arguments.front();
  const std::string run = ToString(NewUuid(service.clock.Now(), service.random));
  body = std::move(body).Set("if_not_exists", "create").Set("stream_subgraphs", true);
  service.channels->Expect(thread);
  service.desk->WantBeats();
  DF_TRY(OrderRun(service, request.caller, thread, run, body));
  return Value::EmptyObject().Set("run_id", run);
}

Result<Value> RunStart(Service& service, const http::Request& request, const Value& params) {
  Value body = Value::EmptyObject()
                   .Set("assistant_id", Member(params, "assistant_id"))
                   .Set("input", Member(params, "input"))
                   .Set("config", Member(params, "config"))
                   .Set("metadata", Member(params, "metadata"));
  const std::string strategy = TextOf(params, "multitaskStrategy", "enqueue");
  return StartAs(service, request, std::move(body).Set("multitask_strategy", strategy));
}

// {interrupt_id: response}
Value ResponsesIn(const Value& params) {
  Value given = Value::EmptyObject();
  const auto add = [&given](const Value& one) {
    const std::string id = TextOf(one, "interrupt_id");
    if (!id.empty()) given = std::move(given).Set(id, Member(one, "response"));
  };
  add(params);
  const Value more = ValueOf(params, "responses");
  if (more.is_array()) more.ForEachElement(add);
  return given;
}

Result<Value> InputRespond(Service& service, const http::Request& request, const Value& params) {
  const Value responses = ResponsesIn(params);
  if (responses.empty()) return RefusedCommand("invalid_argument", "it names no interrupt_id");
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments.front()));
  Value command = Value::EmptyObject().Set("resume", responses);
  for (const std::string_view key : {"update", "goto"})
    if (const Value* given = Find(params, key)) command = std::move(command).Set(key, *given);
  Value body = Value::EmptyObject()
                   .Set("assistant_id", Member(thread.metadata, "assistant_id"))
                   .Set("command", command)
                   .Set("config", Member(params, "config"))
                   .Set("metadata", Member(params, "metadata"));
  return StartAs(service, request, std::move(body));
}

Result<Value> StateGet(Service& service, const http::Request& request, const Value& params) {
  DF_ASSIGN(const Thread thread, FindThread(service, request.caller, request.arguments.front()));
  DF_ASSIGN(const Value state, StateAt(service, thread, {}, false));
  Value values = Member(state, "values");
  if (const Value* keys = Find(params, "keys"); keys != nullptr && keys->is_array()) {
    Value some = Value::EmptyObject();
    keys->ForEachElement([&](const Value& key) {
      if (key.is_string())
        some = std::move(some).Set(key.as_text(), ValueOf(values, key.as_text()));
    });
    values = std::move(some);
  }
  return Value::EmptyObject().Set("values", values).Set("checkpoint", Member(state, "checkpoint"));
}

// The protocol has one code for whatever is wrong with a command.
std::string CodeOf(const Error& error) {
  if (error.code() != "request_invalid") return error.code();
  return error.operation() == kRefused ? error.resource() : "invalid_argument";
}

}  // namespace

Error RefusedCommand(std::string_view code, std::string message) {
  return Error("request_invalid", std::move(message))
      .Operation(std::string(kRefused))
      .Resource(std::string(code));
}

Result<Value> ObeyCommand(Service& service, const http::Request& request, std::string_view method,
                          const Value& params) {
  if (method == "run.start") return RunStart(service, request, params);
  if (method == "input.respond") return InputRespond(service, request, params);
  if (method == "state.get") return StateGet(service, request, params);
  if (method.starts_with("subscription."))
    return RefusedCommand(
        "not_supported", "subscribe by POST /threads/{thread_id}/stream/events, or by a WebSocket");
  return RefusedCommand("unknown_command", "there is no command '" + std::string(method) + "'");
}

Value CommandError(const Value& id, const Error& error) {
  return Value::EmptyObject()
      .Set("type", "error")
      .Set("id", id)
      .Set("error", CodeOf(error))
      .Set("message", error.message());
}

Value AnswerCommand(Service& service, const http::Request& request, const Obeyer& obey) {
  const Value id = Member(request.body, "id");
  const std::string& thread = request.arguments.front();
  const std::uint64_t before = service.channels->LastOf(thread);
  const auto result = obey(TextOf(request.body, "method"), ObjectOf(request.body, "params"));
  if (result.has_error()) return CommandError(id, result.error());
  return Value::EmptyObject()
      .Set("type", "success")
      .Set("id", id)
      .Set("result", *result)
      .Set("meta",
           Value::EmptyObject().Set("thread_id", thread).Set("applied_through_seq", before));
}

Answer CommandThread(Service& service, const http::Request& request) {
  return Json(AnswerCommand(service, request,
                            [&service, &request](std::string_view method, const Value& params) {
                              return ObeyCommand(service, request, method, params);
                            }));
}

}  // namespace dashflow::api
