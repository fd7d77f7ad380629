// SPDX-License-Identifier: Apache-2.0
#include "host/http/route/target.h"

#include <utility>

#include "host/value/utf8.h"

namespace dashflow::http {
namespace {

Error Malformed(std::string_view what, const std::string& cause) {
  return Error("request_malformed", "the " + std::string(what) + " cannot be read: " + cause)
      .Operation("read the request")
      .Resource(std::string(what))
      .Cause(cause);
}

// -1 = none.
int DigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The byte that stands at a percent sign; -1 = none.
int EscapedByte(std::string_view text, std::size_t percent) {
  if (text.size() - percent < 3) return -1;
  const int high = DigitOf(text[percent + 1]);
  const int low = DigitOf(text[percent + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string_view WithoutAuthority(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::size_t path = text.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? std::string_view("/") : text.substr(path);
  }
  return text;
}

Status ReadPath(std::string_view path, Target& target) {
  if (!path.starts_with('/')) return Malformed("path", "it does not begin with /");
  path.remove_prefix(1);
  for (;;) {
    const std::size_t end = path.find('/');
    DF_ASSIGN(std::string segment, PercentDecode(path.substr(0, end), false, "path"));
    target.path += '/' + segment;
    target.segments.push_back(std::move(segment));
    if (end == std::string_view::npos) return Ok();
    path.remove_prefix(end + 1);
  }
}

Status ReadPair(std::string_view pair, QueryValues& query) {
  if (pair.empty()) return Ok();
  const std::size_t equals = pair.find('=');
  const bool has_value = equals != std::string_view::npos;
  DF_ASSIGN(std::string name, PercentDecode(pair.substr(0, equals), true, "query"));
  DF_ASSIGN(std::string value,
            PercentDecode(has_value ? pair.substr(equals + 1) : std::string_view(), true, "query"));
  query.emplace(std::move(name), std::move(value));
  return Ok();
}

Status ReadQuery(std::string_view text, QueryValues& query) {
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    DF_TRY(ReadPair(text.substr(0, end), query));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return Ok();
}

}  // namespace

Result<std::string> PercentDecode(std::string_view text, bool plus_is_blank,
                                  std::string_view what) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      const int byte = EscapedByte(text, at);
      if (byte < 0) return Malformed(what, "a % without two hexadecimal digits");
      c = static_cast<char>(byte);
      at += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return Malformed(what, "a NUL");
    decoded += c;
  }
  if (!IsUtf8(decoded)) return Malformed(what, "no UTF-8");
  return decoded;
}

Result<Target> ReadTarget(std::string_view text) {
  text = WithoutAuthority(text);
  text = text.substr(0, text.find('#'));
  const std::size_t question = text.find('?');
  Target target;
  DF_TRY(ReadPath(text.substr(0, question), target));
  if (question != std::string_view::npos) {
    DF_TRY(ReadQuery(text.substr(question + 1), target.query));
  }
  return target;
}

}  // namespace dashflow::http
