// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/expression/syntax/token.h"

namespace dashflow::expression {

// Cuts the text of an expression into tokens, one at a time. Blanks and // comments are skipped.
// [serial]
class Lexer {
 public:
  // `source` must outlive the lexer. REQUIRES: below 4 GiB.
  explicit Lexer(std::string_view source) : source_(source) {}

  // kEnd at the end and ever after; kError at the first text that is no token, and ever after.
  Token Next();
  const Problem& problem() const { return problem_; }
  std::string_view Text(Span span) const {
    return source_.substr(span.begin, span.end - span.begin);
  }

 private:
  char Peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  bool AtEnd() const { return at_ >= source_.size(); }
  void SkipBlanks();
  Token Finish(TokenKind kind);
  Token Fail(std::string cause, std::string fix = {});

  Token Number();
  bool Digits();
  bool Exponent();
  Token FinishNumber(TokenKind kind);
  Token Word();
  bool AtQuotedText() const;
  Token QuotedText();
  Token QuotedLine(char quote, bool raw, TokenKind kind);
  Token QuotedBlock(char quote, bool raw, TokenKind kind);
  Token QuotedIdentifier();
  Token Symbol();
  Token UnknownSymbol();

  std::string_view source_;
  std::uint32_t begin_ = 0;
  std::uint32_t at_ = 0;
  bool failed_ = false;
  Problem problem_;
};

}  // namespace dashflow::expression
