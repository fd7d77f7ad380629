// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/config.hpp>
#include <string>

namespace dashflow::file {

// A store's settings (the schema in file_store.h says what each means).
struct Options {
  std::string folder;
  std::uint64_t garbage_mib = 16;

  // Throws StoreError store_address for an address that names no folder.
  static Options From(const sdk::Config& config);
};

}  // namespace dashflow::file
