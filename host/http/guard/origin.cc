// SPDX-License-Identifier: Apache-2.0
#include "host/http/guard/origin.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace dashflow::http {
namespace {

bool IsAddress(const std::string& name) {
  std::array<unsigned char, 16> address{};
  return ::inet_pton(AF_INET, name.c_str(), address.data()) == 1 ||
         ::inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
}

bool IsLocal(std::string_view name) { return name == "localhost" || name.ends_with(".localhost"); }

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

bool IsPort(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool Matches(std::string_view pattern, std::string_view origin) {
  if (pattern == "*" || pattern == origin) return true;
  if (!pattern.ends_with(":*")) return false;
  pattern.remove_suffix(2);
  if (!origin.starts_with(pattern)) return false;
  origin.remove_prefix(pattern.size());
  return origin.empty() || (origin.front() == ':' && IsPort(origin.substr(1)));
}

}  // namespace

std::string HostName(std::string_view host) {
  if (host.starts_with('[')) return Lower(host.substr(1, host.find(']') - 1));
  return Lower(host.substr(0, host.find(':')));
}

HostRule::HostRule(const std::vector<std::string>& names) {
  for (const std::string& name : names) names_.insert(Lower(name));
}

bool HostRule::Allows(std::string_view host) const {
  const std::string name = HostName(host);
  return names_.contains("*") || names_.contains(name) || IsLocal(name) || IsAddress(name);
}

bool OriginRule::Allows(std::string_view origin, std::string_view host) const {
  const std::string lower = Lower(origin);
  const std::string own = Lower(host);
  if (!own.empty() && (lower == "http://" + own || lower == "https://" + own)) return true;
  return std::ranges::any_of(
      origins_, [&lower](const std::string& pattern) { return Matches(Lower(pattern), lower); });
}

}  // namespace dashflow::http
