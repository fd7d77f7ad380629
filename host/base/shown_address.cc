// SPDX-License-Identifier: Apache-2.0
#include "host/base/shown_address.h"

#include <algorithm>

namespace dashflow {
namespace {

constexpr std::string_view kHidden = "***";

// A password with an unescaped / or @ in it makes no good address, but shall not be shown either.
std::string HideUserPassword(std::string_view address) {
  std::string shown(address);
  const std::size_t start = shown.find("://");
  if (start == std::string::npos) return shown;
  const std::size_t end = shown.rfind('@');
  const std::size_t colon = shown.find(':', start + 3);
  if (end == std::string::npos || colon == std::string::npos || colon > end) return shown;
  return shown.replace(colon + 1, end - colon - 1, kHidden);
}

}  // namespace

std::string ShownAddress(std::string_view address) {
  std::string shown = HideUserPassword(address);
  constexpr std::string_view kSetting = "password=";
  for (std::size_t at = shown.find(kSetting); at != std::string::npos;
       at = shown.find(kSetting, at + kSetting.size())) {
    const std::size_t value = at + kSetting.size();
    const std::size_t end = std::min(shown.find('&', value), shown.size());
    shown.replace(value, end - value, kHidden);
  }
  return shown;
}

}  // namespace dashflow
