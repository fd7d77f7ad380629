// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/value/value.h"

namespace dashflow::config {

// A place in a file; line and column count from 1, columns in characters. 0 = not known.
struct Mark {
  int line = 0;
  int column = 0;
  auto operator<=>(const Mark&) const = default;
};

struct Member;

// A part of a parsed YAML document, with the place of everything in it.
struct Tree {
  enum class Kind : std::uint8_t { kScalar, kSequence, kMapping };
  enum class Style : std::uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kBlock };

  Kind kind = Kind::kScalar;
  Style style = Style::kPlain;
  bool anchored = false;  // has an anchor (&name) of its own
  bool refused = false;   // its own words are an error, and told: what it seems to say is not meant
  Mark at;
  Value value;          // kScalar: typed by the YAML 1.2 core schema
  Value text;           // kScalar: the same as a string, as written (quotes and folding resolved)
  Mark text_at;         // kScalar: of the first character of `text`
  int next_column = 1;  // kScalar: where the later lines of `text` begin
  std::vector<Tree> elements;   // kSequence
  std::vector<Member> members;  // kMapping, in their order; keys are unique

  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_sequence() const { return kind == Kind::kSequence; }
  bool is_mapping() const { return kind == Kind::kMapping; }
  bool is_null() const { return is_scalar() && value.is_null(); }
  bool is_string() const { return is_scalar() && value.is_string(); }

  // Null when it is no mapping or has no such key. O(members).
  const Tree* Find(std::string_view key) const;
};

struct Member {
  std::string key;    // a scalar key as written
  bool plain = true;  // without quotes
  Mark at;
  Tree value;
};

// What the tree says, without places.
Value ToValue(const Tree& tree);

// Where a reader would complain about the refused parts of a tree: at them, or at their keys.
std::vector<Mark> RefusedPlaces(const Tree& root);

// The part that a JSON pointer ("/items/3") names, or the nearest part around it.
struct Found {
  Mark at;  // of the key where it is a member's value
  const Tree* tree;
};
Found FindPointer(const Tree& root, std::string_view pointer);

}  // namespace dashflow::config
