// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "plugins/storage/memory/buffer.h"

namespace dashflow::memory {

// The keys of the records that have an index term: views of those of their space, which do not
// move.
using Keys = std::set<std::string_view>;

// An index term of a space with what it leads to.
using Term = std::map<std::string, Keys, std::less<>>::value_type;

// The index terms of a record. Copies name the same terms.
class TermRefs {
 public:
  // REQUIRES: fewer than DF_STORE_MAX_TERMS so far.
  void Add(Term& term) { terms_[count_++] = &term; }
  std::size_t size() const { return count_; }
  Term& operator[](std::size_t index) const { return *terms_[index]; }
  bool Has(const Term& term) const {
    const auto end = terms_.begin() + static_cast<std::ptrdiff_t>(count_);
    return std::find(terms_.begin(), end, &term) != end;
  }

 private:
  std::array<Term*, DF_STORE_MAX_TERMS> terms_{};
  std::size_t count_ = 0;
};

struct Record {
  Buffer bytes;
  std::uint64_t rev = 0;
  std::int64_t expires_ns = 0;  // 0 = never
  TermRefs terms{};
};

// The records of a space in byte order.
using Records = std::map<std::string, Record, std::less<>>;

}  // namespace dashflow::memory
