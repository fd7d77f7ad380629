// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/value/value_texts.h"

#include <string>

#include "host/plugin/service/guard.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/flat.h"
#include "host/value/json.h"

namespace dashflow::plugin {
namespace {

// Message and cause in one text, as the ABI has only one.
std::string Words(const Error& error) {
  return error.cause().empty() ? error.message() : error.message() + ": " + error.cause();
}

template <class Parse>
df_status ParseText(df_text text, df_value* out, Parse parse) noexcept {
  return Guard([&]() -> df_status {
    const auto bytes = ReadText(text);
    if (out == nullptr) return DF_INVALID_INPUT;
    if (!bytes) {
      Give(Value("the text has a size but no bytes"), out);
      return DF_INVALID_INPUT;
    }
    auto parsed = parse(*bytes);
    const bool ok = parsed.has_value();
    Give(ok ? *std::move(parsed) : Value(Words(parsed.error())), out);
    return ok ? DF_OK : DF_INVALID_INPUT;
  });
}

template <class Print>
df_status PrintValue(const df_value* value, df_value* out, Print print) noexcept {
  return Guard([&]() -> df_status {
    Value printed;
    if (out == nullptr) return DF_INVALID_INPUT;
    if (!Import(value, printed)) {
      Give(Value("it is no value: a number that is not finite, or text that is not UTF-8"), out);
      return DF_INVALID_INPUT;
    }
    Give(print(printed), out);
    return DF_OK;
  });
}

}  // namespace

df_status FromJson(df_text json, df_value* out) noexcept {
  return ParseText(json, out, [](std::string_view text) { return ParseJson(text); });
}

df_status FromFlat(df_text flat, df_value* out) noexcept {
  return ParseText(flat, out, [](std::string_view bytes) { return ParseFlat(bytes); });
}

df_status ToJsonText(const df_value* value, df_value* out) noexcept {
  return PrintValue(value, out, [](const Value& printed) { return Value(ToJson(printed)); });
}

df_status ToFlatBytes(const df_value* value, df_value* out) noexcept {
  return PrintValue(value, out, [](const Value& printed) { return Value::Bytes(ToFlat(printed)); });
}

}  // namespace dashflow::plugin
