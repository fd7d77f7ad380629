// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/expression/syntax/problem.h"

namespace dashflow::expression {

enum class TokenKind : std::uint8_t {
  kEnd,
  kError,  // Lexer::problem() says what is wrong
  kIdentifier,
  kQuotedIdentifier,  // `content-type`
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kTrue,
  kFalse,
  kNull,
  kIn,
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kDot,
  kComma,
  kColon,
  kQuestion,
  kNot,
  kMinus,
  kPlus,
  kTimes,
  kDivide,
  kModulo,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kAnd,
  kOr,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span;
};

// Words that CEL keeps for languages that embed it: fields and methods may have these names,
// variables may not.
bool IsReservedWord(std::string_view word);

}  // namespace dashflow::expression
