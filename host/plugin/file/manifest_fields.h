// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::plugin {

// The first thing that is wrong with a manifest: later ones often follow from it.
class ManifestProblem {
 public:
  void Set(const std::string& where, std::string_view what) {
    if (text_.empty()) text_ = where + " " + std::string(what);
  }
  bool none() const { return text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

enum class Presence : bool { kOptional, kRequired };

// Reads members of one object of a manifest. What does not fit is noted once, and read as empty.
class ManifestFields {
 public:
  // `where` is the object's JSON pointer. A value that is no object is noted.
  ManifestFields(const Value& object, std::string where, ManifestProblem& problem);

  std::string Text(std::string_view key, Presence presence) const;
  // A required text that `fits` accepts; `form` describes it.
  std::string Name(std::string_view key, bool (*fits)(std::string_view),
                   std::string_view form) const;
  bool Flag(std::string_view key, bool otherwise) const;
  // The place of the text among `names`, or `otherwise` when it is absent.
  std::size_t Choice(std::string_view key, std::span<const std::string_view> names,
                     std::size_t otherwise) const;
  Value Object(std::string_view key) const;  // null when absent
  // The elements of an optional array.
  Value Array(std::string_view key) const;

  ManifestFields Element(std::string_view key, const Value& array, std::size_t index) const;
  std::string Where(std::string_view key) const;
  ManifestProblem& problem() const { return problem_; }

 private:
  // Null when absent or of another kind (which is noted).
  const Value* Find(std::string_view key, Kind kind, Presence presence) const;

  const Value& object_;
  std::string where_;
  ManifestProblem& problem_;
};

// The forms of names; each is at most 64 bytes.
bool IsPluginId(std::string_view text);   // [a-z][a-z0-9-]*
bool IsTypeName(std::string_view text);   // [a-z][a-z0-9_]*
bool IsPortName(std::string_view text);   // [A-Za-z_][A-Za-z0-9_]*
bool IsScheme(std::string_view text);     // [a-z][a-z0-9+.-]*
bool IsVersion(std::string_view text);    // N.N.N, then anything after a - or +
bool IsServiceId(std::string_view text);  // [a-z][a-z0-9.-]*/[a-z0-9]+

}  // namespace dashflow::plugin
