// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/answer_form.h"

#include "host/value/json.h"
#include "host/value/schema.h"

namespace dashflow::cli {
namespace {

std::string_view TypeOf(const checkpoint::Asked& asked) {
  const Value* type = asked.schema.is_object() ? asked.schema.Find("type") : nullptr;
  return type != nullptr && type->is_string() ? type->as_text() : "any";
}

std::string Hint(const checkpoint::Asked& asked) {
  const std::string_view type = TypeOf(asked);
  if (type == "boolean") return " [y/n] ";
  return type == "any" ? " (JSON) " : " (" + std::string(type) + ") ";
}

Result<Value> ValueFromLine(std::string_view type, const std::string& line) {
  if (type == "string") return Value(line);
  if (type != "boolean") return ParseJson(line);
  if (line == "y" || line == "yes" || line == "true") return Value(true);
  if (line == "n" || line == "no" || line == "false") return Value(false);
  return Error("answer_invalid", "answer y or n");
}

}  // namespace

std::string QuestionText(const checkpoint::Asked& asked) {
  return asked.question.is_string() ? std::string(asked.question.as_text())
                                    : ToJson(asked.question);
}

Result<Value> AnswerFromLine(const checkpoint::Asked& asked, const std::string& line) {
  DF_ASSIGN(Value answer, ValueFromLine(TypeOf(asked), line));
  if (asked.schema.is_null()) return answer;
  DF_ASSIGN(const Schema schema, Schema::Compile(asked.schema));
  const Status fits = schema.Check(answer);
  if (fits.has_error())
    return Error("answer_invalid", "the answer does not fit").Cause(fits.error().cause());
  return answer;
}

std::optional<Value> AskForAnswer(const Console& console, const checkpoint::Asked& asked) {
  std::string line;
  while (console.Ask(QuestionText(asked) + Hint(asked), line)) {
    auto answer = AnswerFromLine(asked, line);
    if (answer.has_value()) return std::move(answer).value();
    console.Say(answer.error().message() +
                (answer.error().cause().empty() ? "" : ": " + answer.error().cause()));
  }
  return std::nullopt;
}

}  // namespace dashflow::cli
