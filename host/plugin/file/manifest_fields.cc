// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/manifest_fields.h"

#include <algorithm>

namespace dashflow::plugin {

ManifestFields::ManifestFields(const Value& object, std::string where, ManifestProblem& problem)
    : object_(object), where_(std::move(where)), problem_(problem) {
  if (!object.is_object()) problem_.Set(where_.empty() ? "/" : where_, "is no object");
}

std::string ManifestFields::Where(std::string_view key) const {
  return where_ + "/" + std::string(key);
}

const Value* ManifestFields::Find(std::string_view key, Kind kind, Presence presence) const {
  const Value* member = object_.is_object() ? object_.Find(key) : nullptr;
  if (member == nullptr) {
    if (presence == Presence::kRequired) problem_.Set(Where(key), "is missing");
    return nullptr;
  }
  if (member->kind() == kind) return member;
  problem_.Set(Where(key), "is not of kind " + std::string(KindName(kind)));
  return nullptr;
}

std::string ManifestFields::Text(std::string_view key, Presence presence) const {
  const Value* text = Find(key, Kind::kString, presence);
  return text == nullptr ? std::string() : std::string(text->as_text());
}

std::string ManifestFields::Name(std::string_view key, bool (*fits)(std::string_view),
                                 std::string_view form) const {
  std::string name = Text(key, Presence::kRequired);
  if (!fits(name)) problem_.Set(Where(key), "is not of the form " + std::string(form));
  return name;
}

bool ManifestFields::Flag(std::string_view key, bool otherwise) const {
  const Value* flag = Find(key, Kind::kBool, Presence::kOptional);
  return flag == nullptr ? otherwise : flag->as_bool();
}

std::size_t ManifestFields::Choice(std::string_view key, std::span<const std::string_view> names,
                                   std::size_t otherwise) const {
  const Value* text = Find(key, Kind::kString, Presence::kOptional);
  if (text == nullptr) return otherwise;
  const auto found = std::ranges::find(names, text->as_text());
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  problem_.Set(Where(key), "is none of the words that this host knows");
  return otherwise;
}

Value ManifestFields::Object(std::string_view key) const {
  const Value* object = Find(key, Kind::kObject, Presence::kOptional);
  return object == nullptr ? Value() : *object;
}

Value ManifestFields::Array(std::string_view key) const {
  const Value* array = Find(key, Kind::kArray, Presence::kOptional);
  return array == nullptr ? Value::EmptyArray() : *array;
}

ManifestFields ManifestFields::Element(std::string_view key, const Value& array,
                                       std::size_t index) const {
  return {array.At(index), Where(key) + "/" + std::to_string(index), problem_};
}

namespace {

constexpr std::size_t kMaxName = 64;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z'); }

// A small letter, then small letters, digits and `joints`.
bool IsLowerName(std::string_view text, std::string_view joints) {
  return !text.empty() && text.size() <= kMaxName && IsLower(text.front()) &&
         std::ranges::all_of(text, [=](char c) {
           return IsLower(c) || IsDigit(c) || joints.find(c) != std::string_view::npos;
         });
}

// Digits at the front of `text` are cut off; false when there are none.
bool TakeNumber(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(end);
  return end > 0;
}

bool TakeDot(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

bool IsPluginId(std::string_view text) { return IsLowerName(text, "-"); }
bool IsTypeName(std::string_view text) { return IsLowerName(text, "_"); }
bool IsScheme(std::string_view text) { return IsLowerName(text, "+.-"); }

bool IsPortName(std::string_view text) {
  return !text.empty() && text.size() <= kMaxName && !IsDigit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return IsLetter(c) || IsDigit(c) || c == '_'; });
}

bool IsVersion(std::string_view text) {
  if (text.size() > kMaxName) return false;
  const bool numbers =
      TakeNumber(text) && TakeDot(text) && TakeNumber(text) && TakeDot(text) && TakeNumber(text);
  return numbers && (text.empty() || text.front() == '-' || text.front() == '+');
}

bool IsServiceId(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || text.size() > kMaxName) return false;
  const std::string_view revision = text.substr(slash + 1);
  return IsLowerName(text.substr(0, slash), ".-") && !revision.empty() &&
         std::ranges::all_of(revision, [](char c) { return IsLower(c) || IsDigit(c); });
}

}  // namespace dashflow::plugin
