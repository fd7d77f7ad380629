// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/growing_messages.h"

#include "host/api/request/body.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

Value Message(std::string_view type, std::string_view id, std::string_view text) {
  ObjectBuilder message;
  message.Add("content", text);
  message.Add("additional_kwargs", Value::EmptyObject());
  message.Add("response_metadata", Value::EmptyObject());
  message.Add("type", type);
  message.Add("name", Value());
  message.Add("id", id);
  message.Add("tool_calls", Value::EmptyArray());
  message.Add("invalid_tool_calls", Value::EmptyArray());
  return std::move(message).Build();
}

std::string IdOf(const TokenPlace& place, const Value& metadata) {
  std::string given = TextOf(metadata, "id");
  if (!given.empty()) return given;
  return std::string(place.run) + ':' + std::string(place.node) + ':' + std::to_string(place.step);
}

Value Metadata(const TokenPlace& place, const Value& metadata) {
  return (metadata.is_object() ? metadata : Value::EmptyObject())
      .Set("langgraph_node", place.node)
      .Set("langgraph_step", place.step)
      .Set("run_id", place.run)
      .Set("thread_id", place.thread);
}

}  // namespace

GrowingMessages::Piece GrowingMessages::Add(const TokenPlace& place, std::string_view text,
                                            const Value& metadata) {
  Piece piece;
  piece.id = IdOf(place, metadata);
  const auto [at, is_first] = messages_.try_emplace(piece.id);
  at->second.node = place.node;
  at->second.text += text;
  piece.is_first = is_first;
  piece.chunk = Message("AIMessageChunk", piece.id, text);
  piece.whole = Message("ai", piece.id, at->second.text);
  piece.metadata = Metadata(place, metadata);
  return piece;
}

std::vector<Value> GrowingMessages::Complete(std::string_view node) {
  std::vector<Value> whole;
  for (auto at = messages_.begin(); at != messages_.end();) {
    if (at->second.node != node) {
      ++at;
      continue;
    }
    whole.push_back(Message("ai", at->first, at->second.text));
    at = messages_.erase(at);
  }
  return whole;
}

}  // namespace dashflow::api
