// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <optional>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::plugin {

// Values and texts as they cross the ABI. A df_value and a Value are the same 16 bytes; what comes
// from a plugin is looked at before it is believed. Counted payloads are the host's own and are
// trusted: a plugin cannot make one.

// A plugin's text; nothing when it says that it has bytes but not where, or 4 GiB of them.
std::optional<std::string_view> ReadText(df_text text);
inline df_text ToAbi(std::string_view text) { return {text.data(), text.size()}; }

// A plugin's value as the host reads it during one call: checked, not copied.
class Look {
 public:
  // Not ok: a null pointer, a number that is not finite, text or a container without payload. A
  // kind that this host does not know reads as null. UTF-8 is not checked here.
  explicit Look(const df_value* value) noexcept;

  bool ok() const { return ok_; }
  const Value& operator*() const { return Value::View(raw_); }
  const Value* operator->() const { return &**this; }

 private:
  rep::RawValue raw_;
  bool ok_ = true;
};

// A Value of the host's own: borrowed text is copied and must be UTF-8, counted payloads are
// shared. False = not a value. May throw bad_alloc.
bool Import(const df_value* from, Value& to);
// The same where a null pointer stands for null.
bool ImportOptional(const df_value* from, Value& to);
// Takes over what a plugin owned: `from` is given up, whatever the answer.
bool ImportOwned(df_value& from, Value& to);

// Out-parameters. `to` may be null: then nothing happens (and an owned value is let go).
void Lend(const Value& value, df_value* to) noexcept;  // borrowed
void Give(Value value, df_value* to) noexcept;         // owned(caller)

inline const df_value* ToAbi(const Value* values) noexcept {
  return reinterpret_cast<const df_value*>(values);
}

}  // namespace dashflow::plugin
