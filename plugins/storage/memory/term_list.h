// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dashflow::memory {

// The index terms of a record, one behind the other in one text.
class TermList {
 public:
  // REQUIRES: term.size() <= 256.
  void Add(std::string_view term) {
    bytes_ += static_cast<char>(term.size() - 1);
    bytes_ += term;
  }

  template <class Take>
  void ForEach(Take take) const {
    for (std::string_view rest = bytes_; !rest.empty();) {
      const std::size_t size = static_cast<unsigned char>(rest.front()) + std::size_t{1};
      take(rest.substr(1, size));
      rest.remove_prefix(1 + size);
    }
  }

  bool Has(std::string_view term) const {
    bool has = false;
    ForEach([&](std::string_view each) { has = has || each == term; });
    return has;
  }

 private:
  std::string bytes_;  // each term behind its size - 1
};

}  // namespace dashflow::memory
