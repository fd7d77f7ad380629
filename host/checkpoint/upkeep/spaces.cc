// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/spaces.h"

namespace dashflow::checkpoint {

Status VisitRecords(Store& store, std::string_view space, const RecordVisitor& take) {
  ScanRange range;
  range.space = space;
  Status failure = Ok();
  const StoreCode code = store.Scan(range, [&](const StoredEntry& entry) {
    failure = take(entry);
    return !failure.has_error();
  });
  if (failure.has_error()) return failure;
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "read store");
  return Ok();
}

}  // namespace dashflow::checkpoint
