// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "host/expression/syntax/expression_parser.h"

namespace dashflow::expression {
namespace {

using enum TokenKind;

DecodedLiteral Decode(TokenKind kind, std::string_view text) {
  switch (kind) {
    case kInt:
      return DecodeInt(text);
    case kUint:
      return DecodeUint(text);
    case kDouble:
      return DecodeDouble(text);
    case kString:
      return DecodeString(text);
    case kBytes:
      return DecodeBytes(text);
    case kTrue:
      return {true, {}};
    case kFalse:
      return {false, {}};
    default:
      return {nullptr, {}};
  }
}

bool IsLiteral(TokenKind kind) {
  return (kind >= kInt && kind <= kBytes) || kind == kTrue || kind == kFalse || kind == kNull;
}

}  // namespace

NodePtr ExpressionParser::ParseMember() {
  NodePtr node = ParsePrimary();
  return node ? ParsePostfix(std::move(node)) : nullptr;
}

NodePtr ExpressionParser::ParsePostfix(NodePtr node) {
  while (node) {
    if (Accept(kDot)) {
      node = ParseField(std::move(node));
    } else if (Accept(kLeftBracket)) {
      node = ParseIndex(std::move(node));
    } else if (At(kLeftBrace) && node->kind != NodeKind::kLiteral) {
      return Fail(token_.span, "not_supported_yet",
                  "messages of protocol buffers are not supported yet");
    } else {
      break;
    }
  }
  return node;
}

NodePtr ExpressionParser::ParseField(NodePtr operand) {
  if (RefuseOptional(kQuestion)) return nullptr;
  const bool quoted = At(kQuotedIdentifier);
  if (!quoted && !At(kIdentifier)) return Unexpected("a field name after \".\"");
  const Span name = Advance().span;
  const bool method = !quoted && At(kLeftParen);
  NodePtr node = nodes_.Make(method ? NodeKind::kMethod : NodeKind::kSelect, name);
  node->text = quoted ? Text({name.begin + 1, name.end - 1}) : Text(name);
  NodeMaker::Adopt(*node, std::move(operand));
  if (!method) return Checked(std::move(node));
  node = ParseCall(std::move(node));
  return node ? ExpandMacro(std::move(node)) : nullptr;
}

NodePtr ExpressionParser::ParseIndex(NodePtr operand) {
  if (RefuseOptional(kQuestion)) return nullptr;
  NodePtr node = nodes_.Make(NodeKind::kIndex, {previous_.end - 1, previous_.end});
  NodePtr index = ParseExpression();
  if (!index) return nullptr;
  NodeMaker::Adopt(*node, std::move(operand));
  NodeMaker::Adopt(*node, std::move(index));
  return Close(*node, kRightBracket, "\"]\"") ? Checked(std::move(node)) : nullptr;
}

NodePtr ExpressionParser::ParsePrimary() {
  if (IsLiteral(token_.kind)) return ParseLiteral(token_.span);
  switch (token_.kind) {
    case kLeftParen:
      return ParseParenthesis();
    case kLeftBracket:
      return ParseList();
    case kLeftBrace:
      return ParseMap();
    case kDot:
    case kIdentifier:
      return ParseName();
    default:
      return Unexpected("a value");
  }
}

NodePtr ExpressionParser::ParseLiteral(Span span) {
  DecodedLiteral decoded = Decode(token_.kind, Text(span));
  if (!decoded.problem.empty()) return Fail(span, "expression_syntax", std::move(decoded.problem));
  NodePtr node = nodes_.Make(NodeKind::kLiteral, span);
  node->literal = std::move(decoded.value);
  Advance();
  return node;
}

NodePtr ExpressionParser::ParseParenthesis() {
  const std::uint32_t begin = Advance().span.begin;
  NodePtr node = ParseExpression();
  if (!node || !Close(*node, kRightParen, "\")\"")) return nullptr;
  node->span.begin = begin;
  return node;
}

NodePtr ExpressionParser::ParseName() {
  const std::uint32_t begin = token_.span.begin;
  const bool absolute = Accept(kDot);
  if (!At(kIdentifier)) return Unexpected("a name");
  const Span name = Advance().span;
  const bool call = At(kLeftParen);
  NodePtr node = nodes_.Make(call ? NodeKind::kCall : NodeKind::kName, name);
  node->span.begin = begin;
  node->absolute = absolute;
  node->text = Text(name);
  if (IsReservedWord(node->text)) {
    return Fail(name, "reserved_word", "\"" + node->text + "\" is a word that CEL reserves",
                "a channel of this name is read as state." + node->text);
  }
  if (!call) return node;
  node = ParseCall(std::move(node));
  return node && node->text == "has" ? ExpandHas(std::move(node)) : std::move(node);
}

NodePtr ExpressionParser::ParseCall(NodePtr call) {
  Advance();
  return ParseItems(*call, kRightParen, "\")\"") ? Checked(std::move(call)) : nullptr;
}

NodePtr ExpressionParser::ParseList() {
  NodePtr node = nodes_.Make(NodeKind::kList, Advance().span);
  return ParseItems(*node, kRightBracket, "\"]\"") ? Checked(std::move(node)) : nullptr;
}

NodePtr ExpressionParser::ParseMap() {
  NodePtr node = nodes_.Make(NodeKind::kMap, Advance().span);
  while (!At(kRightBrace)) {
    if (!ParseEntry(*node)) return nullptr;
    if (!Accept(kComma)) break;
  }
  return Close(*node, kRightBrace, "\",\" or \"}\"") ? Checked(std::move(node)) : nullptr;
}

bool ExpressionParser::ParseEntry(Node& map) {
  if (RefuseOptional(kQuestion)) return false;
  NodePtr key = ParseExpression();
  if (!key) return false;
  NodeMaker::Adopt(map, std::move(key));
  if (!Accept(kColon)) {
    Unexpected("\":\" between a key and its value");
    return false;
  }
  NodePtr value = ParseExpression();
  if (!value) return false;
  NodeMaker::Adopt(map, std::move(value));
  return true;
}

bool ExpressionParser::ParseItems(Node& parent, TokenKind close, std::string_view what) {
  while (!At(close)) {
    if (RefuseOptional(kQuestion)) return false;
    NodePtr item = ParseExpression();
    if (!item) return false;
    NodeMaker::Adopt(parent, std::move(item));
    if (!Accept(kComma)) break;
  }
  return Close(parent, close, "\",\" or " + std::string(what));
}

bool ExpressionParser::Close(Node& node, TokenKind close, std::string_view what) {
  if (!At(close)) {
    Unexpected(what);
    return false;
  }
  node.span.end = Advance().span.end;
  return true;
}

bool ExpressionParser::RefuseOptional(TokenKind mark) {
  if (!At(mark)) return false;
  Fail(token_.span, "not_supported_yet", "optional values are not supported yet",
       "use has(a.b) ? a.b : otherwise");
  return true;
}

}  // namespace dashflow::expression
