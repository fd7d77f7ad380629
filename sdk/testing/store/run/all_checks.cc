// SPDX-License-Identifier: Apache-2.0
#include "store/run/all_checks.hpp"

namespace dashflow::sdk::testing::store {

std::vector<Check> AllChecks() {
  std::vector<Check> all;
  for (const auto& part :
       {RecordChecks(), ExpectChecks(), ExpiryChecks(), ScanChecks(), TermChecks(), LogChecks(),
        TrimChecks(), BlobChecks(), BatchChecks(), LimitChecks(), RefusalChecks(), ModelChecks(),
        WriterChecks(), WhileWritingChecks(), LastingChecks(), KillChecks(), FailureChecks(),
        CareChecks()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace dashflow::sdk::testing::store
