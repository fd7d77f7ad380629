// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "host/cli/runs/holder.h"
#include "host/value/value.h"

namespace dashflow::cli {

// What `db status` knows of a store.
struct StoreStatus {
  std::string url;  // its password hidden
  std::string kind;
  std::string durability;
  std::optional<std::string> identity;
  bool is_unfinished_copy = false;
  std::map<std::string, std::int64_t> threads;  // by status; "all" is not among them
  Hold hold;
  Value about;  // as the store describes itself (<dashflow/store_care.h>); an object
};

Value StatusView(const StoreStatus& status);
std::string StatusText(const StoreStatus& status);

}  // namespace dashflow::cli
