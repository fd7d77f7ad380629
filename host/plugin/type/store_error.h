// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <string>

#include "host/base/error.h"
#include "host/value/value.h"

namespace dashflow::plugin {

// What a storage plugin told ({code, message, cause, fix}) in the words of the catalogue; a code
// that it does not have becomes store_invalid, store_unavailable, store_unsupported or
// unauthorized, as `status` says. Takes over `told`.
Error StoreWords(df_status status, df_value& told, std::string operation, const std::string& url);

// A member of an object, or nothing.
std::string MemberText(const Value& object, std::string_view key);

}  // namespace dashflow::plugin
