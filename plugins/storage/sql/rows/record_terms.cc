// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/rows/record_terms.h"

#include <set>

namespace dashflow::sql {

std::string PackTerms(const sdk::StoreOp& op) {
  std::set<std::string_view> terms;
  for (std::size_t i = 0; i < op.term_count(); ++i) terms.insert(op.term(i));
  std::string packed;
  for (const std::string_view term : terms) {
    packed += static_cast<char>(term.size() - 1);
    packed += term;
  }
  return packed;
}

std::vector<std::string_view> UnpackTerms(std::string_view packed) {
  std::vector<std::string_view> terms;
  while (!packed.empty()) {
    const std::size_t size = std::size_t{static_cast<unsigned char>(packed.front())} + 1;
    if (packed.size() < 1 + size) break;
    terms.push_back(packed.substr(1, size));
    packed.remove_prefix(1 + size);
  }
  return terms;
}

}  // namespace dashflow::sql
