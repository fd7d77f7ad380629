// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/wire/connect_uri.h"

#include <cctype>

namespace dashflow::postgresql {
namespace {

std::string Escape(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string escaped;
  for (const unsigned char c : text) {
    if (std::isalnum(c) != 0) {
      escaped += static_cast<char>(c);
    } else {
      escaped.append({'%', kHex[c >> 4], kHex[c & 15]});
    }
  }
  return escaped;
}

}  // namespace

void ConnectUri::Add(std::string_view name, std::string_view value) {
  text_ += text_.find('?') == std::string::npos ? '?' : '&';
  text_.append(name).append("=").append(Escape(value));
}

}  // namespace dashflow::postgresql
