// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/address.h"

#include <algorithm>
#include <cctype>
#include <dashflow/store_types.hpp>
#include <optional>
#include <utility>

namespace dashflow::sql {
namespace {

class Reader {
 public:
  Reader(std::string_view scheme, std::string_view url) : scheme_(scheme), rest_(url) {}

  Address Read() {
    std::string opening(scheme_);
    opening += "://";
    if (!rest_.starts_with(opening)) Refuse("it does not start with " + opening);
    rest_.remove_prefix(opening.size());
    const std::string_view query = CutFrom('?');
    const std::string_view path = CutFrom('/');
    ReadAuthority(rest_);
    address_.database = Decode(path);
    if (address_.database.empty()) Refuse("the name of the database is missing");
    ReadSettings(query);
    return std::move(address_);
  }

 private:
  [[noreturn]] void Refuse(std::string cause) const {
    std::string form(scheme_);
    form += "://USER@HOST:PORT/DATABASE";
    throw sdk::StoreError("store_address", "The address of the store names no database.")
        .Cause(std::move(cause))
        .Fix("write " + form);
  }

  // What stands behind the first `mark` of the rest; the rest ends before it.
  std::string_view CutFrom(char mark) {
    const std::size_t at = rest_.find(mark);
    if (at == std::string_view::npos) return {};
    const std::string_view behind = rest_.substr(at + 1);
    rest_ = rest_.substr(0, at);
    return behind;
  }

  void ReadAuthority(std::string_view text) {
    if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
      const auto [user, password] = SplitAt(text.substr(0, at), text.substr(0, at).find(':'));
      address_.user = Decode(user);
      address_.password = Decode(password);
      text.remove_prefix(at + 1);
    }
    const bool is_bracketed = text.starts_with('[');
    const std::size_t end = is_bracketed ? text.find(']') : 0;
    if (end == std::string_view::npos) Refuse("a bracket of the host is not closed");
    const auto [host, port] = SplitAt(text, text.find(':', end));
    address_.host = Decode(is_bracketed ? host.substr(1, host.size() - 2) : host);
    address_.port = std::string(port);
    if (!std::ranges::all_of(port, [](unsigned char c) { return std::isdigit(c) != 0; })) {
      Refuse("the port is not a number");
    }
  }

  void ReadSettings(std::string_view query) {
    while (!query.empty()) {
      const auto [setting, more] = SplitAt(query, query.find('&'));
      const auto [name, value] = SplitAt(setting, setting.find('='));
      address_.settings[Decode(name)] = Decode(value);
      query = more;
    }
  }

  static std::pair<std::string_view, std::string_view> SplitAt(std::string_view text,
                                                               std::size_t at) {
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
  }

  static std::optional<int> Digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
    return std::nullopt;
  }

  std::string Decode(std::string_view text) const {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '%') {
        decoded += text[i];
        continue;
      }
      const auto high = i + 2 < text.size() ? Digit(text[i + 1]) : std::nullopt;
      const auto low = high ? Digit(text[i + 2]) : std::nullopt;
      if (!low) Refuse("a % is not followed by two hexadecimal digits; write a % itself as %25");
      decoded += static_cast<char>(*high * 16 + *low);
      i += 2;
    }
    if (decoded.find('\0') != std::string::npos) Refuse("there is a zero byte in it");
    return decoded;
  }

  const std::string_view scheme_;
  std::string_view rest_;
  Address address_;
};

}  // namespace

Address Address::Parse(std::string_view scheme, std::string_view url) {
  return Reader(scheme, url).Read();
}

}  // namespace dashflow::sql
