// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/node.h>

#include <string>

#include "host/channel/reducer.h"
#include "host/plugin/file/manifest.h"

namespace dashflow::plugin {

// A plugin's reducer as channels see it. Lives as long as its plugin.
class PluginReducer final : public channel::Reducer {
 public:
  PluginReducer(ReducerInfo info, const df_reducer& table);

  std::string_view name() const override { return info_.name; }
  channel::Laws laws() const override { return info_.laws; }
  Value Start() const override { return start_; }
  Result<Value> Reduce(Value current, const Value& write) const override;

 private:
  ReducerInfo info_;
  const df_reducer& table_;
  Value start_;
  std::string crash_note_;
};

}  // namespace dashflow::plugin
