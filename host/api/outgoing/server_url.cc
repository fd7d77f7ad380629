// SPDX-License-Identifier: Apache-2.0
#include "host/api/outgoing/server_url.h"

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/URI.h>

#include <algorithm>
#include <cstddef>

#include "host/api/outgoing/outside.h"

namespace dashflow::api {
namespace {

constexpr std::size_t kLongest = 2048;

Error Invalid(std::string cause) {
  return Error("request_invalid", "the URL is none of a server that can be called")
      .Cause(std::move(cause));
}

bool IsPlain(const std::string& text) {
  return text.size() <= kLongest &&
         std::ranges::all_of(text, [](unsigned char c) { return c > ' ' && c < 0x7f; });
}

bool IsInside(const std::string& host) {
  Poco::Net::IPAddress address;
  if (!Poco::Net::IPAddress::tryParse(host, address)) return false;
  return !IsOutside({static_cast<const std::uint8_t*>(address.addr()), address.length()});
}

std::string WithoutBrackets(const std::string& host) {
  return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

Result<ServerUrl> Checked(const Poco::URI& uri, bool inside) {
  ServerUrl url{.secure = uri.getScheme() == "https",
                .host = WithoutBrackets(uri.getHost()),
                .port = uri.getPort(),
                .target = uri.getPathAndQuery()};
  if (!url.secure && !(inside && uri.getScheme() == "http")) return Invalid("it is no https URL");
  if (url.host.empty() || url.port == 0) return Invalid("it names no server");
  if (!uri.getUserInfo().empty()) return Invalid("it has a user or a password");
  if (!inside && IsInside(url.host)) return Invalid("its address is none of the public internet");
  if (!url.target.starts_with('/')) url.target.insert(url.target.begin(), '/');
  return url;
}

}  // namespace

Result<ServerUrl> ParseServerUrl(const std::string& text, bool inside) {
  if (!IsPlain(text)) return Invalid("it is too long, or has characters that no URL has");
  try {
    return Checked(Poco::URI(text), inside);
  } catch (const Poco::Exception&) {
    return Invalid("it is no URL");
  }
}

}  // namespace dashflow::api
