// SPDX-License-Identifier: Apache-2.0
#include "host/http/client/server_address.h"

#include <algorithm>

#include "host/base/shown_address.h"

namespace dashflow::http {
namespace {

using By = ServerAddress::By;

constexpr std::string_view kTcp = "http://";
constexpr std::string_view kTls = "https://";
constexpr std::string_view kUnix = "unix:";

Error Refused(std::string_view text, std::string why) {
  return Error("usage", "'" + ShownAddress(text) + "' is no address of a server")
      .Operation("find server")
      .Resource(ShownAddress(text))
      .Cause(std::move(why))
      .Fix("give http://HOST:PORT, https://HOST:PORT or unix:PATH");
}

bool IsPort(std::string_view text) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit);
}

// What would end a line of a request, or is read as more than a name.
bool IsOdd(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte <= ' ' || byte == 0x7f || letter == '@' || letter == '?' || letter == '#';
}

// HOST, HOST:PORT, [IPV6] or [IPV6]:PORT.
bool ReadAuthority(std::string_view text, ServerAddress& address) {
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return false;
    address.host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else {
    const auto colon = std::min(text.find(':'), text.size());
    address.host = text.substr(0, colon);
    port = text.substr(colon);
  }
  address.port = address.by == By::kTls ? "443" : "80";
  if (!port.empty()) {
    if (port.front() != ':' || !IsPort(port.substr(1))) return false;
    address.port = port.substr(1);
  }
  return !address.host.empty();
}

Result<ServerAddress> OfSocket(std::string_view text) {
  ServerAddress address{.by = By::kUnixSocket, .host = "localhost"};
  address.path = text.substr(kUnix.size());
  if (address.path.empty()) return Refused(text, "the path of the socket is missing");
  address.text = text;
  return address;
}

}  // namespace

std::string ServerAddress::Authority() const {
  if (by == By::kUnixSocket) return host;
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + port;
}

Result<ServerAddress> ParseServerAddress(std::string_view text) {
  if (text.starts_with(kUnix)) return OfSocket(text);
  const bool is_tls = text.starts_with(kTls);
  if (!is_tls && !text.starts_with(kTcp)) return Refused(text, "it begins with no known scheme");
  if (std::ranges::any_of(text, IsOdd))
    return Refused(text, "it has a blank, a query, or a name of a user in it");
  const std::string_view rest = text.substr((is_tls ? kTls : kTcp).size());
  const auto slash = std::min(rest.find('/'), rest.size());
  ServerAddress address{.by = is_tls ? By::kTls : By::kTcp};
  if (!ReadAuthority(rest.substr(0, slash), address))
    return Refused(text, "its host or port cannot be read");
  address.prefix = rest.substr(slash);
  while (address.prefix.ends_with('/')) address.prefix.pop_back();
  address.text = text;
  return address;
}

}  // namespace dashflow::http
