// SPDX-License-Identifier: Apache-2.0
#include "host/expression/run/compiler.h"

namespace dashflow::expression {
namespace {

// The parts of `a.b.c` from the last to the first, joined to the names that stand for the parts
// before.
OpenName NamesOf(const Node& node) {
  OpenName name;
  for (const Node* part = &node;; part = part->children[0].get()) {
    name.parts.insert(name.parts.begin(), part->text);
    if (part->kind == NodeKind::kName) break;
  }
  std::string joined;
  for (const std::string& part : name.parts) {
    joined += joined.empty() ? part : "." + part;
    name.candidates.insert(name.candidates.begin(), joined);
  }
  return name;
}

}  // namespace

bool Compiler::CompileResolved(const Node& node) {
  const Resolution& resolution = ResolutionOf(node);
  switch (resolution.kind) {
    case Resolution::Kind::kSlot:
      CompileSlot(node, resolution.index);
      return true;
    case Resolution::Kind::kLocal:
      Emit(node, Op::kLocal, resolution.index);
      Move(1);
      return true;
    case Resolution::Kind::kTypeName:
      EmitConstant(node, Operand::TypeOf(static_cast<Tag>(resolution.index)));
      return true;
    case Resolution::Kind::kOpen:
      CompileOpenName(node);
      return true;
    case Resolution::Kind::kMissing:
      EmitText(node, Op::kFail, resolution.missing);
      return true;
    default:
      return false;
  }
}

void Compiler::CompileSlot(const Node& node, std::uint32_t slot) {
  program_.uses.push_back(slot);
  Emit(node, node.kind == NodeKind::kHas ? Op::kHasSlot : Op::kSlot, slot);
  Move(1);
}

void Compiler::CompileOpenName(const Node& node) {
  program_.open_names.push_back(NamesOf(node));
  Emit(node, Op::kOpenName, static_cast<std::uint32_t>(program_.open_names.size() - 1));
  Move(1);
}

void Compiler::EmitText(const Node& node, Op op, std::string_view text) {
  program_.constants.push_back(Operand::String(program_.constant_memory.Text(text)));
  Emit(node, op, static_cast<std::uint32_t>(program_.constants.size() - 1));
  Move(1);
}

// Where a schema says `number`, a writer may have left an int.
void Compiler::CompileAsDouble(const Node& node) {
  const bool is_read = node.kind == NodeKind::kName || node.kind == NodeKind::kSelect ||
                       node.kind == NodeKind::kIndex;
  if (is_read && checked_.types[node.id].kind() == Type::Kind::kDouble) {
    Emit(node, Op::kAsDouble);
  }
}

}  // namespace dashflow::expression
