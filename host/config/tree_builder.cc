// SPDX-License-Identifier: Apache-2.0
#include "host/config/tree_builder.h"

#include <yaml-cpp/mark.h>

#include <utility>

#include "host/config/scalar.h"

namespace dashflow::config {
namespace {

constexpr std::string_view kQuoteIt = "quote it: '…'";

std::size_t OffsetOf(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

}  // namespace

TreeBuilder::TreeBuilder(std::string_view text, const YamlSource& source, const YamlLimits& limits)
    : text_(text), source_(source), limits_(limits), cursor_(text) {}

YamlReport TreeBuilder::Take() && { return std::move(report_); }

Error TreeBuilder::Refusal(std::size_t offset, std::string_view code, std::string message) {
  const Mark at = cursor_.At(offset);
  return Error(code, std::move(message)).At(source_.file, at.line, at.column);
}

Error& TreeBuilder::Refuse(Mark at, std::string_view code, std::string message) {
  return report_.errors.emplace_back(code, std::move(message)).At(source_.file, at.line, at.column);
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  throw YamlStop{Refusal(OffsetOf(mark), "second_document",
                         "a second document begins here; one file holds one")
                     .Fix("remove the line `---`, or move the rest to a file of its own")};
}

std::size_t TreeBuilder::SkipAnchor(std::size_t offset) const {
  if (offset >= text_.size() || text_[offset] != '&') return offset;
  const std::size_t end = text_.find_first_of(" \t\r\n", offset);
  const std::size_t next = text_.find_first_not_of(" \t\r\n", end);
  return next == std::string_view::npos ? text_.size() : next;
}

Tree::Style TreeBuilder::StyleAt(std::size_t offset) const {
  offset = SkipAnchor(offset);
  switch (offset < text_.size() ? text_[offset] : '\0') {
    case '\'':
      return Tree::Style::kSingleQuoted;
    case '"':
      return Tree::Style::kDoubleQuoted;
    case '|':
    case '>':
      return Tree::Style::kBlock;
    default:
      return Tree::Style::kPlain;
  }
}

bool TreeBuilder::CheckTag(std::size_t offset, const std::string& tag, bool quoted) {
  const bool none = tag.empty() || tag == "?" || (tag == "!" && quoted);
  if (none) return false;
  const Mark at = cursor_.At(offset);
  Refuse(at, "yaml_tag", "YAML reads the `!` here as a tag, and drops it")
      .Fix(std::string(kQuoteIt));
  return true;
}

// yaml-cpp takes the rest of the file for a text that is not closed.
void TreeBuilder::CheckClosed(std::size_t offset) {
  const char quote = text_[offset];
  const char escape = quote == '"' ? '\\' : quote;
  const auto is_pair = [&](std::size_t at) {
    return text_[at] == escape && (quote == '"' || text_.substr(at + 1).starts_with(quote));
  };
  std::size_t at = offset + 1;
  while (at < text_.size() && (is_pair(at) || text_[at] != quote)) at += is_pair(at) ? 2 : 1;
  if (at < text_.size()) return;
  throw YamlStop{Refusal(offset, "yaml_unclosed",
                         std::string("a text that begins with ") + quote + " and does not end")
                     .Fix(std::string("close it with ") + quote)};
}

// The text of a block scalar stands below its `|`, indented like its first line that is not blank.
void TreeBuilder::PlaceBlock(std::size_t offset, Tree& tree) const {
  const std::size_t header_end = std::min(text_.find('\n', offset), text_.size());
  const std::size_t first = std::min(text_.find_first_not_of(" \r\n", header_end), text_.size());
  const std::size_t line_begin = text_.substr(0, first).rfind('\n') + 1;
  tree.next_column = static_cast<int>(first - line_begin) + 1;
  tree.text_at = {tree.at.line + 1, tree.next_column};
}

Tree TreeBuilder::MakeScalar(std::size_t offset, Tree::Style style, const std::string& text) {
  Tree tree;
  tree.style = style;
  tree.at = cursor_.At(offset);
  tree.text_at = tree.at;
  if (style == Tree::Style::kBlock) {
    PlaceBlock(offset, tree);
  } else if (style != Tree::Style::kPlain) {
    ++tree.text_at.column;
  }
  const bool quoted = style == Tree::Style::kSingleQuoted || style == Tree::Style::kDoubleQuoted;
  last_quoted_ = quoted ? tree.at : Mark{};
  tree.text = Value(text);
  tree.value = tree.text;
  if (style != Tree::Style::kPlain) return tree;
  auto typed = ReadPlainScalar(text);
  if (typed.has_error()) {
    Refuse(tree.at, typed.error().code(), typed.error().message()).Fix(typed.error().fix());
    tree.refused = true;
  } else if (!typed->is_string()) {
    tree.value = *std::move(typed);
  }
  return tree;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t offset = OffsetOf(mark);
  const std::string_view rest = text_.substr(std::min(SkipAnchor(offset), text_.size()));
  const bool tilde = rest.starts_with('~');
  const bool word =
      rest.starts_with("null") || rest.starts_with("Null") || rest.starts_with("NULL");
  Tree tree = MakeScalar(offset, Tree::Style::kPlain, word ? "null" : tilde ? "~" : "");
  // The mark of an empty value is that of whatever comes next.
  const bool keyed = !open_.empty() && open_.back().key;
  if (!word && !tilde && keyed) tree.at = open_.back().key->at;
  Add(std::move(tree), anchor, 1);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  const std::size_t offset = OffsetOf(mark);
  const Tree::Style style = StyleAt(offset);
  if (style == Tree::Style::kSingleQuoted || style == Tree::Style::kDoubleQuoted)
    CheckClosed(SkipAnchor(offset));
  const bool tagged = CheckTag(offset, tag, style != Tree::Style::kPlain);
  // What the author wrote, so that no other error follows from the lost tag.
  const bool lost = tagged && tag.starts_with('!');
  Tree tree = MakeScalar(offset, style, lost ? tag + value : value);
  tree.refused = tree.refused || tagged;
  Add(std::move(tree), anchor, 1);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto known = anchors_.find(anchor);
  if (known == anchors_.end()) {
    throw YamlStop{Refusal(OffsetOf(mark), "yaml_alias", "an alias inside the part that it names")
                       .Fix("write the part out")};
  }
  CountParts(known->second.parts, cursor_.At(OffsetOf(mark)));
  Tree copy = known->second.tree;
  copy.anchored = false;
  Add(std::move(copy), 0, 0);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  Begin(Tree::Kind::kSequence, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  Begin(Tree::Kind::kMapping, mark, tag, anchor);
}

void TreeBuilder::Begin(Tree::Kind kind, const YAML::Mark& mark, const std::string& tag,
                        YAML::anchor_t anchor) {
  const std::size_t offset = OffsetOf(mark);
  CheckTag(offset, tag, false);
  if (static_cast<int>(open_.size()) >= limits_.max_depth) {
    throw YamlStop{Refusal(offset, "nested_too_deep",
                           "more than " + std::to_string(limits_.max_depth) +
                               " lists and mappings inside each other")
                       .Fix("nest less deeply")};
  }
  Open& open = open_.emplace_back();
  open.tree.kind = kind;
  open.tree.at = cursor_.At(offset);
  open.anchor = anchor;
  open.first_part = parts_;
}

void TreeBuilder::Close() {
  Open closed = std::move(open_.back());
  open_.pop_back();
  Add(std::move(closed.tree), closed.anchor, 1 + parts_ - closed.first_part);
}

void TreeBuilder::OnMapEnd() {
  Open& open = open_.back();
  for (Tree& merge : open.merges) {
    for (Member& member : merge.members) {
      if (open.keys.insert(member.key).second) open.tree.members.push_back(std::move(member));
    }
  }
  Close();
}

void TreeBuilder::CountParts(std::size_t parts, Mark at) {
  parts_ += parts;
  if (parts_ <= limits_.max_parts) return;
  throw YamlStop{Error("alias_bomb", "more than " + std::to_string(limits_.max_parts) +
                                         " parts, those behind aliases counted each time")
                     .At(source_.file, at.line, at.column)
                     .Fix("use fewer aliases, or make the document smaller")};
}

// `parts`: how many parts an anchor on it stands for; only the part itself is new here, and none
// behind an alias.
void TreeBuilder::Add(Tree tree, YAML::anchor_t anchor, std::size_t parts) {
  if (parts != 0) CountParts(1, tree.at);
  if (anchor != 0) {
    tree.anchored = true;
    anchors_[anchor] = {tree, parts};
  }
  Place(std::move(tree));
}

bool TreeBuilder::AwaitsKey() const {
  return !open_.empty() && open_.back().tree.is_mapping() && !open_.back().key;
}

void TreeBuilder::Place(Tree tree) {
  if (open_.empty()) {
    report_.tree = std::move(tree);
    return;
  }
  if (AwaitsKey()) return TakeKey(tree);
  Open& open = open_.back();
  if (open.tree.is_sequence()) {
    open.tree.elements.push_back(std::move(tree));
    return;
  }
  Member member = *std::move(open.key);
  open.key.reset();
  if (std::exchange(open.lost_key, false)) return;
  const Mark at = member.at;
  if (member.key == "<<") return TakeMerge(tree, at);
  if (!open.keys.insert(member.key).second) {
    Refuse(at, "duplicate_key", "the key '" + member.key + "' is given twice")
        .Fix("remove one of the two");
    return;
  }
  member.value = std::move(tree);
  open.tree.members.push_back(std::move(member));
}

void TreeBuilder::TakeKey(const Tree& tree) {
  Member& key = open_.back().key.emplace();
  key.at = tree.at;
  if (tree.is_scalar()) {
    key.key = tree.text.as_text();
    key.plain = tree.style == Tree::Style::kPlain;
    return;
  }
  open_.back().lost_key = true;
  open_.back().tree.refused = true;
  Refuse(tree.at, "structured_key", "a key that is a list or a mapping")
      .Fix("if this is text, such as a template or an expression, " + std::string(kQuoteIt));
}

void TreeBuilder::TakeMerge(const Tree& tree, Mark at) {
  std::vector<Tree>& merges = open_.back().merges;
  if (tree.is_mapping()) {
    merges.push_back(tree);
    return;
  }
  for (const Tree& element : tree.elements) {
    if (element.is_mapping()) merges.push_back(element);
  }
  if (tree.is_scalar() || merges.empty()) {
    Refuse(at, "yaml_merge", "`<<` takes a mapping, or a list of mappings")
        .Fix("write <<: *name, where &name marks a mapping");
  }
}

}  // namespace dashflow::config
