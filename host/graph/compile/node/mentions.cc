// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/node/mentions.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "host/graph/compile/node/setting_schema.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

bool IsWordPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Mentions {
 public:
  Mentions(Build& build, NodeId node) : build_(build), node_(node) {}

  void Note(const Value& config, const Value* schema) {
    bool said = false;
    if (schema != nullptr) {
      ForEachFitting(*schema, TypeSet::OfValue(config),
                     [&](const Value& fitting) { said = said || !WordOf(fitting).empty(); });
    }
    if (config.is_string() && !said) NoteText(config.as_text());
    if (config.is_array() || config.is_object()) NoteParts(config, schema);
  }

 private:
  // The first schema that an object or a list fits is the one that tells about its parts.
  static const Value* Choose(const Value& config, const Value* schema) {
    const Value* chosen = nullptr;
    if (schema == nullptr) return nullptr;
    ForEachFitting(*schema, TypeSet::OfValue(config), [&](const Value& fitting) {
      const bool tells = fitting.Find("properties") != nullptr ||
                         fitting.Find("items") != nullptr ||
                         fitting.Find("additionalProperties") != nullptr;
      if (chosen == nullptr && tells) chosen = &fitting;
    });
    return chosen;
  }

  void NoteParts(const Value& config, const Value* schema) {
    const Value* chosen = Choose(config, schema);
    if (config.is_array()) {
      config.ForEachElement([&](const Value& element) {
        Note(element, chosen == nullptr ? nullptr : ElementSchema(*chosen));
      });
      return;
    }
    const bool keys_said = chosen != nullptr && !WordOfKeys(*chosen).empty();
    config.ForEachMember([&](const Value& key, const Value& value) {
      if (!keys_said) NoteText(key.as_text());
      Note(value, chosen == nullptr ? nullptr : MemberSchema(*chosen, key.as_text()));
    });
  }

  void NoteWord(std::string_view word) {
    const auto id = build_.workflow->FindChannel(word);
    if (!id) return;
    build_.use[*id].read = true;
    build_.NoteWrite(*id, node_);
  }

  void NoteText(std::string_view text) {
    while (!text.empty()) {
      const auto begin = std::ranges::find_if(text, IsWordPart);
      const auto end = std::find_if_not(begin, text.end(), IsWordPart);
      NoteWord({begin, end});
      text = {end, text.end()};
    }
  }

  Build& build_;
  NodeId node_;
};

}  // namespace

void NoteMentions(Build& build, NodeId node, const Value& config, const Value& schema) {
  Mentions(build, node).Note(config, &schema);
}

}  // namespace dashflow::graph
