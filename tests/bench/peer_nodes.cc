// SPDX-License-Identifier: Apache-2.0
#include "peer_nodes.h"

namespace dashflow::bench {
namespace {

std::string Repeated(std::string_view text, int times) {
  std::string all;
  all.reserve(text.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<std::string> Names(sdk::ValueView list) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) names.emplace_back(list[i].text());
  return names;
}

sdk::ObjectBuilder Message(std::string_view type, std::string_view content) {
  sdk::ObjectBuilder message;
  message.Set("type", type).Set("content", content);
  return message;
}

sdk::Value ToolCall(std::int64_t asked) {
  const std::string number = std::to_string(asked);
  const std::string query = Repeated(std::string(36 - number.size(), '0') + number, 100);
  return sdk::ObjectBuilder()
      .Set("id", "call-" + number)
      .Set("name", "search")
      .Set("args", sdk::ObjectBuilder().Set("query", query).Build())
      .Build();
}

sdk::Value Answered(sdk::ValueView call) {
  const std::string query(call["args"]["query"].text());
  return Message("tool", Repeated("result for query: " + query, 10))
      .Set("name", call["name"])
      .Set("tool_call_id", call["id"])
      .Build();
}

}  // namespace

void Model::Run(Call& call) const {
  const auto asked = static_cast<std::int64_t>(call.In<"messages">().size() / 2);
  const bool is_last = asked == count_;
  sdk::ObjectBuilder message = Message("ai", is_last ? Repeated("answer", 100) : "");
  message.Set("id", "ai-" + std::to_string(asked));
  if (!is_last) message.Set("tool_calls", sdk::ArrayBuilder().Add(ToolCall(asked)).Build());
  call.Out<"messages">(message.Build());
}

void Tool::Run(Call& call) const {
  const sdk::ValueView messages = call.In<"messages">();
  const sdk::ValueView calls = messages[messages.size() - 1]["tool_calls"];
  sdk::ArrayBuilder answers;
  for (std::size_t i = 0; i < calls.size(); ++i) answers.Add(Answered(calls[i]));
  call.Out<"messages">(answers.Build());
}

ReadWrite::ReadWrite(const sdk::Config& config)
    : read_(config.Get<std::string>("read")),
      lists_(Names(config["lists"])),
      objects_(Names(config["objects"])),
      texts_(Names(config["texts"])),
      text_(Repeated("abcdefghij", static_cast<int>(config.Get<std::int64_t>("letters") / 10))) {}

void ReadWrite::Run(Call& call) const {
  const sdk::ValueView value = call.Read(read_);
  const bool is_list = value.kind() == sdk::Kind::kArray;
  const sdk::ValueView last = is_list ? value[value.size() - 1] : value;
  const sdk::Value list = is_list ? sdk::Value(value) : sdk::ArrayBuilder().Add(value).Build();
  for (const std::string& channel : lists_) call.Write(channel, list);
  for (const std::string& channel : objects_) call.Write(channel, last);
  for (const std::string& channel : texts_) call.Write(channel, text_);
}

void Wrap::Run(Call& call) const {
  call.Out<"text">(before_ + std::string(call.In<"text">()) + behind_);
}

}  // namespace dashflow::bench
