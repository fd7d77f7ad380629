// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/broken/copied_batch.h"

namespace dashflow::conformance {

CopiedBatch::CopiedBatch(const df_store_batch& batch) {
  const auto copy = [&](df_text text) { return way_.Own(std::string(View(text))); };
  for (std::uint32_t i = 0; i < batch.op_count; ++i) {
    df_store_op op = batch.ops[i];
    for (df_text* text : {&op.space, &op.key, &op.end, &op.bytes}) *text = copy(*text);
    const auto terms = way_.OwnTerms(op.term_count);
    for (std::uint32_t t = 0; t < op.term_count; ++t) terms[t] = copy(op.terms[t]);
    op.terms = terms.data();
    way_.ops.push_back(op);
  }
}

df_store_batch* CopiedBatch::raw() {
  raw_ = {sizeof(raw_), static_cast<std::uint32_t>(way_.ops.size()), way_.ops.data(), 0, 0, 0};
  return &raw_;
}

}  // namespace dashflow::conformance
