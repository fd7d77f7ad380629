// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/expression/check/checker.h"
#include "host/expression/operand/operand.h"
#include "host/expression/type/nearest.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kMaxListed = 12;

struct TypeName {
  std::string_view name;
  Tag tag;
};

constexpr auto kTypeNames = std::to_array<TypeName>({
    {"bool", Tag::kBool},
    {"bytes", Tag::kBytes},
    {"double", Tag::kDouble},
    {"google.protobuf.Duration", Tag::kDuration},
    {"google.protobuf.Timestamp", Tag::kTimestamp},
    {"int", Tag::kInt},
    {"list", Tag::kList},
    {"map", Tag::kMap},
    {"null_type", Tag::kNull},
    {"string", Tag::kString},
    {"type", Tag::kType},
    {"uint", Tag::kUint},
});

const TypeName* FindTypeName(std::string_view name) {
  const auto* found = std::ranges::find(kTypeNames, name, &TypeName::name);
  return found == kTypeNames.end() ? nullptr : found;
}

std::string KnownNames(std::string_view what, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string text(what);
  for (std::size_t i = 0; i < names.size() && i < kMaxListed; ++i) {
    text += (i == 0 ? " " : ", ") + names[i];
  }
  return names.size() > kMaxListed ? text + " …" : text;
}

std::string FixFor(std::string_view word, std::string_view what,
                   const std::vector<std::string>& names) {
  const std::string meant = DidYouMean(word, names);
  return meant.empty() ? KnownNames(what, names) : meant;
}

// "run.id" of `run.id.x` where names begin with "run."; else the first part alone.
std::string PartToReport(const std::string& dotted, const std::vector<std::string>& names) {
  const std::size_t dot = dotted.find('.');
  if (dot == std::string::npos) return dotted;
  const std::string space = dotted.substr(0, dot + 1);
  const bool has_parts =
      std::ranges::any_of(names, [&](const std::string& name) { return name.starts_with(space); });
  return dotted.substr(0, has_parts ? dotted.find('.', dot + 1) : dot);
}

const Node& FirstOf(const Node& node) {
  const Node* first = &node;
  while (first->kind == NodeKind::kSelect) first = first->children[0].get();
  return *first;
}

}  // namespace

Type Checker::CheckName(const Node& node) {
  if (const Local* local = node.absolute ? nullptr : FindLocal(node.text)) {
    ResolutionOf(node) = {Resolution::Kind::kLocal, local->index, {}, {}};
    return local->type;
  }
  Type type;
  return ResolveWhole(node, type) ? type : ReportUnknownName(node);
}

Type Checker::CheckSelect(const Node& node) {
  Type type;
  if (ResolveWhole(node, type)) return type;
  if (DottedName(node) && !BeginsWithKnownName(*node.children[0])) return ReportUnknownName(node);
  const Type operand = Check(*node.children[0]);
  return FieldType(node, operand);
}

// Of a dotted name of the Scope, has() asks whether the slot has a value.
Type Checker::CheckHas(const Node& node) {
  const auto operand = DottedName(*node.children[0]);
  const Name* whole = operand ? scope_.Find(*operand + "." + node.text) : nullptr;
  if (whole != nullptr) {
    ResolutionOf(node) = {Resolution::Kind::kSlot, whole->slot, {}, {}};
    return Type::Kind::kBool;
  }
  FieldType(node, Check(*node.children[0]));
  return Type::Kind::kBool;
}

// The longest names are tried first, since a node is asked before its operand.
bool Checker::ResolveWhole(const Node& node, Type& type) {
  const auto dotted = DottedName(node);
  if (!dotted) return false;
  if (const Name* name = scope_.Find(*dotted)) {
    ResolutionOf(node) = {Resolution::Kind::kSlot, name->slot, {}, {}};
    type = open_ ? Type() : name->type;
    return true;
  }
  if (const TypeName* name = FindTypeName(*dotted)) {
    ResolutionOf(node) = {
        Resolution::Kind::kTypeName, static_cast<std::uint32_t>(name->tag), {}, {}};
    type = Type::Kind::kType;
    return true;
  }
  return false;
}

Type Checker::ReportUnknownName(const Node& node) {
  if (open_) {
    ResolutionOf(node) = {Resolution::Kind::kOpen, 0, {}, {}};
    return {};
  }
  const auto names = scope_.Names();
  const std::string part = PartToReport(*DottedName(node), names);
  Span span = FirstOf(node).span;
  span.end = std::min(node.span.end, span.begin + static_cast<std::uint32_t>(part.size()));
  Report(span, "unknown_name", "there is no name \"" + part + "\"",
         FixFor(part, "there are", names));
  return {};
}

std::optional<std::string> Checker::DottedName(const Node& node) const {
  if (node.kind == NodeKind::kName) {
    if (!node.absolute && FindLocal(node.text) != nullptr) return std::nullopt;
    return node.text;
  }
  if (node.kind != NodeKind::kSelect) return std::nullopt;
  auto operand = DottedName(*node.children[0]);
  if (operand) operand->append(".").append(node.text);
  return operand;
}

bool Checker::BeginsWithKnownName(const Node& node) const {
  for (const Node* part = &node;; part = part->children[0].get()) {
    const std::string name = *DottedName(*part);
    if (scope_.Find(name) != nullptr || FindTypeName(name) != nullptr) return true;
    if (part->kind == NodeKind::kName) return false;
  }
}

const Checker::Local* Checker::FindLocal(std::string_view name) const {
  const auto found = std::find_if(locals_.rbegin(), locals_.rend(),
                                  [&](const Local& local) { return local.name == name; });
  return found == locals_.rend() ? nullptr : &*found;
}

Type Checker::FieldType(const Node& node, const Type& operand) {
  if (operand.is_dyn()) return {};
  if (operand.kind() != Type::Kind::kMap) {
    ReportType(node.focus, operand.Name() + " has no fields, so no \"" + node.text + "\"",
               operand.kind() == Type::Kind::kList ? "take an element first: list[0]" : "");
    return {};
  }
  if (const Field* field = operand.FindField(node.text)) return field->type;
  return operand.closed() ? UnknownField(node, operand) : operand.element();
}

Type Checker::UnknownField(const Node& node, const Type& operand) {
  std::vector<std::string> names;
  for (const Field& field : operand.fields()) names.push_back(field.name);
  ReportType(node.focus, "there is no field \"" + node.text + "\" by the schema",
             FixFor(node.text, "there are", names));
  return {};
}

}  // namespace dashflow::expression
