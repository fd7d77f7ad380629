// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/mentions.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

bool IsWordPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

void NoteWord(Build& build, std::string_view word) {
  const auto id = build.workflow->FindChannel(word);
  if (!id) return;
  build.use[*id].read = true;
  build.use[*id].written = true;
}

void NoteText(Build& build, std::string_view text) {
  while (!text.empty()) {
    const auto begin = std::ranges::find_if(text, IsWordPart);
    const auto end = std::find_if_not(begin, text.end(), IsWordPart);
    NoteWord(build, {begin, end});
    text = {end, text.end()};
  }
}

}  // namespace

void NoteMentions(Build& build, const Value& config) {
  if (config.is_string()) {
    NoteText(build, config.as_text());
  } else if (config.is_array()) {
    config.ForEachElement([&build](const Value& element) { NoteMentions(build, element); });
  } else if (config.is_object()) {
    config.ForEachMember([&build](const Value& key, const Value& value) {
      NoteText(build, key.as_text());
      NoteMentions(build, value);
    });
  }
}

}  // namespace dashflow::graph
