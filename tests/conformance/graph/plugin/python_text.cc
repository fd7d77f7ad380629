// SPDX-License-Identifier: Apache-2.0
#include "python_text.h"

namespace cases {
namespace {

using dashflow::sdk::Kind;
using dashflow::sdk::ValueView;

std::string Quoted(std::string_view text) {
  const bool has_both = text.find('"') != std::string_view::npos;
  const char quote = has_both || text.find('\'') == std::string_view::npos ? '\'' : '"';
  std::string quoted(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + quote;
}

std::string Repr(ValueView value) {
  return value.kind() == Kind::kString ? Quoted(value.text()) : PythonText(value);
}

std::string ListText(ValueView list) {
  std::string text;
  for (const ValueView element : list.Elements())
    text += (text.empty() ? "" : ", ") + Repr(element);
  return "[" + text + "]";
}

std::string ObjectText(ValueView object) {
  std::string text;
  for (const auto [key, value] : object.Members())
    text += (text.empty() ? "" : ", ") + Quoted(key) + ": " + Repr(value);
  return "{" + text + "}";
}

}  // namespace

std::string PythonText(ValueView value) {
  switch (value.kind()) {
    case Kind::kNull:
      return "None";
    case Kind::kBool:
      return value.As<bool>() ? "True" : "False";
    case Kind::kString:
      return std::string(value.text());
    case Kind::kArray:
      return ListText(value);
    case Kind::kObject:
      return ObjectText(value);
    default:
      return value.ToJson();
  }
}

}  // namespace cases
