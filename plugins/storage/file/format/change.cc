// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/format/change.h"

#include <array>
#include <charconv>

#include "plugins/storage/file/format/escape.h"

namespace dashflow::file {
namespace {

using Kind = Change::Kind;

// In the order of Kind.
constexpr std::array<std::string_view, 12> kVerbs{
    "put",  "erase", "erase-range", "append",   "trim",       "forget",
    "blob", "touch", "erase-blob",  "last-rev", "stream-end", "closed"};

class Line {
 public:
  explicit Line(std::string_view verb) : text_(verb) {}

  Line& Text(std::string_view name, std::string_view bytes) {
    text_.append(" ").append(name).append("=").append(Escape(bytes));
    return *this;
  }
  template <class T>
  Line& Number(std::string_view name, T value, int base = 10) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, base).ptr;
    text_.append(" ").append(name).append("=").append(digits.data(), end);
    return *this;
  }
  Line& Bytes(const Change& change) {
    return Number("size", change.size).Number("sum", change.sum, 16);
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

void AddRecord(Line& line, const Change& change) {
  line.Text("space", change.space).Text("key", change.key).Number("rev", change.rev);
  if (change.time_ns != 0) line.Number("expires", change.time_ns);
  for (const std::string& term : change.terms) line.Text("term", term);
}

void AddAddress(Line& line, const Change& change) {
  switch (change.kind) {
    case Kind::kPut:
      return AddRecord(line, change);
    case Kind::kErase:
      return static_cast<void>(line.Text("space", change.space).Text("key", change.key));
    case Kind::kEraseRange:
      line.Text("space", change.space).Text("from", change.key).Text("end", change.end);
      return;
    case Kind::kAppend:
    case Kind::kTrim:
    case Kind::kStreamEnd:
      return static_cast<void>(line.Number("stream", change.stream).Number("seq", change.seq));
    case Kind::kForget:
      return static_cast<void>(line.Number("stream", change.stream));
    case Kind::kBlob:
    case Kind::kTouch:
      return static_cast<void>(line.Text("hash", change.key).Number("time", change.time_ns));
    case Kind::kEraseBlob:
      return static_cast<void>(line.Text("hash", change.key));
    case Kind::kLastRev:
      return static_cast<void>(line.Number("rev", change.rev));
    case Kind::kClosed:
      return;
  }
}

template <class T>
bool ParseNumber(std::string_view text, T& value, int base = 10) {
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value, base);
  return error == std::errc() && at == end && !text.empty();
}

bool ParseText(std::string_view word, std::string& bytes) {
  auto text = Unescape(word);
  if (text) bytes = std::move(*text);
  return text.has_value();
}

bool ParseField(std::string_view name, std::string_view value, Change& change) {
  if (name == "space") return ParseText(value, change.space);
  if (name == "key" || name == "hash" || name == "from") return ParseText(value, change.key);
  if (name == "end") return ParseText(value, change.end);
  if (name == "term") return ParseText(value, change.terms.emplace_back());
  if (name == "stream") return ParseNumber(value, change.stream);
  if (name == "seq") return ParseNumber(value, change.seq);
  if (name == "rev") return ParseNumber(value, change.rev);
  if (name == "expires" || name == "time") return ParseNumber(value, change.time_ns);
  if (name == "size") return ParseNumber(value, change.size);
  if (name == "sum") return ParseNumber(value, change.sum, 16);
  return false;
}

// Takes the first word off `rest`.
std::string_view NextWord(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

bool ParseVerb(std::string_view word, Kind& kind) {
  for (std::size_t i = 0; i < kVerbs.size(); ++i) {
    if (kVerbs[i] != word) continue;
    kind = static_cast<Kind>(i);
    return true;
  }
  return false;
}

}  // namespace

std::string LineOf(const Change& change) {
  Line line(kVerbs[static_cast<std::size_t>(change.kind)]);
  AddAddress(line, change);
  if (change.HasBytes()) line.Bytes(change);
  return std::move(line).text();
}

std::optional<Change> ParseLine(std::string_view line) {
  Change change;
  if (!ParseVerb(NextWord(line), change.kind)) return std::nullopt;
  while (!line.empty()) {
    const std::string_view word = NextWord(line);
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    if (!ParseField(word.substr(0, equals), word.substr(equals + 1), change)) return std::nullopt;
  }
  return change;
}

}  // namespace dashflow::file
