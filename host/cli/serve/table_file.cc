// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/table_file.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "host/base/shown_address.h"
#include "host/cli/store_file.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kFolder = "file:";
constexpr std::string_view kEnd = ".in-flight";

// A name of a file that people know the address by.
std::string NameOf(const std::string& store_url) {
  std::string name = ShownAddress(store_url);
  const auto is_odd = [](unsigned char byte) {
    return byte >= 0x80 || !(std::isalnum(byte) || byte == '.');
  };
  std::ranges::replace_if(name, is_odd, '-');
  return name;
}

}  // namespace

std::optional<std::string> TableFile(const std::string& store_url, const std::string& folder) {
  if (store_url == "memory") return std::nullopt;
  if (const auto file = StoreFile(store_url)) return file->string() + std::string(kEnd);
  if (store_url.starts_with(kFolder)) {
    std::string path = store_url.substr(kFolder.size());
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path + std::string(kEnd);
  }
  return folder + "/" + NameOf(store_url) + std::string(kEnd);
}

}  // namespace dashflow::cli
