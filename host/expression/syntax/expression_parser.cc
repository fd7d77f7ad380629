// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/expression_parser.h"

#include <algorithm>
#include <array>

namespace dashflow::expression {
namespace {

using enum TokenKind;

struct BinaryOperator {
  TokenKind token;
  int level;  // a larger one binds tighter
  Operator op;
};

// Parentheses come on top of what counts as height; twice is enough for every printed tree to be
// parsed again.
constexpr std::uint32_t kMaxNesting = 2 * kMaxHeight + 2;

constexpr int kRelation = 0;
constexpr int kUnaryLevel = 3;

constexpr auto kBinaryOperators = std::to_array<BinaryOperator>({
    {kEqual, kRelation, Operator::kEqual},
    {kNotEqual, kRelation, Operator::kNotEqual},
    {kLess, kRelation, Operator::kLess},
    {kLessEqual, kRelation, Operator::kLessEqual},
    {kGreater, kRelation, Operator::kGreater},
    {kGreaterEqual, kRelation, Operator::kGreaterEqual},
    {kIn, kRelation, Operator::kIn},
    {kPlus, 1, Operator::kAdd},
    {kMinus, 1, Operator::kSubtract},
    {kTimes, 2, Operator::kMultiply},
    {kDivide, 2, Operator::kDivide},
    {kModulo, 2, Operator::kModulo},
});

const BinaryOperator* FindBinaryOperator(TokenKind token, int level) {
  const auto* found = std::ranges::find_if(kBinaryOperators, [&](const BinaryOperator& entry) {
    return entry.token == token && entry.level == level;
  });
  return found == kBinaryOperators.end() ? nullptr : found;
}

struct Word {
  std::string_view word;
  std::string_view fix;
};

constexpr auto kForeignWords = std::to_array<Word>({
    {"and", "write && for \"and\""},
    {"or", "write || for \"or\""},
    {"is", "write == to compare"},
    {"not", "write ! for \"not\""},
    {"if", "write condition ? then : otherwise"},
});

std::string FixFor(std::string_view found) {
  const auto* word = std::ranges::find(kForeignWords, found, &Word::word);
  return word == kForeignWords.end() ? std::string() : std::string(word->fix);
}

}  // namespace

Parsed ExpressionParser::Run() {
  NodePtr root = ParseExpression();
  if (root && !At(kEnd)) root = Unexpected("an operator or the end");
  return {std::move(root), nodes_.num_nodes(), std::move(problem_)};
}

NodePtr ExpressionParser::ParseExpression() {
  if (depth_ >= kMaxNesting) return FailOfDepth(token_.span);
  ++depth_;
  NodePtr node = ParseConditional();
  --depth_;
  return node;
}

NodePtr ExpressionParser::ParseConditional() {
  NodePtr condition = ParseLogic(NodeKind::kOr);
  if (!condition || !At(kQuestion)) return condition;
  NodePtr node = nodes_.Make(NodeKind::kConditional, Advance().span);
  NodePtr then = ParseLogic(NodeKind::kOr);
  if (!then) return nullptr;
  if (!Accept(kColon)) return Unexpected("\":\" of \"condition ? then : otherwise\"");
  NodePtr otherwise = ParseExpression();
  if (!otherwise) return nullptr;
  NodeMaker::Adopt(*node, std::move(condition));
  NodeMaker::Adopt(*node, std::move(then));
  NodeMaker::Adopt(*node, std::move(otherwise));
  return Checked(std::move(node));
}

NodePtr ExpressionParser::ParseLogic(NodeKind kind) {
  const bool is_or = kind == NodeKind::kOr;
  const TokenKind separator = is_or ? kOr : kAnd;
  NodePtr first = is_or ? ParseLogic(NodeKind::kAnd) : ParseBinary(kRelation);
  if (!first || !At(separator)) return first;
  NodePtr node = nodes_.Make(kind, token_.span);
  NodeMaker::Adopt(*node, std::move(first));
  while (Accept(separator)) {
    NodePtr next = is_or ? ParseLogic(NodeKind::kAnd) : ParseBinary(kRelation);
    if (!next) return nullptr;
    NodeMaker::Adopt(*node, std::move(next));
  }
  return Checked(std::move(node));
}

NodePtr ExpressionParser::ParseBinary(int level) {
  if (level == kUnaryLevel) return ParseUnary();
  NodePtr left = ParseBinary(level + 1);
  while (left) {
    const BinaryOperator* entry = FindBinaryOperator(token_.kind, level);
    if (entry == nullptr) break;
    NodePtr node = nodes_.Make(NodeKind::kBinary, Advance().span);
    node->op = entry->op;
    NodePtr right = ParseBinary(level + 1);
    if (!right) return nullptr;
    NodeMaker::Adopt(*node, std::move(left));
    NodeMaker::Adopt(*node, std::move(right));
    left = Checked(std::move(node));
  }
  return left;
}

NodePtr ExpressionParser::ParseUnary() {
  if (At(kMinus)) return ParseNegation();
  if (!At(kNot)) return ParseMember();
  if (depth_ >= kMaxNesting) return FailOfDepth(token_.span);
  NodePtr node = nodes_.Make(NodeKind::kUnary, Advance().span);
  node->op = Operator::kNot;
  ++depth_;
  NodePtr operand = ParseUnary();
  --depth_;
  if (!operand) return nullptr;
  NodeMaker::Adopt(*node, std::move(operand));
  return Checked(std::move(node));
}

// A minus before a number belongs to the number: else the smallest int could not be written.
NodePtr ExpressionParser::ParseNegation() {
  if (depth_ >= kMaxNesting) return FailOfDepth(token_.span);
  const Span minus = Advance().span;
  if ((At(kInt) || At(kDouble)) && token_.span.begin == minus.end) {
    NodePtr literal = ParseLiteral({minus.begin, token_.span.end});
    return literal ? ParsePostfix(std::move(literal)) : nullptr;
  }
  NodePtr node = nodes_.Make(NodeKind::kUnary, minus);
  node->op = Operator::kNegate;
  ++depth_;
  NodePtr operand = ParseUnary();
  --depth_;
  if (!operand) return nullptr;
  NodeMaker::Adopt(*node, std::move(operand));
  return Checked(std::move(node));
}

NodePtr ExpressionParser::FailOfDepth(Span span) {
  return Fail(span, "expression_too_large", "the expression is nested too deep");
}

NodePtr ExpressionParser::Fail(Span span, std::string_view code, std::string cause,
                               std::string fix) {
  if (failed_) return nullptr;
  failed_ = true;
  problem_ = {code, span, std::move(cause), std::move(fix)};
  return nullptr;
}

NodePtr ExpressionParser::Unexpected(std::string_view wanted) {
  if (At(kError)) {
    const Problem& problem = lexer_.problem();
    return Fail(problem.span, problem.code, problem.cause, problem.fix);
  }
  const std::string_view found = Text(token_.span);
  std::string cause = "expected " + std::string(wanted) + ", found ";
  cause += At(kEnd) ? "the end" : "\"" + std::string(found.substr(0, 40)) + "\"";
  std::string fix = FixFor(found);
  return Fail(token_.span, "expression_syntax", std::move(cause),
              fix.empty() ? FixFor(Text(previous_)) : std::move(fix));
}

NodePtr ExpressionParser::Checked(NodePtr node) {
  if (node->height <= kMaxHeight) return node;
  return FailOfDepth(node->focus);
}

Token ExpressionParser::Advance() {
  const Token token = token_;
  previous_ = token.span;
  token_ = lexer_.Next();
  return token;
}

bool ExpressionParser::Accept(TokenKind kind) {
  if (!At(kind)) return false;
  Advance();
  return true;
}

}  // namespace dashflow::expression
