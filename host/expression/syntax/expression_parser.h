// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/expression/syntax/lexer.h"
#include "host/expression/syntax/node_maker.h"
#include "host/expression/syntax/parser.h"

namespace dashflow::expression {

// Recursive descent over the tokens of one expression. A null NodePtr means that problem_ is set.
// [serial]
class ExpressionParser {
 public:
  // `source` must outlive the parser. REQUIRES: UTF-8, at most kMaxSourceBytes.
  explicit ExpressionParser(std::string_view source) : lexer_(source), token_(lexer_.Next()) {}

  Parsed Run();

 private:
  // expression_parser.cc: operators, from the weakest to the strongest
  NodePtr ParseExpression();
  NodePtr ParseConditional();
  NodePtr ParseLogic(NodeKind kind);
  NodePtr ParseBinary(int level);
  NodePtr ParseUnary();
  NodePtr ParseNegation();

  // member_parser.cc: a primary and what follows it
  NodePtr ParseMember();
  NodePtr ParsePostfix(NodePtr node);
  NodePtr ParseField(NodePtr operand);
  NodePtr ParseIndex(NodePtr operand);
  NodePtr ParsePrimary();
  NodePtr ParseLiteral(Span span);
  NodePtr ParseParenthesis();
  NodePtr ParseName();
  NodePtr ParseCall(NodePtr call);
  NodePtr ParseList();
  NodePtr ParseMap();
  bool ParseEntry(Node& map);
  bool ParseItems(Node& parent, TokenKind close, std::string_view what);
  bool Close(Node& node, TokenKind close, std::string_view what);
  bool RefuseOptional(TokenKind mark);

  // macro.cc
  NodePtr ExpandHas(NodePtr call);
  NodePtr ExpandMacro(NodePtr method);
  bool TakeVariables(const Node& method, std::size_t count, Node& macro);

  NodePtr Fail(Span span, std::string_view code, std::string cause, std::string fix = {});
  NodePtr FailOfDepth(Span span);
  NodePtr Unexpected(std::string_view wanted);
  // `node`, unless it is too high.
  NodePtr Checked(NodePtr node);
  Token Advance();
  bool At(TokenKind kind) const { return token_.kind == kind; }
  bool Accept(TokenKind kind);
  std::string_view Text(Span span) const { return lexer_.Text(span); }

  Lexer lexer_;
  Token token_;
  Span previous_;
  std::uint32_t depth_ = 0;
  NodeMaker nodes_;
  bool failed_ = false;
  Problem problem_;
};

}  // namespace dashflow::expression
