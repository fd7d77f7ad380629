// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/check/expect.hpp"
#include "store/check/stage.hpp"

namespace dashflow::sdk::testing::store {

// A scan of the space "s".
struct Query {
  std::string_view term{};
  std::string_view from{};
  std::string_view to{};
  bool reverse = false;
  std::uint64_t limit = 0;
};

inline Answer Scan(Stage& stage, const Query& query) {
  return stage.store().Scan({sizeof(df_store_scan), query.reverse ? 1U : 0U, Text("s"),
                             Text(query.term), Text(query.from), Text(query.to), query.limit});
}

inline std::string KeysOfScan(Stage& stage, const Query& query) {
  return KeysOf(Scan(stage, query));
}

// Puts a, ab, b, c, d into "s", one batch each in another order, all with the term "letter", the
// first two with "vowel"; and b into another space.
void PutLetters(Stage& stage);

}  // namespace dashflow::sdk::testing::store
