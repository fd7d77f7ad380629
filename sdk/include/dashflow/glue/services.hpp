// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/host.h>

#include <dashflow/glue/text.hpp>
#include <string_view>

namespace dashflow::sdk {

// The host's tables, as far as this host has them. Set when the plugin is entered, before any other
// code of it runs; only read afterwards. A process that enters a plugin for a second host gives it
// the tables of that one. [any-thread]
struct Services {
  const df_value_api* value = nullptr;
  const df_call_api* call = nullptr;
  const df_events_api* events = nullptr;
  const df_expression_api* expression = nullptr;
  const df_log_api* log = nullptr;
  const df_clock_api* clock = nullptr;
  const df_random_api* random = nullptr;
};

inline constinit Services services{};

template <class Table>
const Table* Query(const df_host& host, std::string_view id) {
  return static_cast<const Table*>(host.query(&host, ToText(id)));
}

inline Services Gather(const df_host& host) {
  return {.value = Query<df_value_api>(host, DF_ID_VALUE),
          .call = Query<df_call_api>(host, DF_ID_CALL),
          .events = Query<df_events_api>(host, DF_ID_EVENTS),
          .expression = Query<df_expression_api>(host, DF_ID_EXPRESSION),
          .log = Query<df_log_api>(host, DF_ID_LOG),
          .clock = Query<df_clock_api>(host, DF_ID_CLOCK),
          .random = Query<df_random_api>(host, DF_ID_RANDOM)};
}

}  // namespace dashflow::sdk
