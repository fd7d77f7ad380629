// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {

// Something that a store found damaged in itself.
struct StoreFinding {
  std::string what;          // for people
  std::uint64_t stream = 0;  // of a log entry; else 0, as is seq
  std::uint64_t seq = 0;
};

// Who is told while a store looks after itself. On the caller's thread or another, one call at a
// time.
struct CareWatch {
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;  // 0 of 0 = it goes on
  std::function<void(StoreFinding finding)> found;
};

// What a store does for itself as a whole (<dashflow/store_care.h> says what each means): a Store
// that can is one of these, too. Errors: store_unsupported for what it cannot do, and what the
// store says. [any-thread]
class StoreCare {
 public:
  virtual ~StoreCare() = default;
  virtual Result<Value> Describe() = 0;
  virtual Status Verify(const CareWatch& watch) = 0;
  virtual Status Backup(const std::string& file, const CareWatch& watch) = 0;
  virtual Status Vacuum(const CareWatch& watch) = 0;
  // The name of each blob, in any order: what erases it.
  virtual Status VisitBlobs(const std::function<void(std::string_view name)>& take) = 0;
  // That of the blob with this hash.
  virtual std::string BlobName(std::string_view hash) const { return std::string(hash); }
};

// Null for a store that does nothing for itself.
inline StoreCare* CareOf(Store& store) { return dynamic_cast<StoreCare*>(&store); }

}  // namespace dashflow::checkpoint
