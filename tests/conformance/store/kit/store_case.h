// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace dashflow::conformance {

// A store to hold against the contract: the shared object, and where it keeps things.
struct StoreCase {
  std::string name;
  std::filesystem::path plugin;
  // "sqlite:{}/state.db": {} becomes an empty folder of the test's own.
  std::string url;
  // A fault to build in (broken_store.h), for showing that the suite notices; empty for real ones.
  std::string fault = {};
};

// The stores of this tree; or the one that the environment names:
// DASHFLOW_STORE_CASE="name|plugin file|url|fault".
std::vector<StoreCase> StoresUnderTest();

// Those of them that keep what was committed when they are closed.
std::vector<StoreCase> LastingStores();

std::ostream& operator<<(std::ostream& out, const StoreCase& store);

}  // namespace dashflow::conformance
