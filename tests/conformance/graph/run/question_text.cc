// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/question_text.h"

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cases {
namespace {

// As Python's str() shows it.
std::string PythonText(const Value& value);

std::string Element(const Value& value) {
  return value.is_string() ? "'" + std::string(value.as_text()) + "'" : PythonText(value);
}

std::string PythonText(const Value& value) {
  if (value.is_null()) return "None";
  if (value.is_bool()) return value.as_bool() ? "True" : "False";
  if (value.is_string()) return std::string(value.as_text());
  std::string text;
  if (value.is_array()) {
    value.ForEachElement(
        [&](const Value& each) { text += (text.empty() ? "" : ", ") + Element(each); });
    return "[" + text + "]";
  }
  if (!value.is_object()) return ToJson(value);
  value.ForEachMember([&](const Value& key, const Value& each) {
    text += (text.empty() ? "" : ", ") + Element(key) + ": " + Element(each);
  });
  return "{" + text + "}";
}

}  // namespace

std::string IdOfQuestion(const std::vector<engine::WaitingQuestion>& questions,
                         std::string_view text) {
  for (const auto& question : questions) {
    const Value& value = question.asked.question;
    if (PythonText(value) == text || ToJson(value) == text) return question.asked.id;
  }
  return {};
}

}  // namespace dashflow::cases
