// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/run/crash_record.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// By thread.
using CrashRecords = std::map<std::string, CrashRecord, std::less<>>;

// The crashes that a store knows of. Errors: store_damaged, and what the store says. [any-thread]
class CrashDirectory {
 public:
  explicit CrashDirectory(Store& store) : store_(store) {}

  // Nothing = the process did not die in a run of this thread.
  Result<std::optional<CrashRecord>> Get(std::string_view thread) const;
  Result<CrashRecords> All() const;
  Status Put(const CrashRecord& record);
  Status Erase(std::string_view thread);

 private:
  Status Commit(const Operation& op, std::string operation);

  Store& store_;
};

}  // namespace dashflow::checkpoint
