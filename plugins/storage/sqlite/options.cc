// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/options.h"

#include <dashflow/store_types.hpp>
#include <string_view>

namespace dashflow::sqlite {
namespace {

constexpr std::string_view kScheme = "sqlite:";

sdk::StoreError NoFile(const std::string& url, std::string cause) {
  return sdk::StoreError("store_address", "The address " + url + " names no file.")
      .Cause(std::move(cause))
      .Fix("write sqlite:PATH, as in sqlite:.dashflow/state.db");
}

}  // namespace

std::string PathOf(const std::string& url) {
  if (!url.starts_with(kScheme)) throw NoFile(url, "it does not start with sqlite:");
  std::string path = url.substr(kScheme.size());
  // sqlite:///a is what URLs of other programs look like; sqlite://a would mean a host.
  if (path.starts_with("///")) path.erase(0, 2);
  if (path.starts_with("//")) throw NoFile(url, "after // stands a host, and files have none");
  if (path.empty() || path.ends_with('/')) throw NoFile(url, "the name of the file is missing");
  if (path == ":memory:") throw NoFile(url, "the store in memory is called `memory`");
  if (path.find('\0') != std::string::npos) throw NoFile(url, "there is a zero byte in it");
  return path;
}

Options Options::From(const sdk::Config& config) {
  const Options standard;
  return {.path = PathOf(config.Get<std::string>("url")),
          .readers = config.Get("readers", standard.readers),
          .cache_mib = config.Get("cache_mib", standard.cache_mib),
          .checkpoint_pages = config.Get("checkpoint_pages", standard.checkpoint_pages),
          .max_mib = config.Get("max_mib", standard.max_mib)};
}

}  // namespace dashflow::sqlite
