// SPDX-License-Identifier: Apache-2.0
#include "host/config/tree.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "host/value/builder.h"

namespace dashflow::config {
namespace {

std::string UnescapePointer(std::string_view token) {
  std::string plain;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    plain += !escape ? token[i] : token[++i] == '1' ? '/' : '~';
  }
  return plain;
}

const Tree* ElementAt(const Tree& sequence, std::string_view token) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool whole = error == std::errc() && end == token.data() + token.size();
  return whole && index < sequence.elements.size() ? &sequence.elements[index] : nullptr;
}

bool Step(std::string_view token, Found& found) {
  if (found.tree->is_sequence()) {
    const Tree* element = ElementAt(*found.tree, token);
    if (element != nullptr) found = {element->at, element};
    return element != nullptr;
  }
  const std::string key = UnescapePointer(token);
  for (const Member& member : found.tree->members) {
    if (member.key != key) continue;
    found = {member.at, &member.value};
    return true;
  }
  return false;
}

void AddRefused(const Tree& tree, Mark key, std::vector<Mark>& places) {
  if (tree.refused) places.insert(places.end(), {key, tree.at});
  for (const Tree& element : tree.elements) AddRefused(element, element.at, places);
  for (const Member& member : tree.members) AddRefused(member.value, member.at, places);
}

}  // namespace

std::vector<Mark> RefusedPlaces(const Tree& root) {
  std::vector<Mark> places;
  AddRefused(root, root.at, places);
  return places;
}

const Tree* Tree::Find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}

Value ToValue(const Tree& tree) {
  if (tree.is_scalar()) return tree.value;
  if (tree.is_sequence()) {
    ArrayBuilder array;
    array.Reserve(tree.elements.size());
    for (const Tree& element : tree.elements) array.Add(ToValue(element));
    return std::move(array).Build();
  }
  ObjectBuilder object;
  object.Reserve(tree.members.size());
  for (const Member& member : tree.members)
    object.Add(std::string_view(member.key), ToValue(member.value));
  return std::move(object).Build();
}

Found FindPointer(const Tree& root, std::string_view pointer) {
  Found found{root.at, &root};
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    if (!Step(pointer.substr(0, end), found)) break;
    pointer.remove_prefix(end);
  }
  return found;
}

}  // namespace dashflow::config
