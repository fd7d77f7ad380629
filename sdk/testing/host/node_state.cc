// SPDX-License-Identifier: Apache-2.0
#include "host/node_state.hpp"

#include <dashflow/glue/status.hpp>
#include <string>

#include "host/plugin_manifest.hpp"

namespace dashflow::sdk::testing {

NodeState::NodeState(const df_node_type& type, ValueView description, ValueView config,
                     FakeClock& clock)
    : type_(type), description_(description), clock_(clock) {
  const Value filled = WithDefaults(config, description["config"]);
  df_value reason{};
  const df_status status = type_.create(&filled.view().raw(), &instance_, &reason);
  const Value text = Value::Adopt(reason);
  if (status != DF_OK) throw Error(CategoryOf(status), "create_failed", std::string(text.text()));
}

}  // namespace dashflow::sdk::testing
