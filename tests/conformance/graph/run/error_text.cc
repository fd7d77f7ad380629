// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/error_text.h"

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/nodes.h"
#include "tests/conformance/graph/case_file.h"

namespace dashflow::cases {
namespace {

constexpr std::string_view kLimit = "recursion_limit";  // said in other words

Value TaskWithCode(const Value& task) {
  const std::string error = TextOf(task, "error");
  return error.empty() ? task : task.Set("error", WithErrorCode(error));
}

}  // namespace

std::string ErrorText(const std::string& code, const std::string& message) {
  if (code == kLimit) return code;
  const bool has_single = message.find('\'') != std::string::npos;
  const char quote = has_single ? '"' : '\'';
  return code + "(" + quote + message + quote + ")";
}

std::string WithErrorCode(const std::string& text) {
  const auto end = text.find('(');
  if (text.starts_with("GraphRecursionError(")) return std::string(kLimit);
  return end == std::string::npos ? text : ErrorCode(text.substr(0, end)) + text.substr(end);
}

Value WithErrorCodes(const Value& state) {
  const Value tasks = MemberOf(state, "tasks");
  if (!tasks.is_array()) return state;
  ArrayBuilder coded;
  tasks.ForEachElement([&](const Value& task) { coded.Add(TaskWithCode(task)); });
  const Value shown = state.Set("tasks", std::move(coded).Build());
  const Value inner = MemberOf(state, "sub");
  return inner.is_array() ? shown.Set("sub", EachWithErrorCodes(inner)) : shown;
}

Value EachWithErrorCodes(const Value& states) {
  ArrayBuilder coded;
  if (!states.is_array()) return states;
  states.ForEachElement([&](const Value& state) { coded.Add(WithErrorCodes(state)); });
  return std::move(coded).Build();
}

}  // namespace dashflow::cases
