// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/testing/fake_host.hpp>

namespace dashflow::sdk::testing {

// The service dashflow.expression/1 of the fake host. Its functions have no way back to a host, so
// the evaluator is the process's: that of the newest host.
const df_expression_api& ExpressionApi();
void SetProcessEvaluator(FakeHost::Evaluator evaluator);

}  // namespace dashflow::sdk::testing
