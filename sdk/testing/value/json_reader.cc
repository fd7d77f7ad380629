// SPDX-License-Identifier: Apache-2.0
#include "value/json_reader.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>

#include "value/utf8.hpp"

namespace dashflow::sdk::testing {
namespace {

constexpr int kMaxDepth = 512;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The length of the JSON number at the start of `text`; 0 when there is none.
std::size_t NumberLength(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at - start;
  };
  const auto accept = [&](std::string_view any) {
    const bool found = at < text.size() && any.find(text[at]) != std::string_view::npos;
    at += found ? 1 : 0;
    return found;
  };
  accept("-");
  const std::size_t whole = at;
  const std::size_t count = digits();
  if (count == 0 || (count > 1 && text[whole] == '0')) return 0;
  if (accept(".") && digits() == 0) return 0;
  if (accept("eE")) {
    accept("+-");
    if (digits() == 0) return 0;
  }
  return at;
}

df_value Scalar(std::uint8_t kind, std::int64_t bits) { return {kind, 0, 0, 0, {.i64 = bits}}; }

template <class Number>
bool Parse(std::string_view digits, Number* out) {
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), *out);
  return result.ec == std::errc() && result.ptr == digits.data() + digits.size();
}

}  // namespace

bool JsonReader::Read(df_value* out) {
  df_builder builder;
  builder_ = &builder;
  SkipBlanks();
  return Value(0) && builder.Finish(out) == DF_OK;
}

bool JsonReader::More() {
  do {
    SkipBlanks();
  } while (Accept('\0'));
  return at_ < text_.size();
}

bool JsonReader::AtEnd() {
  SkipBlanks();
  return at_ == text_.size() || Fail("something follows the document");
}

bool JsonReader::Fail(const char* reason) {
  if (error_.empty()) error_ = "byte " + std::to_string(at_) + ": " + reason;
  return false;
}

void JsonReader::SkipBlanks() {
  while (at_ < text_.size() &&
         std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
    ++at_;
  }
}

bool JsonReader::Accept(char c) {
  const bool found = at_ < text_.size() && text_[at_] == c;
  at_ += found ? 1 : 0;
  return found;
}

bool JsonReader::Value(int depth) {
  const char first = at_ < text_.size() ? text_[at_] : '\0';
  if (depth == kMaxDepth && (first == '{' || first == '[')) return Fail("nested too deep");
  switch (first) {
    case '{':
      return Object(depth + 1);
    case '[':
      return Array(depth + 1);
    case 't':
      return Word("true", Scalar(DF_KIND_BOOL, 1));
    case 'f':
      return Word("false", Scalar(DF_KIND_BOOL, 0));
    case 'n':
      return Word("null", df_value{});
    case '"': {
      std::string text;
      if (!Text(&text)) return false;
      const df_value value{
          DF_KIND_STRING, 0, 0, static_cast<std::uint32_t>(text.size()), {.text = text.data()}};
      return builder_->Put(value) == DF_OK || Fail("the string is not UTF-8");
    }
    default:
      return Number();
  }
}

bool JsonReader::Word(std::string_view word, const df_value& value) {
  if (text_.substr(at_, word.size()) != word) return Fail("a value is expected");
  at_ += word.size();
  return builder_->Put(value) == DF_OK;
}

bool JsonReader::Number() {
  const std::string_view digits = text_.substr(at_, NumberLength(text_.substr(at_)));
  if (digits.empty()) return Fail("a value is expected");
  if (Integer(digits)) return true;
  df_value value = Scalar(DF_KIND_DOUBLE, 0);
  if (!Parse(digits, &value.as.f64) || !std::isfinite(value.as.f64)) {
    return Fail("the number is out of range");
  }
  at_ += digits.size();
  return builder_->Put(value) == DF_OK;
}

bool JsonReader::Integer(std::string_view digits) {
  df_value value = Scalar(DF_KIND_INT, 0);
  if (!Parse(digits, &value.as.i64)) {
    value.kind = DF_KIND_UINT;
    if (!Parse(digits, &value.as.u64)) return false;
  }
  at_ += digits.size();
  return builder_->Put(value) == DF_OK;
}

bool JsonReader::Text(std::string* out) {
  if (!Accept('"')) return Fail("a string is expected");
  while (!Accept('"')) {
    if (at_ == text_.size()) return Fail("the string has no end");
    if (static_cast<unsigned char>(text_[at_]) < 0x20) return Fail("a control character");
    if (Accept('\\')) {
      if (!Escape(out)) return false;
    } else {
      out->push_back(text_[at_++]);
    }
  }
  return true;
}

bool JsonReader::Escape(std::string* out) {
  constexpr std::string_view kLetters = "bfnrt\"\\/";
  constexpr std::string_view kMeant = "\b\f\n\r\t\"\\/";
  if (Accept('u')) return Unicode(out);
  const std::size_t letter =
      at_ < text_.size() ? kLetters.find(text_[at_]) : std::string_view::npos;
  if (letter == std::string_view::npos) return Fail("an unknown escape");
  ++at_;
  out->push_back(kMeant[letter]);
  return true;
}

bool JsonReader::CodeUnit(char32_t* out) {
  const char* start = text_.data() + at_;
  std::uint32_t unit = 0;
  if (text_.size() - at_ < 4) return Fail("four hexadecimal digits are expected");
  const auto result = std::from_chars(start, start + 4, unit, 16);
  if (result.ptr != start + 4) return Fail("four hexadecimal digits are expected");
  at_ += 4;
  *out = unit;
  return true;
}

bool JsonReader::Unicode(std::string* out) {
  char32_t high = 0;
  if (!CodeUnit(&high)) return false;
  if (high < 0xD800 || high > 0xDFFF) {
    AppendUtf8(*out, high);
    return true;
  }
  char32_t low = 0;
  if (high > 0xDBFF || !Accept('\\') || !Accept('u') || !CodeUnit(&low) || low < 0xDC00 ||
      low > 0xDFFF) {
    return Fail("half a surrogate pair");
  }
  AppendUtf8(*out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
  return true;
}

bool JsonReader::Array(int depth) {
  ++at_;
  builder_->BeginArray();
  SkipBlanks();
  if (Accept(']')) return builder_->End() == DF_OK;
  do {
    SkipBlanks();
    if (!Value(depth)) return false;
    SkipBlanks();
  } while (Accept(','));
  return (Accept(']') || Fail("',' or ']' is expected")) && builder_->End() == DF_OK;
}

bool JsonReader::Object(int depth) {
  ++at_;
  builder_->BeginObject();
  SkipBlanks();
  if (Accept('}')) return builder_->End() == DF_OK;
  do {
    if (!Member(depth)) return false;
  } while (Accept(','));
  return (Accept('}') || Fail("',' or '}' is expected")) && builder_->End() == DF_OK;
}

bool JsonReader::Member(int depth) {
  std::string key;
  SkipBlanks();
  if (!Text(&key)) return false;
  if (builder_->Key(key) != DF_OK) return Fail("the key is not UTF-8");
  SkipBlanks();
  if (!Accept(':')) return Fail("':' is expected");
  SkipBlanks();
  if (!Value(depth)) return false;
  SkipBlanks();
  return true;
}

}  // namespace dashflow::sdk::testing
