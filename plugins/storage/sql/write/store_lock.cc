// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/store_lock.h"

namespace dashflow::sql {

StoreLock::StoreLock(Connection& connection)
    : take_(connection.Prepare("SELECT last_rev FROM df_revision WHERE id = 1 FOR UPDATE")),
      keep_(connection.Prepare("UPDATE df_revision SET last_rev = ? WHERE id = 1")) {}

void StoreLock::Take() {
  const auto last = take_->Look();
  if (!last) throw Failure(Trouble::kDamaged, "the row of df_revision is missing");
  kept_ = last_ = static_cast<std::uint64_t>(*last);
}

void StoreLock::Keep() {
  if (last_ != kept_) keep_->Run(last_);
}

}  // namespace dashflow::sql
