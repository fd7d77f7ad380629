// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/lexer.h"

#include <algorithm>
#include <array>
#include <string>

#include "host/expression/syntax/characters.h"

namespace dashflow::expression {
namespace {

using enum TokenKind;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsWordPart(char c) { return IsWordStart(c) || IsDigit(c); }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsQuote(char c) { return c == '"' || c == '\''; }
bool IsRawMark(char c) { return c == 'r' || c == 'R'; }
bool IsBytesMark(char c) { return c == 'b' || c == 'B'; }
bool IsQuotedIdentifierPart(char c) {
  return IsWordPart(c) || c == '.' || c == '-' || c == '/' || c == ' ';
}

struct Spelling {
  std::string_view text;
  TokenKind kind;
};

// Longer spellings first.
constexpr auto kSymbols = std::to_array<Spelling>({
    {"==", kEqual},    {"!=", kNotEqual},  {"<=", kLessEqual},  {">=", kGreaterEqual},
    {"&&", kAnd},      {"||", kOr},        {"<", kLess},        {">", kGreater},
    {"(", kLeftParen}, {")", kRightParen}, {"[", kLeftBracket}, {"]", kRightBracket},
    {"{", kLeftBrace}, {"}", kRightBrace}, {".", kDot},         {",", kComma},
    {":", kColon},     {"?", kQuestion},   {"!", kNot},         {"-", kMinus},
    {"+", kPlus},      {"*", kTimes},      {"/", kDivide},      {"%", kModulo},
});

constexpr auto kWords = std::to_array<Spelling>({
    {"true", kTrue},
    {"false", kFalse},
    {"null", kNull},
    {"in", kIn},
});

struct Advice {
  std::string_view symbol;
  std::string_view fix;
};

constexpr std::string_view kStraighten = "write straight quotes: ' or \"";

constexpr auto kAdvice = std::to_array<Advice>({
    {"=", "write == to compare"},
    {"&", "write && for \"and\""},
    {"|", "write || for \"or\""},
    {"‘", kStraighten},
    {"’", kStraighten},
    {"“", kStraighten},
    {"”", kStraighten},
});

}  // namespace

bool IsReservedWord(std::string_view word) {
  static constexpr auto kReserved = std::to_array<std::string_view>(
      {"as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
       "namespace", "package", "return", "var", "void", "while"});
  return std::ranges::binary_search(kReserved, word);
}

Token Lexer::Next() {
  if (failed_) return {kError, problem_.span};
  SkipBlanks();
  begin_ = at_;
  if (AtEnd()) return Finish(kEnd);
  if (IsDigit(Peek()) || (Peek() == '.' && IsDigit(Peek(1)))) return Number();
  if (AtQuotedText()) return QuotedText();
  if (IsWordStart(Peek())) return Word();
  if (Peek() == '`') return QuotedIdentifier();
  return Symbol();
}

void Lexer::SkipBlanks() {
  while (!AtEnd()) {
    if (IsBlank(Peek())) {
      ++at_;
    } else if (Peek() == '/' && Peek(1) == '/') {
      at_ = static_cast<std::uint32_t>(std::min(source_.find('\n', at_), source_.size()));
    } else {
      return;
    }
  }
}

Token Lexer::Finish(TokenKind kind) { return {kind, {begin_, at_}}; }

Token Lexer::Fail(std::string cause, std::string fix) {
  failed_ = true;
  problem_ = {
      "expression_syntax", {begin_, std::max(at_, begin_ + 1)}, std::move(cause), std::move(fix)};
  problem_.span.end = std::min(problem_.span.end, static_cast<std::uint32_t>(source_.size()));
  return {kError, problem_.span};
}

Token Lexer::Number() {
  if (Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X')) {
    at_ += 2;
    if (!IsHexDigit(Peek())) return Fail("a hexadecimal number needs digits after 0x");
    while (IsHexDigit(Peek())) ++at_;
    return FinishNumber(kInt);
  }
  Digits();
  TokenKind kind = kInt;
  if (Peek() == '.' && IsDigit(Peek(1))) {
    ++at_;
    Digits();
    kind = kDouble;
  }
  if (Peek() == 'e' || Peek() == 'E') {
    if (!Exponent()) return Fail("an exponent needs digits");
    kind = kDouble;
  }
  return FinishNumber(kind);
}

bool Lexer::Digits() {
  const std::uint32_t first = at_;
  while (IsDigit(Peek())) ++at_;
  return at_ != first;
}

bool Lexer::Exponent() {
  ++at_;
  if (Peek() == '+' || Peek() == '-') ++at_;
  return Digits();
}

Token Lexer::FinishNumber(TokenKind kind) {
  if (kind == kInt && (Peek() == 'u' || Peek() == 'U')) {
    ++at_;
    kind = kUint;
  }
  if (!IsWordPart(Peek())) return Finish(kind);
  while (IsWordPart(Peek())) ++at_;
  return Fail("\"" + std::string(Text({begin_, at_})) + "\" is neither a number nor a name");
}

Token Lexer::Word() {
  while (IsWordPart(Peek())) ++at_;
  const auto* found = std::ranges::find(kWords, Text({begin_, at_}), &Spelling::text);
  return Finish(found == kWords.end() ? kIdentifier : found->kind);
}

bool Lexer::AtQuotedText() const {
  if (IsQuote(Peek())) return true;
  if (IsRawMark(Peek())) return IsQuote(Peek(1));
  if (!IsBytesMark(Peek())) return false;
  return IsQuote(Peek(1)) || (IsRawMark(Peek(1)) && IsQuote(Peek(2)));
}

Token Lexer::QuotedText() {
  const TokenKind kind = IsBytesMark(Peek()) ? kBytes : kString;
  if (kind == kBytes) ++at_;
  const bool raw = IsRawMark(Peek());
  if (raw) ++at_;
  const char quote = Peek();
  if (Peek(1) == quote && Peek(2) == quote) return QuotedBlock(quote, raw, kind);
  return QuotedLine(quote, raw, kind);
}

Token Lexer::QuotedLine(char quote, bool raw, TokenKind kind) {
  ++at_;
  while (Peek() != quote) {
    if (AtEnd() || Peek() == '\n' || Peek() == '\r') {
      return Fail(std::string("the text has no closing ") + quote,
                  std::string("close it with ") + quote +
                      "; text of several lines begins with three quotes");
    }
    at_ += !raw && Peek() == '\\' ? 2 : 1;
  }
  ++at_;
  return Finish(kind);
}

Token Lexer::QuotedBlock(char quote, bool raw, TokenKind kind) {
  at_ += 3;
  while (!(Peek() == quote && Peek(1) == quote && Peek(2) == quote)) {
    if (AtEnd()) return Fail("the text has no closing three quotes");
    at_ += !raw && Peek() == '\\' ? 2 : 1;
  }
  at_ += 3;
  return Finish(kind);
}

Token Lexer::QuotedIdentifier() {
  ++at_;
  while (IsQuotedIdentifierPart(Peek())) ++at_;
  if (Peek() != '`') return Fail("the name in back quotes does not end");
  ++at_;
  if (at_ - begin_ == 2) return Fail("the name in back quotes is empty");
  return Finish(kQuotedIdentifier);
}

Token Lexer::Symbol() {
  for (const Spelling& symbol : kSymbols) {
    if (!source_.substr(at_).starts_with(symbol.text)) continue;
    at_ += static_cast<std::uint32_t>(symbol.text.size());
    return Finish(symbol.kind);
  }
  return UnknownSymbol();
}

Token Lexer::UnknownSymbol() {
  std::string_view rest = source_.substr(at_);
  const std::size_t before = rest.size();
  TakeCharacter(rest);
  at_ += static_cast<std::uint32_t>(before - rest.size());
  const std::string_view symbol = Text({begin_, at_});
  const auto* advice = std::ranges::find(kAdvice, symbol, &Advice::symbol);
  return Fail("\"" + std::string(symbol) + "\" means nothing here",
              advice == kAdvice.end() ? std::string() : std::string(advice->fix));
}

}  // namespace dashflow::expression
