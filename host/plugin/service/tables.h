// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/host.h>

namespace dashflow::plugin {

// The services that hold no state: one table for all plugins and hosts of the process.
extern const df_value_api kValueApi;
extern const df_call_api kCallApi;
extern const df_events_api kEventsApi;
extern const df_expression_api kExpressionApi;

}  // namespace dashflow::plugin
