// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/parser.h"

#include "host/expression/syntax/expression_parser.h"
#include "host/value/utf8.h"

namespace dashflow::expression {
namespace {

Problem TooLong() {
  return {"expression_too_large",
          {0, 1},
          "the expression is longer than " + std::to_string(kMaxSourceBytes / 1024) + " KiB",
          "compute this in a node"};
}

}  // namespace

Parsed Parse(std::string_view source) {
  if (source.size() > kMaxSourceBytes) return {nullptr, 0, TooLong()};
  const auto valid = static_cast<std::uint32_t>(ValidUtf8Prefix(source));
  if (valid < source.size()) {
    return {
        nullptr, 0, {"expression_syntax", {valid, valid + 1}, "the expression is not UTF-8", {}}};
  }
  return ExpressionParser(source).Run();
}

}  // namespace dashflow::expression
