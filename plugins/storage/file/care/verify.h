// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_care.hpp>
#include <memory>
#include <string>
#include <vector>

#include "plugins/storage/file/index/index.h"
#include "plugins/storage/file/journal/journal.h"

namespace dashflow::file {

// Holds all bytes of a store against their checksums. Its lines were, when it was opened.
class Verification {
 public:
  // Notes where everything lies. REQUIRES: nobody changes them meanwhile.
  Verification(const Index& index, const Journal& journal);

  // Reads it, whatever becomes of the journal. Throws StoreError only when it cannot go on.
  void Run(const sdk::StoreWatch& watch) const;

 private:
  struct Item {
    std::string name;
    Payload payload;
    std::uint64_t stream = 0;
    std::uint64_t seq = 0;
  };

  void Check(const Item& item, const sdk::StoreWatch& watch) const;

  const std::shared_ptr<const JournalFile> file_;
  const std::uint64_t seed_;
  std::vector<Item> items_;
};

}  // namespace dashflow::file
