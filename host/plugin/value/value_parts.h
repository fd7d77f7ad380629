// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

namespace dashflow::plugin {

// The parts of arrays and objects, for df_value_api, which says what each does.
df_status GetMember(const df_value* object, df_text key, df_value* out) noexcept;
df_status GetElement(const df_value* array, uint64_t index, df_value* out) noexcept;
uint64_t CopyElements(const df_value* array, uint64_t* cursor, df_value* out,
                      uint64_t capacity) noexcept;
uint64_t CopyMembers(const df_value* object, uint64_t* cursor, df_member* out,
                     uint64_t capacity) noexcept;
df_status AppendElement(const df_value* array, const df_value* element, df_value* out) noexcept;
df_status SetMember(const df_value* object, df_text key, const df_value* value,
                    df_value* out) noexcept;

}  // namespace dashflow::plugin
