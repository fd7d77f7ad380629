// SPDX-License-Identifier: Apache-2.0
#include "host/graph/normal_form.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <vector>

#include "host/value/json.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

std::vector<const Member*> SortedMembers(const Tree& mapping, bool top) {
  std::vector<const Member*> members;
  for (const Member& member : mapping.members)
    if (!top || !member.key.starts_with("x-")) members.push_back(&member);
  std::ranges::sort(members, {},
                    [](const Member* member) { return std::string_view(member->key); });
  return members;
}

void Append(std::string& out, const Tree& tree);

void AppendMapping(std::string& out, const Tree& tree, bool top) {
  char separator = '{';
  for (const Member* member : SortedMembers(tree, top)) {
    out += separator;
    AppendJson(out, Value(std::string_view(member->key)));
    out += ':';
    Append(out, member->value);
    separator = ',';
  }
  if (separator == '{') out += '{';
  out += '}';
}

void AppendSequence(std::string& out, const Tree& tree) {
  char separator = '[';
  for (const Tree& element : tree.elements) {
    out += separator;
    Append(out, element);
    separator = ',';
  }
  if (separator == '[') out += '[';
  out += ']';
}

void Append(std::string& out, const Tree& tree) {
  switch (tree.kind) {
    case Tree::Kind::kScalar:
      return AppendJson(out, tree.value);
    case Tree::Kind::kSequence:
      return AppendSequence(out, tree);
    case Tree::Kind::kMapping:
      return AppendMapping(out, tree, false);
  }
}

}  // namespace

std::string NormalForm(const Tree& document) {
  std::string out;
  if (document.is_mapping()) {
    AppendMapping(out, document, true);
  } else {
    Append(out, document);
  }
  return out;
}

std::string VersionOf(std::string_view normal_form) {
  const XXH128_hash_t hash = XXH3_128bits(normal_form.data(), normal_form.size());
  return fmt::format("w-{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace dashflow::graph
