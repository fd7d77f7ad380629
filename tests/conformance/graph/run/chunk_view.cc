// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/chunk_view.h"

#include <algorithm>
#include <tuple>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/case_file.h"
#include "tests/conformance/graph/run/error_text.h"

namespace dashflow::cases {
namespace {

constexpr std::string_view kInterrupts = "__interrupt__";

Value Questions(const Value& interrupts) {
  ArrayBuilder values;
  interrupts.ForEachElement([&](const Value& one) {
    values.Add(Value::EmptyObject().Set("interrupt", MemberOf(one, "value")));
  });
  return std::move(values).Build();
}

Value Without(const Value& data, std::initializer_list<std::string_view> keys) {
  ObjectBuilder kept;
  data.ForEachMember([&](const Value& key, const Value& value) {
    if (std::ranges::find(keys, key.as_text()) == keys.end()) kept.Add(key, value);
  });
  return std::move(kept).Build();
}

Value WithQuestions(const Value& data, std::string_view key) {
  const Value* asked = data.is_object() ? data.Find(key) : nullptr;
  return asked == nullptr ? data : data.Set(key, Questions(*asked));
}

// What is sent comes to the fixture's nodes in a list of one.
Value InputOfTask(const Value& input) {
  const Value sent = MemberOf(input, "arg");
  return sent.is_array() && sent.size() == 1 ? sent.At(0) : input;
}

Value ShownTask(const Value& task) {
  const Value shown = WithQuestions(Without(task, {"id"}), "interrupts");
  const Value* input = shown.Find("input");
  return input == nullptr ? shown : shown.Set("input", InputOfTask(*input));
}

Value ShownDue(const Value& task) {
  const Value shown = WithQuestions(Without(task, {"id", "error_code"}), "interrupts");
  const Value code = MemberOf(task, "error_code");
  if (code.is_null()) return shown;
  return shown.Set("error", ErrorText(std::string(code.as_text()), TextOf(task, "error")));
}

std::vector<Value> InOrder(const Value& tasks, const std::vector<std::string>& order) {
  std::vector<Value> sorted;
  tasks.ForEachElement([&sorted](const Value& task) { sorted.push_back(task); });
  std::ranges::stable_sort(sorted, {}, [&](const Value& task) {
    const std::int64_t send = SendOf(TextOf(task, "id"));
    const auto node = std::ranges::find(order, TextOf(task, "name"));
    return std::tuple(send < 0, send, node - order.begin());
  });
  return sorted;
}

Value ShownCheckpoint(const Value& checkpoint, const std::vector<std::string>& order) {
  ArrayBuilder tasks;
  ArrayBuilder next;
  for (const Value& task : InOrder(MemberOf(checkpoint, "tasks"), order)) {
    tasks.Add(ShownDue(task));
    next.Add(MemberOf(task, "name"));
  }
  return Without(checkpoint, {"checkpoint_id", "parent_checkpoint_id"})
      .Set("next", std::move(next).Build())
      .Set("tasks", std::move(tasks).Build());
}

Value ShownDebug(const Value& data, const std::vector<std::string>& order) {
  const bool is_checkpoint = MemberOf(data, "type") == Value("checkpoint");
  const Value payload = MemberOf(data, "payload");
  return Without(data, {"timestamp"})
      .Set("payload", is_checkpoint ? ShownCheckpoint(payload, order) : ShownTask(payload));
}

Value TaskEndWithCode(const Value& task) {
  const Value error = MemberOf(task, "error");
  return error.is_string() ? task.Set("error", WithErrorCode(TextOf(task, "error"))) : task;
}

// Of any mode; where several are streamed, or subgraphs too, the data comes last.
Value WithCodes(const Value& chunk) {
  if (chunk.is_array() && !chunk.empty()) {
    ArrayBuilder parts;
    for (std::size_t i = 0; i + 1 < chunk.size(); ++i) parts.Add(chunk.At(i));
    parts.Add(WithCodes(chunk.At(chunk.size() - 1)));
    return std::move(parts).Build();
  }
  if (const Value payload = MemberOf(chunk, "payload"); payload.is_object())
    return chunk.Set("payload", WithCodes(payload));
  if (MemberOf(chunk, "tasks").is_array()) return WithErrorCodes(chunk);
  return MemberOf(chunk, "interrupts").is_array() ? TaskEndWithCode(chunk) : chunk;
}

}  // namespace

Value ChunksWithErrorCodes(const Value& expected) {
  if (!expected.is_array()) return expected;
  ArrayBuilder chunks;
  expected.ForEachElement([&](const Value& chunk) { chunks.Add(WithCodes(chunk)); });
  return std::move(chunks).Build();
}

std::int64_t SendOf(const std::string& task) {
  const auto mark = task.rfind('#');
  return mark == std::string::npos ? -1 : std::stoll(task.substr(mark + 1));
}

Value ShownData(event::StreamMode mode, const Value& data, const std::vector<std::string>& order) {
  switch (mode) {
    case event::StreamMode::kTasks:
      return ShownTask(data);
    case event::StreamMode::kCheckpoints:
      return ShownCheckpoint(data, order);
    case event::StreamMode::kDebug:
      return ShownDebug(data, order);
    default:
      return WithQuestions(data, kInterrupts);
  }
}

}  // namespace dashflow::cases
