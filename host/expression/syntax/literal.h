// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dashflow::expression {

struct BytesLiteral {
  std::string bytes;
  bool operator==(const BytesLiteral&) const = default;
};

// null, bool, int, uint, double, string, bytes.
using Literal = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string,
                             BytesLiteral>;

// A literal, or why its token has no value.
struct DecodedLiteral {
  Literal value;
  std::string problem;  // empty when all is well
};

// `token` is the whole spelling, as the lexer found it; a number may have a minus sign before it.
// [any-thread]
DecodedLiteral DecodeInt(std::string_view token);
DecodedLiteral DecodeUint(std::string_view token);
DecodedLiteral DecodeDouble(std::string_view token);
DecodedLiteral DecodeString(std::string_view token);
DecodedLiteral DecodeBytes(std::string_view token);

}  // namespace dashflow::expression
