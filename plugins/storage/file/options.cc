// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/options.h"

#include <dashflow/store_types.hpp>
#include <string_view>

namespace dashflow::file {
namespace {

constexpr std::string_view kScheme = "file:";

sdk::StoreError NoFolder(const std::string& url, std::string cause) {
  return sdk::StoreError("store_address", "The address " + url + " names no folder.")
      .Cause(std::move(cause))
      .Fix("write file:FOLDER, as in file:.dashflow/store");
}

std::string FolderOf(const std::string& url) {
  if (!url.starts_with(kScheme)) throw NoFolder(url, "it does not start with file:");
  std::string folder = url.substr(kScheme.size());
  // file:///a is what URLs of other programs look like; file://a would mean a host.
  if (folder.starts_with("///")) folder.erase(0, 2);
  if (folder.starts_with("//"))
    throw NoFolder(url, "after // stands a host, and folders have none");
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  if (folder.empty()) throw NoFolder(url, "the name of the folder is missing");
  if (folder.find('\0') != std::string::npos) throw NoFolder(url, "there is a zero byte in it");
  return folder;
}

}  // namespace

Options Options::From(const sdk::Config& config) {
  const Options standard;
  return {.folder = FolderOf(config.Get<std::string>("url")),
          .garbage_mib = config.Get("garbage_mib", standard.garbage_mib)};
}

}  // namespace dashflow::file
