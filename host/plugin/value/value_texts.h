// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

namespace dashflow::plugin {

// Text forms of values, for df_value_api, which says what each does.
df_status FromJson(df_text json, df_value* out) noexcept;
df_status ToJsonText(const df_value* value, df_value* out) noexcept;
df_status FromFlat(df_text flat, df_value* out) noexcept;
df_status ToFlatBytes(const df_value* value, df_value* out) noexcept;

}  // namespace dashflow::plugin
