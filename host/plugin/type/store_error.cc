// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/store_error.h"

#include <utility>

#include "host/base/error_catalogue.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

std::string_view FallbackCode(df_status status) {
  switch (status) {
    case DF_TRANSIENT:
    case DF_TIMEOUT:
    case DF_EXHAUSTED:
    case DF_INTERNAL:
      return "store_unavailable";
    case DF_UNAUTHORIZED:
      return "unauthorized";
    case DF_UNSUPPORTED:
      return "store_unsupported";
    default:
      return "store_invalid";
  }
}

}  // namespace

std::string MemberText(const Value& object, std::string_view key) {
  const Value* member = object.is_object() ? object.Find(key) : nullptr;
  return member != nullptr && member->is_string() ? std::string(member->as_text()) : std::string();
}

Error StoreWords(df_status status, df_value& told, std::string operation, const std::string& url) {
  Value words;
  ImportOwned(told, words);
  const std::string code = MemberText(words, "code");
  const bool is_known = FindCatalogueEntry(code) != nullptr;
  std::string message = MemberText(words, "message");
  std::string cause = MemberText(words, "cause");
  if (!is_known && cause.empty()) cause = std::exchange(message, "");
  if (message.empty())
    message = cause.empty() ? "the store failed, and did not say why" : "the store failed";
  Error error(is_known ? code : FallbackCode(status), message);
  const std::string fix = MemberText(words, "fix");
  if (!fix.empty()) error.Fix(fix);
  return error.Operation(std::move(operation)).Resource(url).Cause(std::move(cause));
}

}  // namespace dashflow::plugin
