// SPDX-License-Identifier: Apache-2.0
#include "host/expression/syntax/printer.h"

#include <algorithm>

#include "host/expression/syntax/lexer.h"

namespace dashflow::expression {
namespace {

// How tight a node binds; a child that binds looser than its place asks for gets parentheses.
enum Tightness {
  kLoosest,
  kOrTightness,
  kAndTightness,
  kRelation,
  kSum,
  kProduct,
  kPrefix,
  kTightest
};

Tightness OfBinary(Operator op) {
  if (op >= Operator::kEqual) return kRelation;
  return op == Operator::kAdd || op == Operator::kSubtract ? kSum : kProduct;
}

bool IsNegativeNumber(const Literal& literal) {
  const std::string text = PrintLiteral(literal);
  return text.starts_with('-');
}

Tightness Of(const Node& node) {
  switch (node.kind) {
    case NodeKind::kConditional:
      return kLoosest;
    case NodeKind::kOr:
      return kOrTightness;
    case NodeKind::kAnd:
      return kAndTightness;
    case NodeKind::kBinary:
      return OfBinary(node.op);
    case NodeKind::kUnary:
      return kPrefix;
    case NodeKind::kLiteral:
      return IsNegativeNumber(node.literal) ? kPrefix : kTightest;
    default:
      return kTightest;
  }
}

Tightness Tighter(Tightness tightness) { return static_cast<Tightness>(tightness + 1); }

bool IsPlainField(std::string_view name) {
  Lexer lexer(name);
  const Token token = lexer.Next();
  return token.kind == TokenKind::kIdentifier && token.span.end == name.size();
}

class Printer {
 public:
  std::string Run(const Node& root) {
    Child(root, kLoosest);
    return std::move(out_);
  }

 private:
  void Child(const Node& node, Tightness place) {
    const bool parentheses = Of(node) < place;
    if (parentheses) out_ += '(';
    Bare(node);
    if (parentheses) out_ += ')';
  }

  void Bare(const Node& node) {
    switch (node.kind) {
      case NodeKind::kLiteral:
        out_ += PrintLiteral(node.literal);
        break;
      case NodeKind::kName:
        Name(node);
        break;
      case NodeKind::kSelect:
        Field(node);
        break;
      case NodeKind::kHas:
        out_ += "has(";
        Field(node);
        out_ += ')';
        break;
      case NodeKind::kIndex:
        Child(*node.children[0], kTightest);
        Items(node, 1, "[", "]");
        break;
      case NodeKind::kCall:
        Name(node);
        Items(node, 0, "(", ")");
        break;
      case NodeKind::kMethod:
        Field(node);
        Items(node, 1, "(", ")");
        break;
      case NodeKind::kList:
        Items(node, 0, "[", "]");
        break;
      case NodeKind::kMap:
        Map(node);
        break;
      case NodeKind::kMacro:
        MacroCall(node);
        break;
      default:
        Operation(node);
    }
  }

  void Operation(const Node& node) {
    switch (node.kind) {
      case NodeKind::kUnary:
        Unary(node);
        break;
      case NodeKind::kBinary:
        Child(*node.children[0], OfBinary(node.op));
        out_.append(" ").append(OperatorText(node.op)).append(" ");
        Child(*node.children[1], Tighter(OfBinary(node.op)));
        break;
      case NodeKind::kAnd:
        Chain(node, " && ", kRelation);
        break;
      case NodeKind::kOr:
        Chain(node, " || ", kAndTightness);
        break;
      default:
        Conditional(node);
    }
  }

  void Name(const Node& node) {
    if (node.absolute) out_ += '.';
    out_ += node.text;
  }

  void Field(const Node& node) {
    Child(*node.children[0], kTightest);
    const bool plain = IsPlainField(node.text);
    out_ += plain ? "." : ".`";
    out_ += node.text;
    if (!plain) out_ += '`';
  }

  void Items(const Node& node, std::size_t first, const char* open, const char* close) {
    out_ += open;
    for (std::size_t i = first; i < node.children.size(); ++i) {
      if (i > first) out_ += ", ";
      Child(*node.children[i], kLoosest);
    }
    out_ += close;
  }

  void Map(const Node& node) {
    out_ += '{';
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) out_ += i % 2 == 0 ? ", " : ": ";
      Child(*node.children[i], kLoosest);
    }
    out_ += '}';
  }

  void MacroCall(const Node& node) {
    Child(*node.children[0], kTightest);
    out_.append(".").append(MacroName(node.macro));
    std::string separator = "(";
    for (const std::string& variable : node.variables) {
      out_ += separator + variable;
      separator = ", ";
    }
    Items(node, 1, ", ", ")");
  }

  // A minus directly before a number would become part of it.
  void Unary(const Node& node) {
    out_ += OperatorText(node.op);
    const std::size_t begin = out_.size();
    Child(*node.children[0], kPrefix);
    const bool number = out_[begin] >= '0' && out_[begin] <= '9';
    if (node.op != Operator::kNegate || !number) return;
    out_.insert(begin, 1, '(');
    out_ += ')';
  }

  void Chain(const Node& node, const char* separator, Tightness place) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) out_ += separator;
      Child(*node.children[i], place);
    }
  }

  void Conditional(const Node& node) {
    Child(*node.children[0], kOrTightness);
    out_ += " ? ";
    Child(*node.children[1], kOrTightness);
    out_ += " : ";
    Child(*node.children[2], kLoosest);
  }

  std::string out_;
};

}  // namespace

std::string Print(const Node& root) { return Printer().Run(root); }

}  // namespace dashflow::expression
