// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/expression_view.h"

#include <algorithm>

#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

using expression::ExplainedPart;

constexpr std::size_t kWidest = 60;  // a longer part has its value on a line of its own

std::string Indented(const ExplainedPart& part) {
  std::string text(2 * std::size_t{part.depth}, ' ');
  for (const char c : part.text) text += c == '\n' || c == '\t' ? ' ' : c;
  return text;
}

std::size_t ColumnOf(const std::vector<ExplainedPart>& parts) {
  std::size_t column = 0;
  for (const ExplainedPart& part : parts) {
    const std::size_t width = Indented(part).size();
    if (width <= kWidest) column = std::max(column, width);
  }
  return column + 2;
}

}  // namespace

Value PartsView(const std::vector<ExplainedPart>& parts) {
  ArrayBuilder list;
  for (const ExplainedPart& part : parts) {
    ObjectBuilder object;
    object.Add("text", part.text);
    object.Add("begin", static_cast<std::int64_t>(part.span.begin));
    object.Add("end", static_cast<std::int64_t>(part.span.end));
    object.Add("depth", static_cast<std::int64_t>(part.depth));
    object.Add(part.failed ? "error" : "value", part.value);
    list.Add(std::move(object).Build());
  }
  return Value::EmptyObject().Set("parts", std::move(list).Build());
}

std::string PartsText(const std::vector<ExplainedPart>& parts) {
  const std::size_t column = ColumnOf(parts);
  std::string table;
  for (const ExplainedPart& part : parts) {
    std::string line = Indented(part);
    if (line.size() + 2 > column) line += "\n";
    const std::size_t last = line.rfind('\n');
    const std::size_t width = last == std::string::npos ? line.size() : 0;
    line.append(column - width, ' ');
    table += (table.empty() ? "" : "\n") + line + (part.failed ? "fails: " : "") + part.value;
  }
  return table;
}

}  // namespace dashflow::cli
