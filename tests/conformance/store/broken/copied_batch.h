// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/conformance/store/broken/broken_store.h"

namespace dashflow::conformance {

// A batch with all that it refers to.
class CopiedBatch {
 public:
  explicit CopiedBatch(const df_store_batch& batch);
  CopiedBatch(const CopiedBatch&) = delete;
  CopiedBatch& operator=(const CopiedBatch&) = delete;
  df_store_batch* raw();

 private:
  Way way_;
  df_store_batch raw_{};
};

}  // namespace dashflow::conformance
