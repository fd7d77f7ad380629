// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_types.hpp>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/redis/location.h"

namespace dashflow::redis {

// A batch as the commit script takes it: for each operation its kind, then
//   expect: space key rev           put: space key bytes expires terms-count term…
//   erase:  space key               erase range: space from end
//   append: stream seq seq-1 bytes  trim: stream seq, or "forget"
//   blob:   hash bytes              erase blob: hash time
// Bytes are borrowed from the batch.
class Arguments {
 public:
  Arguments(const Location& location, const sdk::StoreBatch& batch);
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  const std::vector<std::string_view>& words() const { return words_; }

 private:
  void Add(const sdk::StoreOp& op);
  void AddPut(const sdk::StoreOp& op);
  void Text(std::string_view text) { words_.push_back(text); }
  void Number(std::uint64_t number) { Text(own_.emplace_back(std::to_string(number))); }
  void Time(std::int64_t unix_ns);

  std::deque<std::string> own_;
  std::vector<std::string_view> words_;
};

}  // namespace dashflow::redis
