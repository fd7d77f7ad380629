// SPDX-License-Identifier: Apache-2.0
#include "report.h"

#include <algorithm>
#include <vector>

namespace text {
namespace {

namespace sdk = dashflow::sdk;

std::vector<std::string> Columns(sdk::ValueView items) {
  std::vector<std::string> columns;
  for (const sdk::ValueView item : items.Elements()) {
    for (const auto [key, member] : item.Members()) {
      if (std::ranges::find(columns, key) == columns.end()) columns.emplace_back(key);
    }
  }
  return columns;
}

std::string Text(sdk::ValueView value) {
  if (value.is_null()) return {};
  if (value.kind() == sdk::Kind::kString) return std::string(value.text());
  if (value.kind() != sdk::Kind::kArray) return value.ToJson();
  std::string list;
  for (const sdk::ValueView element : value.Elements())
    list += (list.empty() ? "" : ", ") + Text(element);
  return list;
}

// A cell must not end its row or its column.
std::string Cell(sdk::ValueView value) {
  std::string cell;
  for (const char c : Text(value)) {
    if (c == '|') cell += '\\';
    cell += c == '\n' || c == '\r' ? ' ' : c;
  }
  return cell;
}

std::string Row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) row += " " + cell + " |";
  return row + "\n";
}

}  // namespace

std::string ToMarkdown(std::string_view title, sdk::ValueView items) {
  std::string markdown =
      "# " + std::string(title) + "\n\n" + std::to_string(items.size()) + " items\n";
  const std::vector<std::string> columns = Columns(items);
  if (columns.empty()) return markdown;
  markdown += "\n" + Row(columns) + Row(std::vector<std::string>(columns.size(), "---"));
  for (const sdk::ValueView item : items.Elements()) {
    std::vector<std::string> cells;
    for (const std::string& column : columns) cells.push_back(Cell(item[column]));
    markdown += Row(cells);
  }
  return markdown;
}

std::string ToJsonReport(std::string_view title, sdk::ValueView items) {
  return sdk::ObjectBuilder().Set("title", title).Set("items", items).Build()->ToJson() + "\n";
}

}  // namespace text
