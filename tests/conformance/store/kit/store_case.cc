// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/kit/store_case.h"

#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace dashflow::conformance {
namespace {

StoreCase Parse(const std::string& text) {
  std::istringstream in(text);
  StoreCase store;
  std::string plugin;
  const bool complete = std::getline(in, store.name, '|') && std::getline(in, plugin, '|') &&
                        std::getline(in, store.url, '|');
  if (!complete) throw std::invalid_argument("DASHFLOW_STORE_CASE: name|plugin file|url|fault");
  std::getline(in, store.fault, '|');
  store.plugin = plugin;
  return store;
}

bool Lasts(const StoreCase& store) { return store.url.find("{}") != std::string::npos; }

}  // namespace

std::vector<StoreCase> StoresUnderTest() {
  if (const char* named = std::getenv("DASHFLOW_STORE_CASE")) return {Parse(named)};
  return {{"memory", DASHFLOW_MEMORY_PLUGIN, "memory"},
          {"sqlite", DASHFLOW_SQLITE_PLUGIN, "sqlite:{}/state.db"}};
}

std::vector<StoreCase> LastingStores() {
  std::vector<StoreCase> stores = StoresUnderTest();
  std::erase_if(stores, [](const StoreCase& store) { return !Lasts(store); });
  return stores;
}

std::ostream& operator<<(std::ostream& out, const StoreCase& store) { return out << store.name; }

}  // namespace dashflow::conformance
