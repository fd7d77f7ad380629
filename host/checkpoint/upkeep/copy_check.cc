// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/copy_check.h"

#include <string>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/upkeep/spaces.h"

namespace dashflow::checkpoint {
namespace {

Status Compare(const Store& copy, const std::string& what, std::uint64_t expected,
               std::uint64_t found) {
  if (found >= expected) return Ok();
  return Error("store_damaged", "the copy does not hold what was copied")
      .Operation("copy store")
      .Resource(std::string(copy.url()))
      .Cause(what + ": " + std::to_string(found) + " of " + std::to_string(expected));
}

}  // namespace

Status CopyCheck::Confirm(Store& copy) const {
  for (const auto& [space, expected] : records_) {
    std::uint64_t found = 0;
    DF_TRY(VisitRecords(copy, space, [&found](const StoredEntry&) { return ++found, Ok(); }));
    DF_TRY(Compare(copy, "records of the kind '" + std::string(space) + "'", expected, found));
  }
  for (const auto& [stream, expected] : streams_) {
    std::uint64_t found = 0;
    DF_TRY(VisitStored(copy, stream, 1,
                       [&found](std::uint64_t, std::string_view) { return ++found, Ok(); }));
    DF_TRY(Compare(copy, "log entries of stream " + std::to_string(stream), expected, found));
  }
  return Ok();
}

}  // namespace dashflow::checkpoint
