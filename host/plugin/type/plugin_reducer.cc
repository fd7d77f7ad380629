// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/plugin_reducer.h"

#include "host/plugin/call/status.h"
#include "host/plugin/crash/crash_scope.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {

PluginReducer::PluginReducer(ReducerInfo info, const df_reducer& table)
    : info_(std::move(info)), table_(table), crash_note_("reducer '" + info_.name + "'") {
  // A start that is no value is null, as that of a reducer that says nothing.
  Import(&table.start, start_);
}

Result<Value> PluginReducer::Reduce(Value current, const Value& write) const {
  df_value out{};
  df_status status = DF_INTERNAL;
  {
    const CrashScope scope(crash_note_.c_str());
    status = table_.reduce(ToAbi(&current), ToAbi(&write), &out);
  }
  if (status != DF_OK) {
    return Error("invalid_update", TakeReason(out, "the reducer did not say why"))
        .Operation("reduce")
        .Resource(info_.name);
  }
  Value joined;
  if (ImportOwned(out, joined)) return joined;
  return Error("invalid_update", "the reducer gave something that is no value")
      .Operation("reduce")
      .Resource(info_.name);
}

}  // namespace dashflow::plugin
