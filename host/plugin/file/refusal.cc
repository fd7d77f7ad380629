// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/refusal.h"

#include <dashflow/abi.h>

#include <system_error>

namespace dashflow::plugin {

Error Refuse(const std::string& file, std::string_view code, std::string_view sentence) {
  Error error(code, file + " " + std::string(sentence));
  return error.Operation("load plugin").Resource(file);
}

Error RefuseBySystem(const std::string& file, std::string_view code, std::string_view what,
                     int error_number) {
  const std::string reason = std::generic_category().message(error_number);
  return Refuse(file, code, std::string(what) + ": " + reason).Cause(reason);
}

Error RefuseDraft(const std::string& file, std::int64_t major, std::int64_t draft) {
  const auto name = [](std::int64_t a, std::int64_t b) {
    return std::to_string(a) + " draft " + std::to_string(b);
  };
  return Refuse(file, "plugin_abi_draft",
                "needs ABI " + name(major, draft) + ", and this host has ABI " +
                    name(DF_ABI_MAJOR, DF_ABI_DRAFT));
}

}  // namespace dashflow::plugin
