// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/edge/chain.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace dashflow::graph {
namespace {

using config::Tree;

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kExample = "write it like `a -> b`, `a & b -> c` or {from: a, to: b}";

// What people and programs for texts write for `->`.
constexpr auto kOddArrows =
    std::to_array<std::string_view>({"-->", "=>", "- >", "~>", "->>", "<-", "→", "⇒", "–>", "—>"});

// The names between two arrows.
struct Group {
  std::vector<NameRef> names;
  bool any = false;  // joined by `|`
};

// A piece of the text, with its offset in it.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;
};

std::vector<Piece> Split(Piece piece, std::string_view separator) {
  std::vector<Piece> pieces;
  for (;;) {
    const std::size_t end = piece.text.find(separator);
    pieces.push_back({piece.text.substr(0, end), piece.offset});
    if (end == std::string_view::npos) return pieces;
    piece.text.remove_prefix(end + separator.size());
    piece.offset += end + separator.size();
  }
}

Piece Trim(Piece piece) {
  const std::size_t begin = std::min(piece.text.find_first_not_of(kBlanks), piece.text.size());
  piece.text.remove_prefix(begin);
  piece.offset += begin;
  piece.text = piece.text.substr(0, piece.text.find_last_not_of(kBlanks) + 1);
  return piece;
}

class ChainReader {
 public:
  ChainReader(Findings& findings, const Tree& tree)
      : findings_(findings), tree_(tree), text_(tree.text.as_text()) {}

  bool Read(std::vector<Group>& groups) {
    for (const std::string_view arrow : kOddArrows) {
      const std::size_t at = text_.find(arrow);
      if (at != std::string_view::npos)
        return Fail(at, "`" + std::string(arrow) + "` is no arrow", "write -> in its place");
    }
    for (const Piece piece : Split({text_, 0}, "->")) {
      if (!ReadGroup(piece, groups.emplace_back())) return false;
    }
    return Check(groups);
  }

 private:
  Mark At(std::size_t offset) const {
    const auto characters = std::count_if(text_.begin(), text_.begin() + static_cast<long>(offset),
                                          [](char c) { return (c & 0xC0) != 0x80; });
    return {tree_.text_at.line, tree_.text_at.column + static_cast<int>(characters)};
  }

  bool Fail(std::size_t offset, std::string message, std::string_view fix) {
    findings_.Add(At(offset), "edge_syntax", std::move(message)).Fix(std::string(fix));
    return false;
  }

  bool ReadGroup(Piece piece, Group& group) {
    group.any = piece.text.find('|') != std::string_view::npos;
    if (group.any && piece.text.find('&') != std::string_view::npos)
      return Fail(Trim(piece).offset, "`&` and `|` in one group", "write two edges");
    for (const Piece part : Split(piece, group.any ? "|" : "&")) {
      const Piece name = Trim(part);
      if (name.text.empty()) return Fail(part.offset, "a name is missing in this edge", kExample);
      if (name.text.find_first_of(kBlanks) != std::string_view::npos)
        return Fail(name.offset, "'" + std::string(name.text) + "' is no name: it has a blank",
                    kExample);
      group.names.push_back({std::string(name.text), At(name.offset)});
    }
    return true;
  }

  bool Check(const std::vector<Group>& groups) {
    if (groups.size() < 2) return Fail(0, "an edge needs an arrow: ->", kExample);
    for (std::size_t i = 1; i < groups.size(); ++i) {
      if (!groups[i].any) continue;
      findings_
          .Add(groups[i].names.front().at, "edge_syntax",
               "`|` says where an edge comes from, not where it leads")
          .Fix("use `&` for both, or {from, switch, cases} for one of them");
      return false;
    }
    return true;
  }

  Findings& findings_;
  const Tree& tree_;
  std::string_view text_;
};

EdgeDefinition MakeEdge(std::vector<NameRef> from, const Group& to) {
  EdgeDefinition edge;
  edge.at = from.front().at;
  edge.from = std::move(from);
  ArmDefinition& arm = edge.arms.emplace_back();
  for (const NameRef& name : to.names) arm.to.push_back({name, {}});
  return edge;
}

void Connect(const Group& from, const Group& to, std::vector<EdgeDefinition>& out) {
  if (!from.any) {
    out.push_back(MakeEdge(from.names, to));
    return;
  }
  for (const NameRef& name : from.names) out.push_back(MakeEdge({name}, to));
}

}  // namespace

void ReadEdgeChain(Findings& findings, const Tree& tree, std::vector<EdgeDefinition>& out) {
  if (!tree.is_string()) {
    findings.Add(tree.at, "edge_syntax", "not an edge").Fix(std::string(kExample));
    return;
  }
  if (tree.anchored) {
    findings.Add(tree.at, "yaml_anchor", "YAML reads the `&` that begins this edge as an anchor")
        .Fix("quote it: 'a & b -> c'");
    return;
  }
  std::vector<Group> groups;
  if (!ChainReader(findings, tree).Read(groups)) return;
  for (std::size_t i = 1; i < groups.size(); ++i) Connect(groups[i - 1], groups[i], out);
}

}  // namespace dashflow::graph
