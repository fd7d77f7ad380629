// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <string_view>
#include <vector>

#include "host/value/value.h"

namespace dashflow::plugin {

// One value put together step by step. A step that does not fit (a value without key in an object,
// an end without begin, a second value, depth over kMaxDepth) fails, and so does every later one.
// [serial]
class ValueAssembly {
 public:
  bool Begin(Kind kind);  // kArray or kObject
  bool Key(std::string_view key);
  bool Put(Value value);
  bool End();
  bool Finish(Value& value);  // false: failed, nothing was put, or a container is open
  bool Fail();                // makes it failed; false

 private:
  struct Level {
    Kind kind;
    std::size_t begin;  // of its parts in parts_
    bool has_key = false;
  };
  bool MayPut() const;

  std::vector<Level> levels_;
  std::vector<Value> parts_;  // of all open containers, one after the other; of none: the value
  bool failed_ = false;
};

// The functions of df_value_api over it.
df_builder* NewBuilder() noexcept;
df_status BeginArray(df_builder* builder) noexcept;
df_status BeginObject(df_builder* builder) noexcept;
df_status AddKey(df_builder* builder, df_text key) noexcept;
df_status AddValue(df_builder* builder, const df_value* value) noexcept;
df_status EndContainer(df_builder* builder) noexcept;
df_status FinishBuilder(df_builder* builder, df_value* out) noexcept;
void AbortBuilder(df_builder* builder) noexcept;

}  // namespace dashflow::plugin
