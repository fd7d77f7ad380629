// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/open_failure.h"

namespace dashflow::sqlite {
namespace {

local_disk::Refusal RefusalOf(Trouble trouble) {
  switch (trouble) {
    case Trouble::kDenied:
      return local_disk::Refusal::kDenied;
    case Trouble::kFull:
      return local_disk::Refusal::kFull;
    case Trouble::kMissing:
      return local_disk::Refusal::kMissing;
    case Trouble::kDamaged:
    case Trouble::kNotADatabase:
      return local_disk::Refusal::kForeign;
    default:
      return local_disk::Refusal::kOther;
  }
}

}  // namespace

sdk::StoreError OpenFailure(const std::string& path, const SqlError& error) {
  return local_disk::Refused(RefusalOf(error.trouble()), path, error.what());
}

}  // namespace dashflow::sqlite
