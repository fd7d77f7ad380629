// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/host.h>

namespace dashflow::sdk::testing {

// The services dashflow.call/1 and dashflow.events/1 of the fake host. Each call is a CallState.
const df_call_api& CallApi();
const df_events_api& EventsApi();

}  // namespace dashflow::sdk::testing
