// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/stream_ask.h"

#include "host/api/request/body.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using event::StreamMode;

Error UnknownMode(const Value& name) {
  return Error("invalid_argument",
               "there is no stream mode '" +
                   std::string(name.is_string() ? name.as_text() : KindName(name.kind())) + "'")
      .Operation("start run")
      .Resource("stream_mode")
      .Fix("use values, updates, messages, messages-tuple, custom, tasks, checkpoints or debug");
}

Status AddMode(const Value& name, StreamAsk& ask) {
  if (!name.is_string()) return UnknownMode(name);
  const std::string_view text = name.as_text();
  if (text == "messages-tuple" || text == "messages") {
    (text == "messages" ? ask.messages : ask.tuples) = true;
    ask.modes.set(static_cast<std::size_t>(StreamMode::kMessages));
    return Ok();
  }
  if (text == "events") return Ok();  // what LangChain's own callbacks tell: there are none
  const auto mode = event::StreamModeOf(text);
  if (!mode) return UnknownMode(name);
  ask.modes.set(static_cast<std::size_t>(*mode));
  return Ok();
}

}  // namespace

Value StreamModes(const Value& body) {
  Value modes = ValueOf(body, "stream_mode");
  if (modes.is_array() && !modes.empty()) return modes;
  const bool is_one = modes.is_string() && !modes.empty();
  return Value::EmptyArray().Append(is_one ? modes : Value("values"));
}

Result<StreamAsk> StreamAskOf(const Value& body) {
  StreamAsk ask;
  ask.subgraphs = FlagOf(body, "stream_subgraphs");
  ask.resumable = FlagOf(body, "stream_resumable");
  Status failure = Ok();
  StreamModes(body).ForEachElement([&](const Value& name) {
    failure = AddMode(name, ask);
    return !failure.has_error();
  });
  if (failure.has_error()) return failure.error();
  return ask;
}

}  // namespace dashflow::api
