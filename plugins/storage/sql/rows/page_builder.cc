// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/rows/page_builder.h"

#include <utility>

namespace dashflow::sql {
namespace {

constexpr std::size_t kPageBytes = std::size_t{1} << 20;

}  // namespace

bool PageBuilder::Add(Row row) {
  bytes_ += row.key.size() + row.bytes.size();
  page_.rows.push_back(std::move(row));
  page_.more = page_.rows.size() == most_ || bytes_ >= kPageBytes;
  return !page_.more;
}

bool PageBuilder::Damaged(const std::string& name) {
  if (page_.rows.empty()) throw DamagedEntry(name);
  page_.more = true;  // the next page begins with it
  return false;
}

sdk::StoreError DamagedEntry(const std::string& name) {
  return {sdk::StoreStatus::kDamaged, name + " is damaged: its checksum does not fit"};
}

}  // namespace dashflow::sql
