// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "host/value/base64.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

bool NeedsEscape(unsigned char byte) { return byte < 0x20 || byte == '"' || byte == '\\'; }

void AppendEscape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
  }
}

void AppendString(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(static_cast<unsigned char>(text[i]))) continue;
    out.append(text, plain, i - plain);
    AppendEscape(out, static_cast<unsigned char>(text[i]));
    plain = i + 1;
  }
  out.append(text, plain);
  out += '"';
}

template <class Number>
std::string_view AppendNumber(std::string& out, Number number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const std::size_t begin = out.size();
  out.append(digits, end);
  return std::string_view(out).substr(begin);
}

void AppendDouble(std::string& out, double number) {
  const std::string_view printed = AppendNumber(out, number);
  if (printed.find_first_of(".e") == std::string_view::npos) out += ".0";
}

// `indent` blanks a level; kCompact puts everything on one line.
class JsonWriter {
 public:
  static constexpr int kCompact = -1;

  JsonWriter(std::string& out, int indent) : out_(out), indent_(indent) {}

  void Write(const Value& value) {
    switch (value.kind()) {
      case Kind::kNull:
        out_ += "null";
        return;
      case Kind::kBool:
        out_ += value.as_bool() ? "true" : "false";
        return;
      case Kind::kInt:
        AppendNumber(out_, value.as_int());
        return;
      case Kind::kUint:
        AppendNumber(out_, value.as_uint());
        return;
      case Kind::kDouble:
        AppendDouble(out_, value.as_double());
        return;
      case Kind::kString:
        AppendString(out_, value.as_text());
        return;
      case Kind::kBytes:
        WriteBytes(value);
        return;
      case Kind::kArray:
        WriteArray(value);
        return;
      case Kind::kObject:
        WriteObject(value);
        return;
    }
  }

 private:
  void WriteBytes(const Value& bytes) {
    out_ += '"';
    AppendBase64(out_, bytes.as_text());
    out_ += '"';
  }

  void WriteArray(const Value& array) {
    Open('[');
    array.ForEachElement([this](const Value& element) {
      NextItem();
      Write(element);
    });
    Close(']', array.empty());
  }

  void WriteObject(const Value& object) {
    Open('{');
    object.ForEachMember([this](const Value& key, const Value& value) {
      NextItem();
      AppendString(out_, key.as_text());
      out_ += indent_ == kCompact ? ":" : ": ";
      Write(value);
    });
    Close('}', object.empty());
  }

  void Open(char bracket) {
    out_ += bracket;
    first_ = true;
    ++level_;
  }

  void NextItem() {
    if (!first_) out_ += ',';
    first_ = false;
    BreakLine();
  }

  void Close(char bracket, bool empty) {
    --level_;
    if (!empty) BreakLine();
    out_ += bracket;
    first_ = false;
  }

  void BreakLine() {
    if (indent_ == kCompact) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_) * level_, ' ');
  }

  std::string& out_;
  const int indent_;
  std::size_t level_ = 0;
  bool first_ = true;
};

}  // namespace

void AppendJson(std::string& out, const Value& value) {
  JsonWriter(out, JsonWriter::kCompact).Write(value);
}

std::string ToJson(const Value& value) {
  std::string out;
  AppendJson(out, value);
  return out;
}

std::string ToPrettyJson(const Value& value) {
  std::string out;
  JsonWriter(out, 2).Write(value);
  return out;
}

}  // namespace dashflow
