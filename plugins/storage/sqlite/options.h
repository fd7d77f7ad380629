// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/config.hpp>
#include <string>

namespace dashflow::sqlite {

// A store's settings (the schema in sqlite_store.h says what each means).
struct Options {
  std::string path;
  std::int64_t readers = 4;
  std::int64_t cache_mib = 32;
  std::int64_t checkpoint_pages = 1000;
  std::int64_t max_mib = 0;

  // Throws StoreError store_invalid for an address that names no file.
  static Options From(const sdk::Config& config);
};

// The path in sqlite:PATH. Throws StoreError store_invalid.
std::string PathOf(const std::string& url);

}  // namespace dashflow::sqlite
